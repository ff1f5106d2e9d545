package dev.matinee.engine.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.engine.RandomRatings;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeldOutUsersTest {
    private static final Run RUN = Run.seeded(42);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aUserIsLearnedFromWholeOrNotAtAll(long seed) {
        Interactions all = RandomRatings.of(seed, 200, 40, 10);

        Split split = HeldOutUsers.share(0.2).split(all, RUN.seed(seed));

        Rows training = split.training().interactions().byUser();
        Rows given = split.heldOut().given().orElseThrow().byUser();
        Rows toFind = split.heldOut().interactions().byUser();
        int candidates = 0;
        int heldOut = 0;
        for (int user = 0; user < 200; user++) {
            int ratings = all.byUser().count(user);
            candidates += ratings > 1 ? 1 : 0;
            if (toFind.count(user) == 0) {
                assertThat(training.count(user)).isEqualTo(ratings);
                assertThat(given.count(user)).isZero();
                continue;
            }
            heldOut++;
            assertThat(training.count(user)).isZero();
            int find = Math.clamp(Math.floorDiv(2 * ratings + 5, 10), 1, ratings - 1);
            assertThat(toFind.count(user)).as(ratings + " ratings").isEqualTo(find);
            int[] both = IntStream.concat(IntStream.of(given.columns(user)), IntStream.of(toFind.columns(user)))
                    .sorted()
                    .toArray();
            assertThat(both).isEqualTo(all.byUser().columns(user));
        }
        assertThat(heldOut).isEqualTo((int) Math.round(0.2 * candidates));
    }

    @ParameterizedTest
    @CsvSource({
        "users:0.1,users:0.1",
        "users:500,users:500",
        "'users:0.1,0.5','users:0.1,0.5'",
        "'users: 0.10 , 0.80',users:0.1"
    })
    void kindsAreReadAsTheyAreWritten(String text, String kind) {
        assertThat(Splitters.parse(text).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "users",
                "users:",
                "users:0",
                "users:-1",
                "users:1.5",
                "users:NaN",
                "users:many",
                "users:0.1,0.5,3"
            })
    void whatIsNeitherShareNorNumberIsRefused(String text) {
        assertThatThrownBy(() -> Splitters.parse(text))
                .hasMessageStartingWith("users needs a share of the users below 1 or a number of users");
    }

    @Test
    void thePartGivenMustBeAPart() {
        assertThatThrownBy(() -> Splitters.parse("users:0.1,1"))
                .hasMessage("the part of ratings that is given must be above 0 and below 1, got 1.0");
    }

    @Test
    void theNumberAndThePartAreKept() {
        Interactions all = RandomRatings.of(3, 300, 40, 0);

        Split split = Splitters.parse("users:7,0.5").split(all, RUN);

        Rows toFind = split.heldOut().interactions().byUser();
        assertThat(IntStream.range(0, 300).filter(user -> toFind.count(user) > 0))
                .hasSize(7);
        long given = split.heldOut().given().orElseThrow().size();
        assertThat(Math.abs(given - toFind.size())).isLessThanOrEqualTo(7);
    }

    @Test
    void moreUsersThanThereAreIsAnErrorThatNamesHowMany() {
        Interactions all = RandomRatings.of(3, 30, 40, 0);

        assertThatThrownBy(() -> HeldOutUsers.number(31).split(all, RUN))
                .hasMessageMatching("users:31 holds out 31 users, but only \\d+ have the two ratings it takes");
    }

    @Test
    void whatIsGivenIsPartOfTheHash() {
        Interactions all = RandomRatings.of(3, 300, 40, 0);

        Split one = HeldOutUsers.share(0.2).split(all, RUN.threads(1));

        assertThat(HeldOutUsers.share(0.2).split(all, RUN.threads(2)).hash()).isEqualTo(one.hash());
        assertThat(HeldOutUsers.share(0.2).split(all, RUN.seed(7)).hash()).isNotEqualTo(one.hash());
        assertThat(HeldOutUsers.share(0.2).giving(0.5).split(all, RUN).hash()).isNotEqualTo(one.hash());
    }
}
