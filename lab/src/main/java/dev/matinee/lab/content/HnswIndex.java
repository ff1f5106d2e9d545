package dev.matinee.lab.content;

import dev.matinee.engine.decompose.TermEmbedding;
import dev.matinee.engine.recommend.TopItems;
import java.io.IOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import org.apache.lucene.codecs.hnsw.DefaultFlatVectorScorer;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.util.hnsw.HnswGraphBuilder;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;
import org.apache.lucene.util.hnsw.OnHeapHnswGraph;

/**
 * Lucene's graph of neighbours (hierarchical navigable small worlds, Malkov, Yashunin 2016) over the points of an embedding. It looks
 * at a few thousand points instead of all, and misses some of the nearest.
 */
final class HnswIndex implements NearestPoints {
    private static final int CONNECTIONS = 32;
    private static final int BEAM = 200;
    private static final long SEED = 42;
    /** More are looked for than are wanted, so that fewer are missed. */
    private static final int AT_LEAST = 400;

    private final TermEmbedding embedding;
    private final FloatVectorValues points;
    private final OnHeapHnswGraph graph;

    private HnswIndex(TermEmbedding embedding, FloatVectorValues points, OnHeapHnswGraph graph) {
        this.embedding = embedding;
        this.points = points;
        this.graph = graph;
    }

    /** Builds the graph, on one thread, so that it is the same every time. The points are there twice meanwhile. */
    static HnswIndex of(TermEmbedding embedding) {
        List<float[]> points = new Points(embedding);
        try {
            // While the graph is built every point is looked at thousands of times, so copies are made once.
            var scorers = DefaultFlatVectorScorer.INSTANCE.getRandomVectorScorerSupplier(
                    VectorSimilarityFunction.DOT_PRODUCT,
                    FloatVectorValues.fromFloats(new ArrayList<>(points), embedding.dimensions()));
            OnHeapHnswGraph graph =
                    HnswGraphBuilder.create(scorers, CONNECTIONS, BEAM, SEED).build(embedding.items());
            return new HnswIndex(embedding, FloatVectorValues.fromFloats(points, embedding.dimensions()), graph);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The points as the list of arrays that Lucene reads, without keeping them twice. */
    private static final class Points extends AbstractList<float[]> implements RandomAccess {
        private final TermEmbedding embedding;

        Points(TermEmbedding embedding) {
            this.embedding = embedding;
        }

        @Override
        public float[] get(int item) {
            int width = embedding.dimensions();
            return Arrays.copyOfRange(embedding.points(), item * width, (item + 1) * width);
        }

        @Override
        public int size() {
            return embedding.items();
        }
    }

    @Override
    public TopItems nearest(int item, int top) {
        int others = Math.min(top, embedding.items() - 1);
        TopItems best = new TopItems(others);
        try {
            List<float[]> all = new Points(embedding);
            KnnCollector found = new TopKnnCollector(Math.max(others + 1, AT_LEAST), Integer.MAX_VALUE);
            HnswGraphSearcher.search(
                    DefaultFlatVectorScorer.INSTANCE.getRandomVectorScorer(
                            VectorSimilarityFunction.DOT_PRODUCT, points.copy(), all.get(item)),
                    found,
                    graph,
                    null);
            for (ScoreDoc near : found.topDocs().scoreDocs) {
                if (near.doc != item) {
                    best.offer(near.doc, embedding.similarity(item, near.doc));
                }
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return best;
    }
}
