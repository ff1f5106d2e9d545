package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.util.Arrays;

/**
 * The feedback of all users on {@link KnownItems} in plain arrays, both ways.
 *
 * <p>Memory: 16 bytes a rating.
 */
final class FeedbackRows {
    /** Where each user's cells start, and, last, how many there are. */
    final int[] starts;
    /** The place of each cell's item. */
    final int[] places;
    /** What each cell is worth. */
    final float[] values;
    /** Where each item's cells are listed. */
    final int[] itemStarts;
    /** The cells of each item, users ascending, and their users. */
    final int[] cells;

    final int[] users;

    /** Places are ascending within a user. */
    static FeedbackRows byItem(Interactions ratings, Feedback feedback, KnownItems known) {
        return new FeedbackRows(ratings, feedback, known, false);
    }

    /** The earliest come first within a user, places ascending within a second; ratings without a time are left out. */
    static FeedbackRows byTime(Interactions ratings, Feedback feedback, KnownItems known) {
        return new FeedbackRows(ratings, feedback, known, true);
    }

    private FeedbackRows(Interactions ratings, Feedback feedback, KnownItems known, boolean byTime) {
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
            History history =
                    byTime ? History.byTime(byUser, user, feedback, known) : History.of(byUser, user, feedback, known);
            for (int i = 0; i < history.size(); i++) {
                places[count] = history.place(i);
                values[count++] = history.value(i);
                itemStarts[history.place(i) + 1]++;
            }
            starts[user + 1] = count;
        }
        for (int place = 0; place < known.size(); place++) {
            itemStarts[place + 1] += itemStarts[place];
        }
        cells = new int[count];
        users = new int[count];
        int[] next = Arrays.copyOf(itemStarts, known.size());
        for (int user = 0; user < byUser.rows(); user++) {
            for (int cell = starts[user]; cell < starts[user + 1]; cell++) {
                int at = next[places[cell]]++;
                cells[at] = cell;
                users[at] = user;
            }
        }
    }

    /** The number of known items. */
    int items() {
        return itemStarts.length - 1;
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
        run.parallelRanges(items(), 16, (from, to) -> {
            for (int place = from; place < to; place++) {
                addGramRow(place, true, gram, place * items());
            }
        });
    }

    /** Adds one row of the Gram matrix; places must be ascending for one that starts at the diagonal. */
    void addGramRow(int place, boolean fromDiagonal, float[] row, int rowFrom) {
        for (int at = itemStarts[place]; at < itemStarts[place + 1]; at++) {
            int own = cells[at];
            int end = starts[users[at] + 1];
            float value = values[own];
            for (int cell = fromDiagonal ? own : starts[users[at]]; cell < end; cell++) {
                row[rowFrom + places[cell]] += value * values[cell];
            }
        }
    }
}
