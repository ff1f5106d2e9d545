package dev.matinee.lab.content;

import dev.matinee.engine.decompose.TermEmbedding;
import dev.matinee.engine.recommend.TopItems;

/**
 * Finds the points of an embedding that lie in about the same direction as one of them. All of them are looked at up to
 * {@value #EXACT} points; above that an index answers that may miss some. Thread-safe.
 */
sealed interface NearestPoints permits NearestPoints.Exact, HnswIndex {
    /** The most points that are all looked at. */
    int EXACT = 100_000;

    /** The points nearest to one, itself left out, best first, with their cosines; at most {@code top}. */
    TopItems nearest(int item, int top);

    /** The usual choice by the number of points. */
    static NearestPoints of(TermEmbedding embedding) {
        return embedding.items() > EXACT ? HnswIndex.of(embedding) : new Exact(embedding);
    }

    /** Looks at every point. */
    record Exact(TermEmbedding embedding) implements NearestPoints {
        @Override
        public TopItems nearest(int item, int top) {
            float[] similarities = new float[embedding.items()];
            embedding.similarities(item, similarities);
            similarities[item] = Float.NEGATIVE_INFINITY;
            TopItems best = new TopItems(Math.min(top, Math.max(0, similarities.length - 1)));
            best.offerAll(similarities, 0, similarities.length);
            return best;
        }
    }
}
