package dev.matinee.lab.forest;

import dev.matinee.engine.RandomStream;

/** Grows one tree, depth first. What it holds is for one tree: make another for the next. */
final class TreeGrower {
    private final RandomForest settings;
    private final BinnedColumns columns;
    private final byte[] codes;
    private final int[] order;
    private final int[] spare;
    private final int[] drawnColumns;
    private final BinCounts counts = new BinCounts();
    private final BestSplit best;
    private final Tree tree;

    TreeGrower(RandomForest settings, BinnedColumns columns, byte[] labels) {
        this.settings = settings;
        this.columns = columns;
        this.codes = labels.clone();
        this.order = new int[labels.length];
        this.spare = new int[labels.length];
        this.drawnColumns = new int[columns.width()];
        this.best = new BestSplit(settings.minimumLeaf());
        this.tree = new Tree(columns.width());
        for (int column = 0; column < drawnColumns.length; column++) {
            drawnColumns[column] = column;
        }
    }

    Tree grow(RandomStream random) {
        int rows = drawRows(random);
        long drawn = 0;
        long ones = 0;
        for (int i = 0; i < rows; i++) {
            int code = codes[order[i]] & 0xFF;
            long times = code >> 1;
            drawn += times;
            ones += (code & 1) * times;
        }
        int root = tree.leaf((float) ((double) ones / drawn), (int) drawn);
        split(root, 0, rows, 0, drawn, ones, random);
        return tree;
    }

    /** Draws rows with replacement and puts those that were in {@link #order}, ascending; how many different ones there are. */
    private int drawRows(RandomStream random) {
        int rows = columns.rows();
        for (int left = settings.drawsOf(rows); left > 0; ) {
            int row = random.nextInt(rows);
            if ((codes[row] & 0xFF) >> 1 < BinCounts.MOST_DRAWN) {
                codes[row] = (byte) (codes[row] + 2);
                left--;
            }
        }
        int different = 0;
        for (int row = 0; row < rows; row++) {
            if ((codes[row] & 0xFF) > 1) {
                order[different++] = row;
            }
        }
        return different;
    }

    /** Splits the node of rows {@code order[from]} to before {@code order[to]}, and what comes of it, as far as it goes. */
    private void split(int node, int from, int to, int depth, long drawn, long ones, RandomStream random) {
        if (depth == settings.depth() || to - from < settings.minimumSplit() || ones == 0 || ones == drawn) {
            return;
        }
        look(from, to, drawn, ones, random);
        if (best.column < 0) {
            return;
        }
        int column = best.column;
        boolean missingGoLeft = best.missingGoLeft;
        long leftDrawn = best.leftDrawn;
        long leftOnes = best.leftOnes;
        long rightDrawn = drawn - leftDrawn;
        long rightOnes = ones - leftOnes;
        float threshold = best.higher == BinnedColumns.MISSING
                ? Float.POSITIVE_INFINITY
                : columns.between(column, best.lower, best.higher);
        double gain = best.gain(drawn, ones);
        int middle = part(column, from, to);
        int left = tree.leaf((float) ((double) leftOnes / leftDrawn), (int) leftDrawn);
        int right = tree.leaf((float) ((double) rightOnes / rightDrawn), (int) rightDrawn);
        tree.split(node, column, missingGoLeft, threshold, left, gain);
        split(left, from, middle, depth + 1, leftDrawn, leftOnes, random);
        split(right, middle, to, depth + 1, rightDrawn, rightOnes, random);
    }

    /** Finds the best split among columns drawn one after the other; those in which the rows do not differ do not count. */
    private void look(int from, int to, long drawn, long ones, RandomStream random) {
        int wanted = settings.columnsOf(columns.width());
        int looked = 0;
        best.clear();
        for (int i = 0; i < drawnColumns.length && (looked < wanted || best.column < 0); i++) {
            int other = i + random.nextInt(drawnColumns.length - i);
            int column = drawnColumns[other];
            drawnColumns[other] = drawnColumns[i];
            drawnColumns[i] = column;
            counts.count(columns.column(column), codes, order, from, to);
            if (counts.size > 1) {
                best.look(column, counts, drawn, ones, to - from);
                looked++;
            }
        }
    }

    /** Puts the rows that go left before the others, both in the order they had; where the others begin. */
    private int part(int column, int from, int to) {
        // Bins go left up to the last one; where missing values do too, they come before the first.
        int shift = best.missingGoLeft ? 1 : 0;
        int last = best.lower + shift;
        byte[] bins = columns.column(column);
        int left = from;
        int right = 0;
        for (int i = from; i < to; i++) {
            int row = order[i];
            int goes = (((bins[row] + shift) & 0xFF) - last - 1) >>> 31;
            order[left] = row;
            spare[right] = row;
            left += goes;
            right += 1 - goes;
        }
        System.arraycopy(spare, 0, order, left, right);
        return left;
    }
}
