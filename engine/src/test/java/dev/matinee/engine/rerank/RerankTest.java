package dev.matinee.engine.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.recommend.Basis;
import dev.matinee.engine.recommend.Recommendation;
import dev.matinee.engine.recommend.Recommendations;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Items 0 to 5 are action, 6 to 8 comedy, 9 both; candidates come in the order of their indexes. */
class RerankTest {
    private static final Ids IDS =
            Ids.ofNumbers(IntStream.range(0, 10).asLongStream().toArray());
    private static final Categories CATEGORIES = Categories.of(IntStream.range(0, 10)
            .mapToObj(item -> item < 6 ? List.of("Action") : item < 9 ? List.of("Comedy") : List.of("Comedy", "Action"))
            .toList());
    private static final Recommendations ANSWER = new Recommendations(
            Basis.PERSONAL,
            IntStream.range(0, 10)
                    .mapToObj(item -> new Recommendation(item + 1, Integer.toString(item), 10 - item))
                    .toList());

    @Test
    void sharesCountAnItemOfTwoCategoriesHalfInEach() {
        assertThat(CATEGORIES.names()).containsExactly("Action", "Comedy");
        assertThat(CATEGORIES.shares(new int[] {0, 9})).containsExactly(0.75, 0.25);
        assertThat(CATEGORIES.shares(new int[0])).containsExactly(0, 0);
        assertThat(CATEGORIES.cosine(0, 9)).isCloseTo(Math.sqrt(0.5), within(1e-12));
        assertThat(CATEGORIES.cosine(0, 6)).isZero();
    }

    @Test
    void withoutStrengthTheOrderStays() {
        assertThat(items(new Diversity(0, CATEGORIES::cosine).rerank(ANSWER, IDS, 4)))
                .containsExactly("0", "1", "2", "3");
        assertThat(items(new Calibration(0, CATEGORIES).rerank(ANSWER, IDS, new int[] {6}, 4)))
                .containsExactly("0", "1", "2", "3");
    }

    @Test
    void diversityPutsAnotherCategoryInSecondPlace() {
        Recommendations list = new Diversity(0.7, CATEGORIES::cosine).rerank(ANSWER, IDS, 3);

        // After action film 0 (similarity 1 to its like), 0.3 x 3/9 of comedy 6 beats 0.3 x 8/9 - 0.7 of action film 1.
        assertThat(items(list)).startsWith("0", "6");
        assertThat(list.items().get(1).rank()).isEqualTo(2);
        assertThat(list.items().get(1).score()).isEqualTo(4);
        assertThat(list.basis()).isEqualTo(Basis.PERSONAL);
    }

    @Test
    void calibrationBringsTheListNearTheProportionsOfTheHistory() {
        int[] history = {0, 6, 7, 8};
        Calibration calibration = new Calibration(0.95, CATEGORIES);
        Recommendations list = calibration.rerank(ANSWER, IDS, history, 4);

        double[] wanted = CATEGORIES.shares(history);
        assertThat(calibration.shares(list, IDS)[1]).isGreaterThan(0.6);
        assertThat(Calibration.divergence(wanted, calibration.shares(list, IDS)))
                .isLessThan(0.06);
        Recommendations uncalibrated = new Calibration(0, CATEGORIES).rerank(ANSWER, IDS, history, 4);
        assertThat(Calibration.divergence(wanted, calibration.shares(uncalibrated, IDS)))
                .isGreaterThan(4);
    }

    @Test
    void divergenceIsTheSmoothedKullbackLeiblerInBits() {
        // 0.5 log2(0.5 / 0.995) + 0.5 log2(0.5 / 0.005)
        assertThat(Calibration.divergence(new double[] {0.5, 0.5}, new double[] {1, 0}))
                .isCloseTo(0.5 * -0.992768 + 0.5 * 6.643856, within(1e-5));
    }

    @Test
    void fewerCandidatesThanPlacesAreAllChosen() {
        Recommendations none = new Recommendations(Basis.NONE, List.of());

        assertThat(items(new Diversity(0.5, CATEGORIES::cosine).rerank(ANSWER, IDS, 99)))
                .hasSize(10)
                .doesNotHaveDuplicates();
        assertThat(new Diversity(0.5, CATEGORIES::cosine).rerank(none, IDS, 5).items())
                .isEmpty();
    }

    @Test
    void strengthsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new Diversity(1.5, CATEGORIES::cosine))
                .hasMessage("diversity must be between 0 and 1, got 1.5");
        assertThatThrownBy(() -> new Calibration(Double.NaN, CATEGORIES))
                .hasMessage("calibration must be between 0 and 1, got NaN");
    }

    private static List<String> items(Recommendations list) {
        return list.items().stream().map(Recommendation::item).toList();
    }
}
