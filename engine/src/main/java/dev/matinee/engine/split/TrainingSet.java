package dev.matinee.engine.split;

import dev.matinee.engine.matrix.Interactions;

/** Ratings that a model may be trained on. Made by a {@link Splitter}, or of all ratings for production. Immutable. */
public final class TrainingSet {
    private final Interactions interactions;
    private final String origin;

    TrainingSet(Interactions interactions, String origin) {
        this.interactions = interactions;
        this.origin = origin;
    }

    /** All ratings, for a model that is to be used rather than measured. */
    public static TrainingSet everything(Interactions interactions) {
        return new TrainingSet(interactions, "all ratings");
    }

    /** The ratings. */
    public Interactions interactions() {
        return interactions;
    }

    /** How the set came about, for the model card: {@code "all ratings"} or {@code "latest:0.2 seed 42"}. */
    public String origin() {
        return origin;
    }

    /** The {@linkplain Interactions#hash() hash} of the ratings. */
    public String hash() {
        return interactions.hash();
    }
}
