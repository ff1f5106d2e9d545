package dev.matinee.lab.leaderboard;

import dev.matinee.engine.evaluate.Metric;
import dev.matinee.engine.evaluate.PairedComparison;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One line of a leaderboard.
 *
 * @param rank 1 for the best; models without the metric come last
 * @param evaluation the record
 * @param metric the metric that the lines are ordered by, where it was measured
 * @param verdict how it compares with the best
 * @param comparison the comparison with the best, user by user, where that was possible; positive when this model's
 *     number is the higher one
 * @param correctedPValue the p-value of the comparison after {@link dev.matinee.engine.evaluate.Holm}'s correction for all
 *     comparisons with the best
 */
public record Standing(
        int rank,
        EvaluationRecord evaluation,
        Optional<Metric> metric,
        Verdict verdict,
        Optional<PairedComparison> comparison,
        OptionalDouble correctedPValue) {
    /** How a model compares with the best one. */
    public enum Verdict {
        /** It has the best number. */
        BEST("best"),
        /**
         * It cannot be told apart from the best: over the same users the p-value of their difference, corrected by Holm
         * for all models that are compared with the best, is above 0.05 or, where users cannot be paired, the two
         * intervals overlap.
         */
        TIED("tied"),
        /** It is worse by more than chance. */
        WORSE("worse"),
        /** Its number is worse, and there is no interval that says whether by chance. */
        UNKNOWN("unknown"),
        /** The metric was not measured of it. */
        NOT_MEASURED("notMeasured");

        private final String json;

        Verdict(String json) {
            this.json = json;
        }

        /** The name in JSON. */
        public String json() {
            return json;
        }
    }
}
