package dev.matinee.engine.models;

import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.models.ItemNeighbors.Similarity;
import dev.matinee.engine.recommend.TopItems;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Finds the most similar items of every item: for one item after the other it goes through everything that the item's
 * users rated. Each item is done by one thread, in the order of its users, so the threads do not change a bit.
 */
final class ItemNeighborSearch {
    private static final int ITEMS_AT_ONCE = 32;

    private final ItemNeighbors settings;
    private final ItemValues values;
    private final Rows byItem;
    private final double[] squares;
    private final ConcurrentLinkedQueue<Worker> idle = new ConcurrentLinkedQueue<>();

    ItemNeighborSearch(ItemNeighbors settings, ItemValues values, Rows byItem) {
        this.settings = settings;
        this.values = values;
        this.byItem = byItem;
        this.squares = new double[byItem.rows()];
        for (int i = 0; i < values.size(); i++) {
            squares[values.items()[i]] += (double) values.values()[i] * values.values()[i];
        }
    }

    ItemNeighborLists search(Run run) {
        int items = byItem.rows();
        int[][] others = new int[items][];
        float[][] similarities = new float[items][];
        try (Progress.Task task = run.progress().start("training " + settings.model(), items, "items")) {
            run.parallelRanges(items, ITEMS_AT_ONCE, (from, to) -> {
                Worker worker = Objects.requireNonNullElseGet(idle.poll(), Worker::new);
                for (int item = from; item < to; item++) {
                    TopItems best = worker.mostSimilar(item);
                    others[item] = new int[best.size()];
                    similarities[item] = new float[best.size()];
                    for (int rank = 0; rank < best.size(); rank++) {
                        others[item][rank] = best.item(rank);
                        similarities[item][rank] = best.score(rank);
                    }
                }
                idle.add(worker);
                task.advance(to - from);
            });
        }
        return ItemNeighborLists.of(others, similarities);
    }

    /** The working memory of a thread: sums over the users that an item has in common with each other one. */
    private final class Worker {
        private final double[] products = new double[byItem.rows()];
        private final double[] ownSquares = new double[byItem.rows()];
        private final double[] otherSquares = new double[byItem.rows()];
        private final int[] common = new int[byItem.rows()];
        private final TopItems best = new TopItems(Math.min(settings.neighbors(), Math.max(0, byItem.rows() - 1)));

        TopItems mostSimilar(int item) {
            Arrays.fill(products, 0);
            Arrays.fill(common, 0);
            best.clear();
            boolean correlate = settings.similarity() == Similarity.PEARSON_BASELINE;
            if (correlate) {
                Arrays.fill(ownSquares, 0);
                Arrays.fill(otherSquares, 0);
            }
            for (long position = byItem.start(item); position < byItem.end(item); position++) {
                int user = byItem.column(position);
                int from = values.starts()[user];
                int to = values.starts()[user + 1];
                int at = Arrays.binarySearch(values.items(), from, to, item);
                if (at >= 0 && correlate) {
                    addDeviations(values.values()[at], from, to);
                } else if (at >= 0) {
                    addProducts(values.values()[at], from, to);
                }
            }
            for (int other = 0; other < common.length; other++) {
                if (common[other] > 0 && other != item) {
                    float similarity = similarity(item, other);
                    if (similarity > 0) {
                        best.offer(other, similarity);
                    }
                }
            }
            return best;
        }

        private void addProducts(float value, int from, int to) {
            int[] items = values.items();
            float[] all = values.values();
            for (int i = from; i < to; i++) {
                products[items[i]] += value * all[i];
                common[items[i]]++;
            }
        }

        private void addDeviations(float value, int from, int to) {
            addProducts(value, from, to);
            int[] items = values.items();
            float[] all = values.values();
            for (int i = from; i < to; i++) {
                ownSquares[items[i]] += value * value;
                otherSquares[items[i]] += all[i] * all[i];
            }
        }

        private float similarity(int item, int other) {
            double n = common[other];
            double norm = switch (settings.similarity()) {
                case BM25 -> 1;
                case COSINE, TF_IDF -> Math.sqrt(squares[item] * squares[other]);
                case PEARSON_BASELINE -> Math.sqrt(ownSquares[other] * otherSquares[other]);
            };
            double shrink = n / (n + settings.shrinkage());
            double favour =
                    settings.popularity() == 0 ? 1 : Math.pow(squares[item] / squares[other], settings.popularity());
            double similarity = products[other] / norm * shrink * favour;
            return Double.isFinite(similarity) ? (float) similarity : 0;
        }
    }
}
