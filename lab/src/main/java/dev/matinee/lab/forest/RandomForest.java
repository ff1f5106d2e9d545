package dev.matinee.lab.forest;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;

/**
 * How a random forest of two classes is grown (Breiman 2001, "Random forests"): each tree on as many rows as are drawn from
 * all with replacement, each split the best (Gini) among a few columns drawn anew, trees as deep as allowed. Values are put in
 * at most 255 bins a column first, a missing value in a bin of its own that goes with whichever side it fits better.
 *
 * <p>Time: {@code trees x log(rows) x columns a split} looks at each row. Memory: a byte a value, and for each thread 10 bytes a
 * row; then what {@link Forest} says.
 *
 * @param trees how many trees, at least 1
 * @param depth how many splits one below the other, at most; from 1 to 1000
 * @param minimumSplit how many different rows a node has at least to be split, at least 2
 * @param minimumLeaf how many different rows a leaf has at least, at least 1
 * @param columns the share of columns that a split is chosen among, above 0 and up to 1; 0 for the square root of their number
 * @param rowShare how many rows are drawn for each tree, as a share of all; above 0 and up to 1
 */
public record RandomForest(int trees, int depth, int minimumSplit, int minimumLeaf, double columns, double rowShare) {
    private static final int DEEPEST = 1000;

    /** Checks the ranges. */
    public RandomForest {
        atLeast("trees", trees, 1);
        atLeast("depth", depth, 1);
        atLeast("minimumSplit", minimumSplit, 2);
        atLeast("minimumLeaf", minimumLeaf, 1);
        if (depth > DEEPEST) {
            throw MatineeException.usage("depth must be at most " + DEEPEST + ", got " + depth);
        }
        if (!(columns >= 0 && columns <= 1)) {
            throw MatineeException.usage("columns must be from 0 to 1, got " + columns);
        }
        if (!(rowShare > 0 && rowShare <= 1)) {
            throw MatineeException.usage("rowShare must be above 0 and at most 1, got " + rowShare);
        }
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw MatineeException.usage(name + " must be at least " + least + ", got " + value);
        }
    }

    /**
     * Grows it. The result depends on rows, settings and seed, not on the number of threads.
     *
     * @param values the rows one after the other, {@code width} numbers each; NaN where a value is missing
     * @param labels 1 or 0 for each row; at least one row
     * @param width how many columns there are
     */
    public Forest grow(float[] values, byte[] labels, int width, Run run) {
        if (labels.length == 0 || values.length != labels.length * width) {
            throw MatineeException.usage(
                    labels.length + " rows of " + width + " columns do not make " + values.length + " values");
        }
        BinnedColumns binned = BinnedColumns.of(values, labels.length, width, run);
        Tree[] grown = new Tree[trees];
        try (Progress.Task task = run.progress().start("growing trees", trees, "trees")) {
            run.parallel(trees, tree -> {
                grown[tree] = new TreeGrower(this, binned, labels).grow(run.random("forest tree", tree));
                task.advance(1);
            });
        }
        return Forest.of(width, grown);
    }

    /** How many columns that differ a split is chosen among. */
    int columnsOf(int width) {
        double some = columns == 0 ? Math.sqrt(width) : columns * width;
        return Math.clamp((long) some, 1, Math.max(1, width));
    }

    /** How many rows are drawn of so many. */
    int drawsOf(int rows) {
        return Math.clamp(Math.round(rowShare * rows), 1, rows);
    }
}
