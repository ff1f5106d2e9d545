package dev.matinee.engine.models;

import dev.matinee.engine.matrix.Rows;
import java.util.Arrays;

/**
 * The positive feedback of one user (or item) as the numbers that {@link ImplicitAls} needs of it, reused from row to row.
 * With a prediction p, entry i adds {@code weights_i p^2 - 2 targets_i p} to the loss, beyond what it shares with cells
 * without feedback.
 */
final class RowFeedback extends RowTargets {
    private final ImplicitAls settings;
    private final boolean uniform;
    private final float weightAlike;

    RowFeedback(ImplicitAls settings, float lowestRating) {
        this.settings = settings;
        this.uniform = settings.confidence() == 0 && lowestRating >= settings.positive();
        this.weightAlike = settings.weight(1);
    }

    /** Reads one row. */
    void read(Rows rows, int row) {
        int entries = rows.count(row);
        makeRoom(entries);
        if (uniform) {
            rows.copyColumns(row, columns);
            count = entries;
            return;
        }
        long start = rows.start(row);
        count = 0;
        for (int i = 0; i < entries; i++) {
            add(rows.column(start + i), rows.rating(start + i));
        }
    }

    /** Takes a visitor's history instead of a row. */
    void read(int[] items, float[] ratings) {
        makeRoom(items.length);
        count = 0;
        for (int i = 0; i < items.length; i++) {
            add(items[i], ratings[i]);
        }
    }

    private void add(int column, float rating) {
        if (rating >= settings.positive()) {
            float confidence = settings.confidenceOf(rating);
            columns[count] = column;
            targets[count] = confidence;
            weights[count] = settings.weight(confidence);
            count++;
        }
    }

    @Override
    void makeRoom(int entries) {
        boolean more = columns.length < entries;
        super.makeRoom(entries);
        if (more && uniform) {
            Arrays.fill(targets, 1);
            Arrays.fill(weights, weightAlike);
        }
    }
}
