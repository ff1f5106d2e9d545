package dev.matinee.engine.models;

import dev.matinee.engine.matrix.Rows;
import java.util.Arrays;

/** The feedback of one user on {@link KnownItems}: places and what each cell is worth. */
final class History {
    private final int[] places;
    private final float[] values;
    private int size;

    private History(int most) {
        places = new int[most];
        values = new float[most];
    }

    /** The history of a user who was trained on, places ascending. */
    static History of(Rows byUser, int user, Feedback feedback, KnownItems known) {
        History history = new History(byUser.count(user));
        for (long position = byUser.start(user); position < byUser.end(user); position++) {
            history.add(byUser.column(position), byUser.rating(position), feedback, known);
        }
        return history;
    }

    /** The same, the earliest first; ratings without a time are left out. */
    static History byTime(Rows byUser, int user, Feedback feedback, KnownItems known) {
        long start = byUser.start(user);
        int count = byUser.count(user);
        long earliest = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            long time = byUser.time(start + i);
            earliest = time == Rows.NO_TIME ? earliest : Math.min(earliest, time);
        }
        // All times of a matrix lie within 32 bits of each other, so seconds and place in the row share one number.
        long[] order = new long[count];
        int timed = 0;
        for (int i = 0; i < count; i++) {
            long time = byUser.time(start + i);
            if (time != Rows.NO_TIME) {
                order[timed++] = (time - earliest) << 31 | i;
            }
        }
        Arrays.sort(order, 0, timed);
        History history = new History(timed);
        for (int i = 0; i < timed; i++) {
            long position = start + (order[i] & Integer.MAX_VALUE);
            history.add(byUser.column(position), byUser.rating(position), feedback, known);
        }
        return history;
    }

    /** The history of a visitor. */
    static History of(int[] items, float[] ratings, Feedback feedback, KnownItems known) {
        History history = new History(items.length);
        for (int i = 0; i < items.length; i++) {
            history.add(items[i], ratings[i], feedback, known);
        }
        return history;
    }

    private void add(int item, float rating, Feedback feedback, KnownItems known) {
        int place = known.place(item);
        if (place != KnownItems.NONE && feedback.accepts(rating)) {
            places[size] = place;
            values[size++] = feedback.value(rating);
        }
    }

    /** The same where a cell is worth {@code decay} times as much as the one after it; the last keeps its worth. */
    History decayed(double decay) {
        History decayed = new History(size);
        decayed.size = size;
        for (int i = 0; i < size; i++) {
            decayed.places[i] = places[i];
            decayed.values[i] = (float) (values[i] * Math.pow(decay, size - 1 - i));
        }
        return decayed;
    }

    int size() {
        return size;
    }

    int place(int index) {
        return places[index];
    }

    float value(int index) {
        return values[index];
    }
}
