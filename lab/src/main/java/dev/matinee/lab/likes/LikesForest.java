package dev.matinee.lab.likes;

import dev.matinee.engine.recommend.Setting;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.lab.forest.Forest;
import dev.matinee.lab.forest.RandomForest;
import java.util.Map;

/**
 * A random forest (Breiman 2001): the mean of many deep trees, each grown on rows drawn with replacement and choosing each split
 * among a few random columns. The probability is the mean share of likes in the leaves. See {@link RandomForest}.
 *
 * <p>Memory: while it learns, a quarter more than the rows, and 10 bytes a row and thread; then 16 bytes a node.
 *
 * @param common what all classifiers of likes share
 * @param trees how many trees
 * @param depth how many splits one below the other, at most
 * @param minimumSplit rows that a node has at least to be split
 * @param minimumLeaf rows that a leaf has at least
 * @param columns the share of columns that a split is chosen among; 0 for the square root of their number
 * @param rowShare how many rows are drawn for each tree, as a share of all
 */
public record LikesForest(
        LikesCommon common,

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

        @Setting(value = "rows that a node has at least to be split", min = 2, max = 1e6)
        int minimumSplit,

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
                value = "rows drawn with replacement for each tree, as a share of all",
                min = 0.01,
                max = 1,
                search = {0.4, 1})
        double rowShare)
        implements LikesSettings {
    /** The name on the command line. */
    public static final String NAME = "likes-forest";

    /** Checks the ranges. */
    public LikesForest {
        SettingsSchema.check(LikesForest.class, common, trees, depth, minimumSplit, minimumLeaf, columns, rowShare);
    }

    /** Usual values, set before anything was measured; nothing was searched. */
    public static LikesForest defaults() {
        return new LikesForest(LikesCommon.defaults(), 150, 20, 2, 5, 0, 1);
    }

    @Override
    public String model() {
        return NAME;
    }

    @Override
    public Classifier classifier() {
        RandomForest forest = new RandomForest(trees, depth, minimumSplit, minimumLeaf, columns, rowShare);
        return (rows, run) -> new ForestScorer(forest.grow(rows.values(), rows.likes(), rows.columns(), run));
    }

    @Override
    public Scorer load(int columns, Map<String, Tensor> tensors) {
        return new ForestScorer(Forest.load(columns, tensors));
    }
}
