package dev.matinee.lab.studies;

import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.RatingEvaluation;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.models.ClusterMean;
import dev.matinee.engine.split.Holdout;
import dev.matinee.engine.split.Split;
import dev.matinee.lab.segments.Segments;
import java.util.Locale;

/** What clusters of users tell where a missing rating counts as 0, and where it is left out. */
final class MissingAsZero {
    private MissingAsZero() {}

    /**
     * @param zero clusters where a missing rating counts as 0
     * @param observed clusters where it is left out
     * @param settings of the predictions by clusters that are compared
     */
    static Finding of(Segments zero, Segments observed, ClusterMean settings, Interactions ratings, Run run) {
        double asZero = share(zero);
        double leftOut = share(observed);
        Split split = Holdout.randomPerUser(0.2).split(ratings, run);
        return FindingBuilder.of("missing-as-zero", "section 6", "What a missing rating counts as")
                .text(
                        "The share of the differences in how much users rate that the clusters account for (eta squared),"
                                + " and what the clusters are good for when a random fifth of each user's ratings is predicted.")
                .figure("a missing rating", "0", "left out")
                .ours("number of ratings accounted for, missing as 0", asZero)
                .ours("number of ratings accounted for, missing left out", leftOut)
                .ours(
                        "RMSE of held-out ratings, missing as 0",
                        rmse(settings.missing(ClusterMean.Missing.ZERO), split, run))
                .ours(
                        "RMSE of held-out ratings, missing left out",
                        rmse(settings.missing(ClusterMean.Missing.OBSERVED), split, run))
                .ours("inertia, missing as 0", zero.inertia())
                .wrong(
                        "a-missing-rating-is-not-0",
                        asZero > 2 * leftOut,
                        String.format(
                                Locale.ROOT,
                                "a movie nobody asked about counts as hated, so that the clusters tell how much users rate:"
                                        + " they account for %.0f %% of the differences in that, and for %.0f %% where missing"
                                        + " ratings are left out",
                                100 * asZero,
                                100 * leftOut));
    }

    private static double rmse(ClusterMean settings, Split split, Run run) {
        return RatingEvaluation.measure(settings.train(split.training(), run), split, run)
                .metric("rmse")
                .mean();
    }

    /** Eta squared: the variance of cluster means of the number of ratings, as a share of that of all users. */
    private static double share(Segments segments) {
        double[] sums = new double[segments.k()];
        int[] counts = new int[segments.k()];
        double sum = 0;
        double squares = 0;
        int size = segments.users().size();
        for (int row = 0; row < size; row++) {
            double value = segments.users().value(row, "ratings");
            sums[segments.labels()[row]] += value;
            counts[segments.labels()[row]]++;
            sum += value;
            squares += value * value;
        }
        double between = 0;
        for (int cluster = 0; cluster < sums.length; cluster++) {
            between += counts[cluster] == 0 ? 0 : sums[cluster] * sums[cluster] / counts[cluster];
        }
        double mean = sum * sum / size;
        return squares == mean ? 0 : (between - mean) / (squares - mean);
    }
}
