package dev.matinee.engine.models;

/** What a model of items by items does when there are more items than it may hold. */
public enum BeyondMaximum {
    /** It refuses, with the memory it would need. */
    REFUSE,
    /** It learns the items with most feedback; the others score 0. */
    KEEP_POPULAR
}
