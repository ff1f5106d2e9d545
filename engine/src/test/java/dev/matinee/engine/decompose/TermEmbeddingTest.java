package dev.matinee.engine.decompose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.ItemTerms;
import dev.matinee.engine.matrix.ItemTerms.Term;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TermEmbeddingTest {
    private static final Run RUN = Run.seeded(1).threads(2);

    /** Robots and love; {@code unique} is of one item alone, the last item has no terms. */
    private static final ItemTerms TERMS = new ItemTerms(
            List.of(
                    new Term("word", "android"),
                    new Term("word", "kiss"),
                    new Term("word", "love"),
                    new Term("word", "robot"),
                    new Term("word", "steel"),
                    new Term("word", "unique")),
            new int[][] {{0, 3}, {3, 4}, {0, 4, 5}, {1, 2}, {1, 2}, {2}, {}},
            new float[][] {{1, 1}, {1, 1}, {1, 1, 9}, {1, 1}, {4, 1}, {1}, {}});

    @Test
    void itemsThatShareNoTermAreAlikeWhereTheirTermsOccurTogether() {
        TermEmbedding points = TermEmbedding.of(TERMS, 2, RUN);
        assertThat(points.similarity(0, 2)).isGreaterThan(0.9f);
        assertThat(points.similarity(3, 5)).isGreaterThan(0.9f);
        assertThat(points.similarity(0, 3)).isCloseTo(0, within(0.1f));
        float[] all = new float[7];
        points.similarities(0, all);
        assertThat(all[0]).isCloseTo(1, within(1e-5f));
        assertThat(all[6]).isZero();
        assertThat(points.isKnown(6)).isFalse();
    }

    @Test
    void sharedTermsAddUpToTheCosine() {
        TermWeights weights = TermWeights.of(TERMS, RUN);
        List<Integer> places = new ArrayList<>();
        double[] sum = {0, 0};
        weights.forEachShared(3, 4, (place, share) -> {
            places.add(place);
            sum[0] += share;
        });
        weights.forEachShared(3, 3, (place, share) -> sum[1] += share);
        assertThat(places).containsExactly(1, 2);
        assertThat(sum[0]).isBetween(0.5, 0.9999);
        assertThat(sum[1]).isCloseTo(1, within(1e-6));
        assertThat(weights.isShared(5)).isFalse();
        assertThat(weights.places(2)).containsExactly(0, 4);
    }

    @Test
    void nothingKnownIsNoPoint() {
        ItemTerms nothing = new ItemTerms(List.of(), new int[3][0], new float[3][0]);
        assertThat(TermEmbedding.of(nothing, 8, RUN).points()).containsOnly(0);
        assertThatThrownBy(() -> TermEmbedding.of(TERMS, 0, RUN))
                .isInstanceOf(MatineeException.class)
                .hasMessageContaining("dimensions must be at least 1");
    }

    @Test
    void pointsDoNotDependOnTheNumberOfThreads() {
        assertThat(TermEmbedding.of(TERMS, 3, RUN.threads(1)).points())
                .isEqualTo(TermEmbedding.of(TERMS, 3, RUN).points());
    }
}
