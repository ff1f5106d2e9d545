package dev.matinee.lab.likes;

import dev.matinee.engine.recommend.Setting;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.recommend.Tensor;
import java.util.Map;

/**
 * A random forest (Breiman 2001): the mean of many deep trees, each grown on a random part of the rows and choosing each split
 * among a few random columns. The probability is the mean share of likes in the leaves.
 *
 * <p>Memory: while it learns, the rows twice, and histograms of up to 512 nodes, each of {@code 16 x bins} bytes a column.
 *
 * @param likeAt a rating of this and above is a like
 * @param features which features
 * @param folds folds of the training ratings, each described without its own
 * @param factors directions of taste among the features
 * @param predictors models whose predicted ratings are features
 * @param drawing from which ratings a training row's features are drawn
 * @param sample how many training ratings to learn from
 * @param calibration how scores become probabilities
 * @param threshold what the threshold is chosen for
 * @param trees how many trees
 * @param depth how many splits one below the other, at most
 * @param minimumLeaf rows that a leaf has at least
 * @param columns the share of columns that a split is chosen among; 0 for the square root of their number
 * @param rowShare the share of rows that each tree sees
 */
public record LikesForest(
        @Setting(LikesSettings.LIKE_AT) double likeAt,

        @Setting(LikesSettings.FEATURES) String features,

        @Setting(value = LikesSettings.FOLDS, min = 2, max = 100)
        int folds,

        @Setting(value = LikesSettings.FACTORS, min = 0, max = 200)
        int factors,

        @Setting(LikesSettings.PREDICTORS) String predictors,

        @Setting(LikesSettings.DRAWING) Drawing drawing,

        @Setting(value = LikesSettings.SAMPLE, min = 0) int sample,

        @Setting(LikesSettings.CALIBRATION) Calibration.Kind calibration,

        @Setting(LikesSettings.THRESHOLD) String threshold,

        @Setting(
                value = "trees",
                min = 1,
                max = 10_000,
                search = {50, 300},
                logarithmic = true)
        int trees,

        @Setting(
                value = "splits one below the other, at most",
                min = 1,
                max = 40,
                search = {6, 20})
        int depth,

        @Setting(
                value = "rows that a leaf has at least",
                min = 1,
                max = 1e6,
                search = {1, 50},
                logarithmic = true)
        int minimumLeaf,

        @Setting(
                value = "share of columns that a split is chosen among; 0 for the square root of their number",
                min = 0,
                max = 1,
                search = {0.1, 0.6})
        double columns,

        @Setting(
                value = "share of rows that each tree sees",
                min = 0.01,
                max = 1,
                search = {0.4, 1})
        double rowShare)
        implements LikesSettings {
    /** The name on the command line. */
    public static final String NAME = "likes-forest";

    /** Checks the ranges. */
    public LikesForest {
        SettingsSchema.check(
                LikesForest.class,
                likeAt,
                features,
                folds,
                factors,
                predictors,
                drawing,
                sample,
                calibration,
                threshold,
                trees,
                depth,
                minimumLeaf,
                columns,
                rowShare);
        ThresholdRule.parse(threshold);
        Predictors.parse(predictors);
    }

    /** Usual values, set before anything was measured; nothing was searched. */
    public static LikesForest defaults() {
        return new LikesForest(
                4,
                "all",
                10,
                10,
                "biased-mf",
                Drawing.OUT_OF_FOLD,
                0,
                Calibration.Kind.PLATT,
                "accuracy",
                150,
                20,
                5,
                0,
                0.632);
    }

    @Override
    public String model() {
        return NAME;
    }

    @Override
    public Classifier classifier() {
        return new TreeLearner(
                false,
                trees,
                Map.of(
                        "eta",
                        1,
                        "max_depth",
                        depth,
                        "min_child_weight",
                        minimumLeaf,
                        "colsample_bynode",
                        columns,
                        "subsample",
                        rowShare,
                        "lambda",
                        0,
                        "max_bin",
                        64,
                        "max_cached_hist_node",
                        512));
    }

    @Override
    public Scorer load(int columns, Map<String, Tensor> tensors) {
        return TreeScorer.load(columns, false, tensors);
    }
}
