package dev.matinee.lab.forest;

/**
 * The best of the splits looked at so far, by the sum over both sides of {@code ones^2 / drawn}: the higher, the lower the Gini
 * impurity, of which it is half but for what all splits of a node share. Of equal ones the first stays.
 */
final class BestSplit {
    private final int minimumLeaf;

    /** Its column; -1 where there is none. */
    int column;

    /** The last bin with rows that goes left, and the first that goes right; none goes right where it is {@link BinnedColumns#MISSING}. */
    int lower;

    int higher;
    boolean missingGoLeft;
    double score;

    /** How many drawn rows go left, and how many of them are labelled 1. */
    long leftDrawn;

    long leftOnes;

    BestSplit(int minimumLeaf) {
        this.minimumLeaf = minimumLeaf;
    }

    void clear() {
        column = -1;
        score = Double.NEGATIVE_INFINITY;
    }

    /**
     * Looks at all splits of a column; with missing values, at each with them on either side, and at them against all others.
     *
     * @param drawn how many rows were drawn in all
     * @param ones how many of these are labelled 1
     * @param rows how many different rows they are
     */
    void look(int column, BinCounts counts, long drawn, long ones, long rows) {
        int known = counts.size;
        boolean missing = counts.bins[known - 1] == BinnedColumns.MISSING;
        if (missing) {
            known--;
        }
        long missingDrawn = missing ? counts.drawn(known) : 0;
        long missingOnes = missing ? counts.ones(known) : 0;
        long missingRows = missing ? counts.rows(known) : 0;
        long leftDrawn = 0;
        long leftOnes = 0;
        long leftRows = 0;
        for (int i = 0; i < known - (missing ? 0 : 1); i++) {
            leftDrawn += counts.drawn(i);
            leftOnes += counts.ones(i);
            leftRows += counts.rows(i);
            if (leftRows >= minimumLeaf && rows - leftRows >= minimumLeaf) {
                double here = score(leftDrawn, leftOnes, drawn, ones);
                if (here > score) {
                    boolean larger = 2 * leftDrawn > drawn;
                    take(here, column, counts, i, known, !missing && larger, leftDrawn, leftOnes);
                }
            }
            long withDrawn = leftDrawn + missingDrawn;
            long withRows = leftRows + missingRows;
            if (missing && i + 1 < known && withRows >= minimumLeaf && rows - withRows >= minimumLeaf) {
                double here = score(withDrawn, leftOnes + missingOnes, drawn, ones);
                if (here > score) {
                    take(here, column, counts, i, known, true, withDrawn, leftOnes + missingOnes);
                }
            }
        }
    }

    private void take(
            double here,
            int column,
            BinCounts counts,
            int last,
            int known,
            boolean missingGoLeft,
            long leftDrawn,
            long leftOnes) {
        this.score = here;
        this.column = column;
        this.lower = counts.bins[last];
        this.higher = last + 1 < known ? counts.bins[last + 1] : BinnedColumns.MISSING;
        this.missingGoLeft = missingGoLeft;
        this.leftDrawn = leftDrawn;
        this.leftOnes = leftOnes;
    }

    private static double score(long leftDrawn, long leftOnes, long drawn, long ones) {
        double left = leftDrawn;
        double right = drawn - leftDrawn;
        double onesLeft = leftOnes;
        double onesRight = ones - leftOnes;
        return (onesLeft * onesLeft * right + onesRight * onesRight * left) / (left * right);
    }

    /** By how much the split lowers the Gini impurity of a node of so many drawn rows, times their number. */
    double gain(long drawn, long ones) {
        return Math.max(0, 2 * (score - (double) ones * ones / drawn));
    }
}
