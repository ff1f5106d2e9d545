package dev.matinee.lab.likes;

import dev.matinee.engine.Run;

/** A way to learn who likes what from rows of features; what it learns depends on rows, settings and seed alone. */
@FunctionalInterface
public interface Classifier {
    /**
     * Learns.
     *
     * @param rows at least one like and one that is none; values may be NaN where they are not known
     */
    Scorer learn(FeatureTable rows, Run run);
}
