package dev.matinee.lab.likes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How well probabilities and decisions fit. Rates whose denominator is 0 are 0, as scikit-learn has them; areas are NaN where
 * one class is missing.
 *
 * @param truePositives likes that were called so
 * @param falsePositives others that were called likes
 * @param trueNegatives others that were called so
 * @param falseNegatives likes that were not called so
 * @param rocAuc the area under the curve of true positive rate over false positive rate: how often a like is ranked above
 *     another, ties counting half
 * @param prAuc the average precision: the sum over thresholds of precision times the step in recall
 * @param logLoss the mean of minus the natural logarithm of the probability of what happened, kept at 1e-15 from 0
 * @param brier the mean squared difference of probability and outcome
 */
public record LikeMetrics(
        long truePositives,
        long falsePositives,
        long trueNegatives,
        long falseNegatives,
        double rocAuc,
        double prAuc,
        double logLoss,
        double brier) {
    /** The names of all metrics that are a number, in the order of {@link #values}. */
    public static final List<String> NAMES =
            List.of("accuracy", "precision", "recall", "f1", "rocAuc", "prAuc", "logLoss", "brier");

    /** How many rows were measured. */
    public long rows() {
        return truePositives + falsePositives + trueNegatives + falseNegatives;
    }

    /** The share of right decisions. */
    public double accuracy() {
        return rate(truePositives + trueNegatives, rows());
    }

    /** The share of likes among what was called so. */
    public double precision() {
        return rate(truePositives, truePositives + falsePositives);
    }

    /** The share of likes that were called so. */
    public double recall() {
        return rate(truePositives, truePositives + falseNegatives);
    }

    /** The harmonic mean of precision and recall. */
    public double f1() {
        return rate(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
    }

    private static double rate(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /** All numbers, as {@link #NAMES} has them. */
    public double[] values() {
        return new double[] {accuracy(), precision(), recall(), f1(), rocAuc, prAuc, logLoss, brier};
    }

    /** One metric by name. */
    public double value(String name) {
        return values()[NAMES.indexOf(name)];
    }

    /**
     * One class of the report that document 000 prints.
     *
     * @param name {@code 0}, {@code 1}, or what the means are called
     * @param support how many rows are of it
     */
    public record ClassRow(String name, double precision, double recall, double f1, long support) {}

    /** The report by class: other, like, and the plain and the weighted mean of both. */
    public List<ClassRow> classes() {
        long others = trueNegatives + falsePositives;
        long likes = truePositives + falseNegatives;
        ClassRow other = new ClassRow(
                "0",
                rate(trueNegatives, trueNegatives + falseNegatives),
                rate(trueNegatives, others),
                rate(2 * trueNegatives, 2 * trueNegatives + falsePositives + falseNegatives),
                others);
        ClassRow like = new ClassRow("1", precision(), recall(), f1(), likes);
        return List.of(
                other,
                like,
                mean("macro avg", other, like, 0.5),
                mean("weighted avg", other, like, rate(others, rows())));
    }

    private static ClassRow mean(String name, ClassRow first, ClassRow second, double weight) {
        return new ClassRow(
                name,
                weight * first.precision() + (1 - weight) * second.precision(),
                weight * first.recall() + (1 - weight) * second.recall(),
                weight * first.f1() + (1 - weight) * second.f1(),
                first.support() + second.support());
    }

    /** The confusion matrix as JSON values. */
    Map<String, Object> confusion() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("truePositives", truePositives);
        json.put("falsePositives", falsePositives);
        json.put("trueNegatives", trueNegatives);
        json.put("falseNegatives", falseNegatives);
        return json;
    }
}
