package dev.matinee.lab.forest;

/**
 * The best of the splits looked at so far, by {@code sum over both sides of (likes^2 + others^2) / drawn}: the higher, the lower
 * the Gini impurity. Of equal ones the first stays.
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

    long leftLikes;

    BestSplit(int minimumLeaf) {
        this.minimumLeaf = minimumLeaf;
    }

    void clear() {
        column = -1;
        score = Double.NEGATIVE_INFINITY;
    }

    /** Looks at all splits of a column; with missing values, at each with them on either side, and at them against all others. */
    void look(int column, BinCounts counts, long drawn, long likes, long rows) {
        int known = counts.size;
        boolean missing = counts.bins[known - 1] == BinnedColumns.MISSING;
        if (missing) {
            known--;
        }
        long missingDrawn = missing ? counts.drawn[known] : 0;
        long missingLikes = missing ? counts.likes[known] : 0;
        long missingRows = missing ? counts.rows[known] : 0;
        long leftDrawn = 0;
        long leftLikes = 0;
        long leftRows = 0;
        for (int i = 0; i < known - (missing ? 0 : 1); i++) {
            leftDrawn += counts.drawn[i];
            leftLikes += counts.likes[i];
            leftRows += counts.rows[i];
            int higher = i + 1 < known ? counts.bins[i + 1] : BinnedColumns.MISSING;
            if (leftRows >= minimumLeaf && rows - leftRows >= minimumLeaf) {
                boolean larger = 2 * leftDrawn > drawn;
                take(column, counts.bins[i], higher, !missing && larger, leftDrawn, leftLikes, drawn, likes);
            }
            if (missing
                    && i + 1 < known
                    && leftRows + missingRows >= minimumLeaf
                    && rows - leftRows - missingRows >= minimumLeaf) {
                take(
                        column,
                        counts.bins[i],
                        higher,
                        true,
                        leftDrawn + missingDrawn,
                        leftLikes + missingLikes,
                        drawn,
                        likes);
            }
        }
    }

    private void take(
            int column, int lower, int higher, boolean missingGoLeft, long left, long liked, long drawn, long likes) {
        double here = purity(left, liked) + purity(drawn - left, likes - liked);
        if (here > score) {
            this.column = column;
            this.lower = lower;
            this.higher = higher;
            this.missingGoLeft = missingGoLeft;
            this.score = here;
            this.leftDrawn = left;
            this.leftLikes = liked;
        }
    }

    /** {@code drawn} times the sum of the squared shares of both labels. */
    static double purity(long drawn, long likes) {
        double others = drawn - likes;
        return ((double) likes * likes + others * others) / drawn;
    }
}
