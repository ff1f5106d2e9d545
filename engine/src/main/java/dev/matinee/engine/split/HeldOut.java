package dev.matinee.engine.split;

import dev.matinee.engine.matrix.Interactions;

/** Ratings kept away from training, to measure on. There is no way to turn them into a training set. Immutable. */
public final class HeldOut {
    private final Interactions interactions;

    HeldOut(Interactions interactions) {
        this.interactions = interactions;
    }

    /** The ratings; users and items have the indexes they have in the training set. */
    public Interactions interactions() {
        return interactions;
    }
}
