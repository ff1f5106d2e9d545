package dev.matinee.cli;

import dev.matinee.engine.evaluate.Measure;
import dev.matinee.engine.evaluate.PairedComparison;
import dev.matinee.lab.leaderboard.Standing;
import java.util.Locale;

/** How a model compares with the best, for people. */
final class StandingText {
    private StandingText() {}

    /** The verdict and, where both were measured on the same users, by how much the model is worse. */
    static String verdict(Standing standing, String metric) {
        String verdict = standing.verdict().json();
        if (standing.comparison().isEmpty()) {
            return verdict;
        }
        PairedComparison comparison = standing.comparison().get();
        double pValue = standing.correctedPValue().orElseThrow();
        boolean higherIsBetter = Measure.of(metric).higherIsBetter();
        return String.format(
                Locale.ROOT,
                "%s: by %.4f (%.4f to %.4f), p %s",
                verdict,
                higherIsBetter ? -comparison.difference() : comparison.difference(),
                higherIsBetter ? -comparison.high() : comparison.low(),
                higherIsBetter ? -comparison.low() : comparison.high(),
                pValue < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", pValue));
    }
}
