package dev.matinee.server.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.data.catalog.Scale;
import dev.matinee.engine.recommend.Rated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What events of a user mean. */
class OpinionsTest {
    private static final Scale HALF_STARS = new Scale(0.5, 5, 0.5);

    /** Events such as {@code "7 rating 4"}: a movie, what was done, and the rating of a rating. */
    private static Opinions after(String... events) {
        List<FeedbackEvent> all = new ArrayList<>();
        for (String event : events) {
            String[] parts = event.split(" ", -1);
            all.add(new FeedbackEvent(
                    "key" + all.size(),
                    "user",
                    parts[0],
                    FeedbackKind.of(parts[1]),
                    parts.length == 3 ? OptionalDouble.of(Double.parseDouble(parts[2])) : OptionalDouble.empty(),
                    Instant.EPOCH));
        }
        return Opinions.of(all);
    }

    private static List<Rated> rated(Opinions opinions) {
        return opinions.rated(HALF_STARS, 3.4);
    }

    @Test
    void theLastRatingLikeOrDislikeCounts() {
        assertThat(rated(after("7 rating 2", "7 like", "8 dislike", "8 rating 5")))
                .containsExactly(new Rated("7", 4.5f), new Rated("8", 5));
        assertThat(after("8 dislike", "8 rating 5").hidden()).isEmpty();
        assertThat(after("8 rating 5", "8 dislike").hidden()).containsExactly("8");
    }

    @Test
    void aLikeAndADislikeStandForRatingsThatThereAre() {
        assertThat(rated(after("7 like", "8 dislike", "9 watched")))
                .containsExactly(new Rated("7", 4.5f), new Rated("8", 1), new Rated("9", 3.5f));
        assertThat(after("7 like", "8 dislike").rated(new Scale(1, 5, 1), 3))
                .containsExactly(new Rated("7", 5), new Rated("8", 1));
        assertThat(after("7 like", "8 dislike").rated(new Scale(-10, 10, 0), 0))
                .containsExactly(new Rated("7", 8), new Rated("8", -8));
    }

    @Test
    void whatWasDismissedIsHiddenAndKeepsItsRating() {
        Opinions opinions = after("7 rating 4", "7 dismissed", "8 dismissed");
        assertThat(opinions.hidden()).containsExactly("7", "8");
        assertThat(rated(opinions)).containsExactly(new Rated("7", 4));
    }

    @Test
    void whoWatchesWhatWasDismissedHasSeenIt() {
        assertThat(after("8 dismissed", "8 watched").hidden()).isEmpty();
        assertThat(rated(after("8 dismissed", "8 watched"))).containsExactly(new Rated("8", 3.5f));
        assertThat(after("8 dislike", "8 watched").hidden()).containsExactly("8");
    }

    @Test
    void impressionsSayNothing() {
        assertThat(after("7 impression", "8 impression").size()).isZero();
        assertThat(after("7 dismissed", "7 impression").hidden()).containsExactly("7");
    }

    @Test
    void aRatingNeedsItsNumberAndNothingElseHasOne() {
        assertThatThrownBy(() -> after("7 rating")).hasMessage("rating is missing");
        assertThatThrownBy(() -> after("7 like 4")).hasMessageContaining("only events of kind rating");
    }
}
