package dev.matinee.lab.likes;

import dev.matinee.engine.recommend.Setting;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.recommend.Tensor;
import java.util.Map;

/**
 * Gradient-boosted trees (Friedman 2001; Chen, Guestrin 2016, "XGBoost"): shallow trees one after the other, each on what is
 * left unexplained.
 *
 * <p>Memory: while it learns, the rows twice, 16 bytes a row, and histograms of {@code 16 x bins} bytes a column and node.
 *
 * @param common what all classifiers of likes share
 * @param trees how many trees
 * @param depth how many splits one below the other, at most
 * @param learningRate what a tree counts
 * @param minimumWeight the sum of p (1 - p) over the rows of a leaf, at least
 * @param columns the share of columns that a tree sees
 * @param rowShare the share of rows that each tree sees
 * @param regularization the pull of leaves towards 0
 */
public record LikesXgboost(
        LikesCommon common,

        @Setting(
                value = "trees",
                min = 1,
                max = 100_000,
                search = {50, 800},
                logarithmic = true)
        int trees,

        @Setting(
                value = "splits one below the other, at most",
                min = 1,
                max = 20,
                search = {2, 8})
        int depth,

        @Setting(
                value = "what a tree counts",
                min = 1e-4,
                max = 1,
                search = {0.01, 0.2},
                logarithmic = true)
        double learningRate,

        @Setting(
                value = "sum of p (1 - p) over the rows of a leaf, at least",
                min = 0,
                max = 1e6,
                search = {1, 100},
                logarithmic = true)
        double minimumWeight,

        @Setting(
                value = "share of columns that a tree sees",
                min = 0.01,
                max = 1,
                search = {0.2, 1})
        double columns,

        @Setting(
                value = "share of rows that each tree sees",
                min = 0.01,
                max = 1,
                search = {0.4, 1})
        double rowShare,

        @Setting(
                value = "pull of leaves towards 0",
                min = 0,
                max = 1e6,
                search = {0.1, 100},
                logarithmic = true)
        double regularization)
        implements LikesSettings {
    /** The name on the command line. */
    public static final String NAME = "likes-xgboost";

    /** Checks the ranges. */
    public LikesXgboost {
        SettingsSchema.check(
                LikesXgboost.class,
                common,
                trees,
                depth,
                learningRate,
                minimumWeight,
                columns,
                rowShare,
                regularization);
    }

    /** Usual values, set before anything was measured; nothing was searched. */
    public static LikesXgboost defaults() {
        return new LikesXgboost(LikesCommon.defaults(), 300, 4, 0.05, 10, 0.5, 0.8, 10);
    }

    @Override
    public String model() {
        return NAME;
    }

    @Override
    public Classifier classifier() {
        return new BoostedLearner(
                trees,
                Map.of(
                        "eta", learningRate,
                        "max_depth", depth,
                        "min_child_weight", minimumWeight,
                        "colsample_bytree", columns,
                        "subsample", rowShare,
                        "lambda", regularization,
                        "max_bin", 256));
    }

    @Override
    public Scorer load(int columns, Map<String, Tensor> tensors) {
        return BoostedScorer.load(columns, tensors);
    }
}
