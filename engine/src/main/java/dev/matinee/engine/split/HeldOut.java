package dev.matinee.engine.split;

import dev.matinee.engine.matrix.Interactions;
import java.util.Optional;

/** Ratings kept away from training, to measure on. There is no way to turn them into a training set. Immutable. */
public final class HeldOut {
    private final Interactions interactions;
    private final Optional<Interactions> given;

    HeldOut(Interactions interactions, Optional<Interactions> given) {
        this.interactions = interactions;
        this.given = given;
    }

    /** The ratings to be found; users and items have the indexes they have in the training set. */
    public Interactions interactions() {
        return interactions;
    }

    /**
     * Where whole users are held out, the ratings of theirs that a trained model is shown when it is asked; empty where
     * it learned from the users it is measured on. They are held out like the others: no model can be trained on them.
     */
    public Optional<Interactions> given() {
        return given;
    }
}
