package dev.matinee.engine.models;

import dev.matinee.engine.matrix.Rows;

/** The feedback of one user on {@link KnownItems}: places and what each cell is worth. */
final class History {
    private final int[] places;
    private final float[] values;
    private int size;

    /** An empty history with room for this many items. */
    History(int most) {
        places = new int[most];
        values = new float[most];
    }

    /** The history of a user who was trained on. */
    static History of(Rows byUser, int user, Feedback feedback, KnownItems known) {
        History history = new History(byUser.count(user));
        for (long position = byUser.start(user); position < byUser.end(user); position++) {
            history.addRating(byUser.column(position), byUser.rating(position), feedback, known);
        }
        return history;
    }

    /** The history of a visitor. */
    static History of(int[] items, float[] ratings, Feedback feedback, KnownItems known) {
        History history = new History(items.length);
        for (int i = 0; i < items.length; i++) {
            history.addRating(items[i], ratings[i], feedback, known);
        }
        return history;
    }

    private void addRating(int item, float rating, Feedback feedback, KnownItems known) {
        int place = known.place(item);
        if (place != KnownItems.NONE && feedback.accepts(rating)) {
            add(place, feedback.value(rating));
        }
    }

    void add(int place, float value) {
        places[size] = place;
        values[size++] = value;
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
