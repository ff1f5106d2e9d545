package dev.matinee.engine.models;

import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.matrix.DataSize;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.FindsSimilar;
import dev.matinee.engine.recommend.FoldsIn;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Setting;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.split.TrainingSet;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Predicts every item of a user from a few of the user's other items: the sparse linear method of Ning, Karypis 2011
 * ("SLIM: sparse linear methods for top-n recommender systems"). Where {@link Ease} has a weight for each pair of items,
 * which takes the square of their number, this takes what the data need and suits large catalogues.
 *
 * <p>With X the feedback of users by items, column i of the weights minimises {@code |x_i - Xw|^2 / 2 + l2 |w|^2 / 2 + l1
 * sum(w)} over weights w >= 0 of other items, by coordinate descent (Friedman, Hastie, Tibshirani 2010, section 2.2) on
 * X'X. Only the items with the greatest cosines come into question, as in the paper's fsSLIM, and only their entries in
 * X'X are kept: products of items that are no candidates of each other count as 0. It is exact when there are as many
 * candidates as items.
 *
 * <p>A cell with feedback is worth 1 + confidence * rating; l1 and l2 are given in cells with feedback: they are multiplied
 * by the mean square of what such cells are worth. Only items with feedback are known to the model; the others score 0.
 *
 * <p>Memory, for n known items: 8 bytes a weight and 8 n for the model; up to 16 candidates n bytes, 20 n a thread and 16
 * bytes a rating while it is trained. Time: sum over users of the square of their number of ratings, then steps of the
 * descent times candidates.
 *
 * @param l1 how much weights are pulled to 0: the more, the fewer are left
 * @param l2 how much the squares of weights are pulled to 0
 * @param candidates how many items come into question for each item
 * @param positive the lowest rating that is positive feedback
 * @param confidence how much more a cell is worth a unit of its rating
 */
public record Slim(
        @Setting(
                value = "pull of weights to 0, in ratings; the more, the fewer are left",
                min = 0,
                max = 1e9,
                search = {0.5, 50},
                logarithmic = true)
        double l1,

        @Setting(
                value = "pull of the squares of weights to 0, in ratings",
                min = 0,
                max = 1e9,
                search = {10, 1000},
                logarithmic = true)
        double l2,

        @Setting(value = "items that come into question for each item", min = 1, max = 1_000_000)
        int candidates,

        @Setting(value = "lowest rating that is positive feedback", min = -1e6, max = 1e6)
        double positive,

        @Setting(
                value = "additional worth of a cell a unit of its rating",
                min = 0,
                max = 1e6,
                search = {0, 10})
        double confidence)
        implements Settings<Slim.Trained> {
    /** The family of models these settings train. */
    public static final ModelFamily<Trained, Slim> FAMILY = new ModelFamily<>("slim", defaults(), Trained::load);

    private static final int ITEMS_AT_ONCE = 16;
    private static final int MOST_PASSES = 100;
    /** Weights, which are of the order of 1, are done when a pass moves none by more. */
    private static final float CLOSE = 1e-4f;

    /** Checks the ranges. */
    public Slim {
        SettingsSchema.check(Slim.class, l1, l2, candidates, positive, confidence);
    }

    /** The best found: every rating is positive feedback, high ones are worth more. */
    public static Slim defaults() {
        return new Slim(5, 100, 1000, 0, 1);
    }

    /** The same with another pull to 0. */
    public Slim l1(double l1) {
        return new Slim(l1, l2, candidates, positive, confidence);
    }

    /** The same with another pull of squares to 0. */
    public Slim l2(double l2) {
        return new Slim(l1, l2, candidates, positive, confidence);
    }

    /** The same with this many candidates. */
    public Slim candidates(int candidates) {
        return new Slim(l1, l2, candidates, positive, confidence);
    }

    /** The same where only ratings of this and more are feedback. */
    public Slim positive(double positive) {
        return new Slim(l1, l2, candidates, positive, confidence);
    }

    /** The same with another worth a unit of rating. */
    public Slim confidence(double confidence) {
        return new Slim(l1, l2, candidates, positive, confidence);
    }

    @Override
    public String model() {
        return FAMILY.name();
    }

    private Feedback feedback() {
        return new Feedback(positive, confidence);
    }

    @Override
    public OptionalLong trainingBytes(DataSize size, int threads) {
        return OptionalLong.of(24L * Math.min(candidates, size.items()) * size.items()
                + 20L * threads * size.allItems()
                + 16L * size.ratings()
                + 8L * size.allItems());
    }

    @Override
    public Trained train(TrainingSet training, Run run) {
        Interactions ratings = training.interactions();
        KnownItems known = KnownItems.withFeedback(ratings, feedback());
        FeedbackRows rows = FeedbackRows.byItem(ratings, feedback(), known);
        double unit = rows.meanSquare();
        SparseGram gram = new SparseGram(rows, candidates, run);
        int[][] sources = new int[known.size()][];
        float[][] weights = new float[known.size()][];
        try (Progress.Task task = run.progress().start("training " + model(), known.size(), "items")) {
            run.parallelRanges(known.size(), ITEMS_AT_ONCE, (from, to) -> {
                Descent descent = new Descent(gram, (float) (l1 * unit), (float) (l2 * unit));
                for (int item = from; item < to; item++) {
                    descent.solve(item);
                    sources[item] = descent.sources();
                    weights[item] = descent.weights();
                }
                task.advance(to - from);
            });
        }
        Provenance provenance = Provenance.of(training, run, Kernels.active().name());
        return new Trained(this, training, provenance, SparseItemWeights.ofColumns(known, sources, weights));
    }

    /** Coordinate descent for one item after the other. */
    private static final class Descent {
        private final SparseGram gram;
        private final float l1;
        private final float l2;
        /** What is left to explain, X'(x_i - Xw), but for the rows' own weights: right for candidates alone. */
        private final float[] residual;

        private final float[] weight;
        private int[] chosen = new int[0];

        Descent(SparseGram gram, float l1, float l2) {
            this.gram = gram;
            this.l1 = l1;
            this.l2 = l2;
            this.residual = new float[gram.items()];
            this.weight = new float[gram.items()];
        }

        void solve(int item) {
            int[] candidates = gram.columns(item).clone();
            Arrays.sort(candidates);
            Arrays.fill(residual, 0);
            Arrays.fill(weight, 0);
            for (int i = 0; i < candidates.length; i++) {
                residual[gram.columns(item)[i]] = gram.values(item)[i];
            }
            chosen = candidates;
            boolean all = true;
            for (int pass = 0; pass < MOST_PASSES; pass++) {
                float moved = pass(chosen);
                if (moved <= CLOSE && all) {
                    break;
                }
                all = moved <= CLOSE;
                chosen = all ? candidates : positive(candidates);
            }
            chosen = positive(candidates);
        }

        /** Improves each of these weights once, and answers how far the one that moved most has moved. */
        private float pass(int[] items) {
            float most = 0;
            for (int item : items) {
                float now = Math.max(0, (residual[item] - l1) / (gram.diagonal(item) + l2));
                float step = now - weight[item];
                if (step != 0) {
                    weight[item] = now;
                    most = Math.max(most, Math.abs(step));
                    int[] columns = gram.columns(item);
                    float[] values = gram.values(item);
                    for (int i = 0; i < columns.length; i++) {
                        residual[columns[i]] -= step * values[i];
                    }
                }
            }
            return most;
        }

        private int[] positive(int[] items) {
            return Arrays.stream(items).filter(item -> weight[item] > 0).toArray();
        }

        int[] sources() {
            return chosen;
        }

        float[] weights() {
            float[] weights = new float[chosen.length];
            for (int i = 0; i < chosen.length; i++) {
                weights[i] = weight[chosen[i]];
            }
            return weights;
        }
    }

    /**
     * The few weights of items by items.
     *
     * <p>A user or visitor without positive feedback is scored as the sum of all users would be, which ranks items about
     * as they are popular. Scoring takes one addition a weight of the items in the history, and one look at every item.
     */
    public static final class Trained implements Recommender, FoldsIn, FindsSimilar {
        private final Slim settings;
        private final TrainingSet training;
        private final Provenance provenance;
        private final SparseItemWeights weights;
        private final float[] strangers;

        private Trained(Slim settings, TrainingSet training, Provenance provenance, SparseItemWeights weights) {
            this.settings = settings;
            this.training = training;
            this.provenance = provenance;
            this.weights = weights;
            this.strangers = weights.sum(weights.known().sums(training.interactions(), settings.feedback()));
        }

        private static Trained load(
                Slim settings, TrainingSet training, Provenance provenance, Map<String, Tensor> tensors) {
            int items = training.interactions().items().size();
            return new Trained(settings, training, provenance, SparseItemWeights.load(tensors, items));
        }

        @Override
        public Slim settings() {
            return settings;
        }

        @Override
        public TrainingSet training() {
            return training;
        }

        @Override
        public Provenance provenance() {
            return provenance;
        }

        @Override
        public Map<String, Tensor> tensors() {
            return weights.tensors();
        }

        @Override
        public void scores(int user, float[] scores) {
            History history = History.of(training.interactions().byUser(), user, settings.feedback(), weights.known());
            weights.score(history, strangers, scores);
        }

        @Override
        public void scores(int[] items, float[] ratings, float[] scores) {
            weights.score(History.of(items, ratings, settings.feedback(), weights.known()), strangers, scores);
        }

        /** How similar items are is the mean of the weights between them. */
        @Override
        public void similarities(int item, float[] similarities) {
            weights.means(item, similarities);
        }
    }
}
