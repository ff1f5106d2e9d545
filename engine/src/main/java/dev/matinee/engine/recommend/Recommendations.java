package dev.matinee.engine.recommend;

import java.util.List;

/**
 * An answer: items, best first, and what they rest on. Fewer than asked for when no more come into question.
 *
 * @param basis what the answer rests on
 * @param items the items; scores descending, ties by ascending item index
 */
public record Recommendations(Basis basis, List<Recommendation> items) {
    /** Copies the list. */
    public Recommendations {
        items = List.copyOf(items);
    }
}
