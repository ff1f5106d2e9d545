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
 * Finds the most similar rows of every row: for one item after the other it goes through everything that the item's users
 * rated, or for one user after the other through everybody who rated the user's items. Each row is done by one thread, in
 * the order of its columns, so the threads do not change a bit.
 */
final class NeighborSearch {
    private static final int ROWS_AT_ONCE = 32;

    private final Rule rule;
    private final NeighborValues values;
    private final Rows rows;
    private final double[] squares;
    private final ConcurrentLinkedQueue<Worker> idle = new ConcurrentLinkedQueue<>();

    /**
     * How rows are compared.
     *
     * @param similarity how their values are
     * @param neighbors how many similar ones each keeps
     * @param shrinkage how many columns in common make a similarity count half
     * @param popularity how much similarities to rows of few and small values are raised
     */
    record Rule(Similarity similarity, int neighbors, double shrinkage, double popularity) {}

    /**
     * A search.
     *
     * @param values the values by column
     * @param rows the ratings by row
     */
    NeighborSearch(Rule rule, NeighborValues values, Rows rows) {
        this.rule = rule;
        this.values = values;
        this.rows = rows;
        this.squares = new double[rows.rows()];
        for (int i = 0; i < values.size(); i++) {
            squares[values.rows()[i]] += (double) values.values()[i] * values.values()[i];
        }
    }

    /**
     * Searches.
     *
     * @param model for whom
     * @param what what the rows are, plural
     */
    NeighborLists search(String model, String what, Run run) {
        int count = rows.rows();
        int[][] others = new int[count][];
        float[][] similarities = new float[count][];
        try (Progress.Task task = run.progress().start("training " + model, count, what)) {
            run.parallelRanges(count, ROWS_AT_ONCE, (from, to) -> {
                Worker worker = Objects.requireNonNullElseGet(idle.poll(), Worker::new);
                for (int row = from; row < to; row++) {
                    TopItems best = worker.mostSimilar(row);
                    others[row] = new int[best.size()];
                    similarities[row] = new float[best.size()];
                    for (int rank = 0; rank < best.size(); rank++) {
                        others[row][rank] = best.item(rank);
                        similarities[row][rank] = best.score(rank);
                    }
                }
                idle.add(worker);
                task.advance(to - from);
            });
        }
        return NeighborLists.of(others, similarities);
    }

    /** The working memory of a thread: sums over the columns that a row has in common with each other one. */
    private final class Worker {
        private final double[] products = new double[rows.rows()];
        private final double[] ownSquares = new double[rows.rows()];
        private final double[] otherSquares = new double[rows.rows()];
        private final int[] common = new int[rows.rows()];
        private final TopItems best = new TopItems(Math.min(rule.neighbors(), Math.max(0, rows.rows() - 1)));

        TopItems mostSimilar(int row) {
            Arrays.fill(products, 0);
            Arrays.fill(common, 0);
            best.clear();
            boolean correlate = rule.similarity() == Similarity.PEARSON_BASELINE;
            if (correlate) {
                Arrays.fill(ownSquares, 0);
                Arrays.fill(otherSquares, 0);
            }
            for (long position = rows.start(row); position < rows.end(row); position++) {
                int column = rows.column(position);
                int from = values.starts()[column];
                int to = values.starts()[column + 1];
                int at = Arrays.binarySearch(values.rows(), from, to, row);
                if (at >= 0 && correlate) {
                    addDeviations(values.values()[at], from, to);
                } else if (at >= 0) {
                    addProducts(values.values()[at], from, to);
                }
            }
            for (int other = 0; other < common.length; other++) {
                if (common[other] > 0 && other != row) {
                    float similarity = similarity(row, other);
                    if (similarity > 0) {
                        best.offer(other, similarity);
                    }
                }
            }
            return best;
        }

        private void addProducts(float value, int from, int to) {
            int[] others = values.rows();
            float[] all = values.values();
            for (int i = from; i < to; i++) {
                products[others[i]] += value * all[i];
                common[others[i]]++;
            }
        }

        private void addDeviations(float value, int from, int to) {
            addProducts(value, from, to);
            int[] others = values.rows();
            float[] all = values.values();
            for (int i = from; i < to; i++) {
                ownSquares[others[i]] += value * value;
                otherSquares[others[i]] += all[i] * all[i];
            }
        }

        private float similarity(int row, int other) {
            double n = common[other];
            double norm = switch (rule.similarity()) {
                case BM25 -> 1;
                case COSINE, TF_IDF -> Math.sqrt(squares[row] * squares[other]);
                case PEARSON_BASELINE -> Math.sqrt(ownSquares[other] * otherSquares[other]);
            };
            double shrink = n / (n + rule.shrinkage());
            double favour = rule.popularity() == 0 ? 1 : Math.pow(squares[row] / squares[other], rule.popularity());
            double similarity = products[other] / norm * shrink * favour;
            return Double.isFinite(similarity) ? (float) similarity : 0;
        }
    }
}
