package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;

/**
 * The feedback of all users on {@link KnownItems} in plain arrays, both ways.
 *
 * <p>Memory: 16 bytes a rating.
 */
final class FeedbackRows {
    /** Where each user's cells start, and, last, how many there are. */
    private final int[] starts;
    /** The place of each cell's item, ascending within a user. */
    private final int[] places;

    private final float[] values;
    /** Where each item's cells are listed, and the cells, users ascending. */
    private final int[] itemStarts;

    private final int[] cells;
    /** The end of the user's cells, of each cell so listed. */
    private final int[] ends;

    FeedbackRows(Interactions ratings, Feedback feedback, KnownItems known) {
        Rows byUser = ratings.byUser();
        if (byUser.size() > Integer.MAX_VALUE - 8) {
            throw MatineeException.badData(
                    "an item-item model learns from at most " + (Integer.MAX_VALUE - 8) + " ratings, got "
                            + byUser.size(),
                    "train another model");
        }
        starts = new int[byUser.rows() + 1];
        places = new int[(int) byUser.size()];
        values = new float[places.length];
        itemStarts = new int[known.size() + 1];
        int count = 0;
        for (int user = 0; user < byUser.rows(); user++) {
            for (long position = byUser.start(user); position < byUser.end(user); position++) {
                int place = known.place(byUser.column(position));
                float rating = byUser.rating(position);
                if (place != KnownItems.NONE && feedback.accepts(rating)) {
                    places[count] = place;
                    values[count++] = feedback.value(rating);
                    itemStarts[place + 1]++;
                }
            }
            starts[user + 1] = count;
        }
        for (int place = 0; place < known.size(); place++) {
            itemStarts[place + 1] += itemStarts[place];
        }
        cells = new int[count];
        ends = new int[count];
        int[] next = itemStarts.clone();
        for (int user = 0; user < byUser.rows(); user++) {
            for (int cell = starts[user]; cell < starts[user + 1]; cell++) {
                int at = next[places[cell]]++;
                cells[at] = cell;
                ends[at] = starts[user + 1];
            }
        }
    }

    /** The mean square of what a cell is worth. */
    double meanSquare() {
        double sum = 0;
        for (int cell = 0; cell < cells.length; cell++) {
            sum += (double) values[cell] * values[cell];
        }
        return sum / cells.length;
    }

    /** Adds the Gram matrix on and above the diagonal: row i gets sum_u x_ui x_uj for all j from i on. */
    void addGram(float[] gram, Run run) {
        int items = itemStarts.length - 1;
        run.parallelRanges(items, 16, (from, to) -> {
            for (int place = from; place < to; place++) {
                addRow(place, gram, place * items);
            }
        });
    }

    /** Adds one row of the Gram matrix, from the diagonal on. */
    private void addRow(int place, float[] row, int rowFrom) {
        for (int at = itemStarts[place]; at < itemStarts[place + 1]; at++) {
            int first = cells[at];
            int end = ends[at];
            float value = values[first];
            for (int cell = first; cell < end; cell++) {
                row[rowFrom + places[cell]] += value * values[cell];
            }
        }
    }
}
