package dev.matinee.engine.models;

import dev.matinee.engine.Run;
import dev.matinee.engine.decompose.SymmetricInverse;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.matrix.DataSize;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.Explains;
import dev.matinee.engine.recommend.FindsSimilar;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Setting;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.split.TrainingSet;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Predicts every item of a user from the user's other items, linearly and in closed form (Steck 2019, "Embarrassingly
 * shallow autoencoders for sparse data"): with X the feedback of users by items and P the inverse of {@code X'X + lambda
 * I}, the weights are {@code B_ij = -P_ij / P_jj} off the diagonal and 0 on it, which minimises {@code |X - XB|^2 + lambda
 * |B|^2} under a diagonal of zeros. The score of a user with feedback x is {@code xB}.
 *
 * <p>A cell with feedback is worth 1 + confidence * rating, one without 0, and lambda is {@code regularization} times the
 * mean square of what cells with feedback are worth: it is the paper's where all are worth 1. Only items with feedback are
 * known to the model; the others score 0.
 *
 * <p>Memory, for n known items: 4 n^2 bytes for the model and while it is trained, where 1536 n bytes and 16 bytes a
 * rating come to it. Time: sum over users of half the square of their number of ratings, and n^3 multiplications.
 *
 * @param regularization the pull of all weights towards 0, in cells with feedback
 * @param positive the lowest rating that is positive feedback
 * @param confidence how much more a cell is worth a unit of its rating
 * @param maximumItems the most items with feedback that are accepted: the limit of memory
 * @param beyondMaximum what happens when there are more
 */
public record Ease(
        @Setting(
                value = "pull of all weights towards 0, in ratings",
                min = 1e-3,
                max = 1e9,
                search = {20, 2000},
                logarithmic = true)
        double regularization,

        @Setting(value = "lowest rating that is positive feedback", min = -1e6, max = 1e6)
        double positive,

        @Setting(
                value = "additional worth of a cell a unit of its rating",
                min = 0,
                max = 1e6,
                search = {0, 10})
        double confidence,

        @Setting(value = "items with feedback at most; their square times 4 bytes is the memory", min = 1, max = 46_340)
        int maximumItems,

        @Setting("what happens when there are more: an error, or the most popular are kept")
        BeyondMaximum beyondMaximum)
        implements Settings<Ease.Trained> {
    /** The family of models these settings train. */
    public static final ModelFamily<Trained, Ease> FAMILY = new ModelFamily<>("ease", defaults(), Trained::load);

    /** Checks the ranges. */
    public Ease {
        SettingsSchema.check(Ease.class, regularization, positive, confidence, maximumItems, beyondMaximum);
    }

    /** The best found: every rating is positive feedback, high ones are worth more. Up to 20,000 items (1.6 GB). */
    public static Ease defaults() {
        return new Ease(400, 0, 1, 20_000, BeyondMaximum.REFUSE);
    }

    /** The same with another pull towards 0. */
    public Ease regularization(double regularization) {
        return new Ease(regularization, positive, confidence, maximumItems, beyondMaximum);
    }

    /** The same where only ratings of this and more are feedback. */
    public Ease positive(double positive) {
        return new Ease(regularization, positive, confidence, maximumItems, beyondMaximum);
    }

    /** The same with another worth a unit of rating. */
    public Ease confidence(double confidence) {
        return new Ease(regularization, positive, confidence, maximumItems, beyondMaximum);
    }

    /** The same with another limit. */
    public Ease maximumItems(int maximumItems) {
        return new Ease(regularization, positive, confidence, maximumItems, beyondMaximum);
    }

    /** The same with another answer to more items than the limit. */
    public Ease beyondMaximum(BeyondMaximum beyondMaximum) {
        return new Ease(regularization, positive, confidence, maximumItems, beyondMaximum);
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
        long known = beyondMaximum == BeyondMaximum.REFUSE ? size.items() : Math.min(size.items(), maximumItems);
        return OptionalLong.of(4L * known * known + 1536L * known + 16L * size.ratings());
    }

    @Override
    public Trained train(TrainingSet training, Run run) {
        Interactions ratings = training.interactions();
        KnownItems known = KnownItems.forMatrix(ratings, feedback(), model(), maximumItems, beyondMaximum, 1);
        int size = known.size();
        float[] matrix = new float[size * size];
        FeedbackRows rows = FeedbackRows.byItem(ratings, feedback(), known);
        rows.addGram(matrix, run);
        float lambda = (float) (regularization * rows.meanSquare());
        for (int i = 0; i < size; i++) {
            matrix[i * size + i] += lambda;
        }
        SymmetricInverse.invert(matrix, size, run);
        weigh(matrix, size, run);
        Provenance provenance = Provenance.of(training, run, Kernels.active().name());
        return new Trained(this, training, provenance, new ItemWeights(known, matrix));
    }

    /** Makes weights of an inverse in place. */
    private static void weigh(float[] matrix, int size, Run run) {
        float[] diagonal = new float[size];
        for (int i = 0; i < size; i++) {
            diagonal[i] = matrix[i * size + i];
        }
        run.parallelRanges(size, 64, (from, to) -> {
            for (int row = from; row < to; row++) {
                for (int column = 0; column < size; column++) {
                    matrix[row * size + column] /= -diagonal[column];
                }
                matrix[row * size + row] = 0;
            }
        });
    }

    /**
     * The weights of items by items.
     *
     * <p>A user or visitor without positive feedback is scored as the sum of all users would be, which ranks items about
     * as they are popular. Scoring takes one multiplication an item in the history and known item.
     */
    public static final class Trained implements Recommender, Explains, FindsSimilar {
        private final Ease settings;
        private final TrainingSet training;
        private final Provenance provenance;
        private final ItemWeights weights;
        private final float[] strangers;

        private Trained(Ease settings, TrainingSet training, Provenance provenance, ItemWeights weights) {
            this.settings = settings;
            this.training = training;
            this.provenance = provenance;
            this.weights = weights;
            this.strangers = weights.sum(weights.known().sums(training.interactions(), settings.feedback()));
        }

        private static Trained load(
                Ease settings, TrainingSet training, Provenance provenance, Map<String, Tensor> tensors) {
            int items = training.interactions().items().size();
            return new Trained(settings, training, provenance, ItemWeights.load(tensors, items));
        }

        @Override
        public Ease settings() {
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
            scores(new int[] {user}, 0, 1, scores);
        }

        @Override
        public void scores(int[] users, int from, int to, float[] scores) {
            Rows byUser = training.interactions().byUser();
            History[] histories = new History[to - from];
            for (int i = 0; i < histories.length; i++) {
                histories[i] = History.of(byUser, users[from + i], settings.feedback(), weights.known());
            }
            weights.score(histories, strangers, scores);
        }

        @Override
        public void scores(int[] items, float[] ratings, float[] scores) {
            History history = History.of(items, ratings, settings.feedback(), weights.known());
            weights.score(new History[] {history}, strangers, scores);
        }

        @Override
        public void contributions(int[] items, float[] ratings, int item, float[] contributions) {
            Feedback feedback = settings.feedback();
            for (int i = 0; i < items.length; i++) {
                contributions[i] = feedback.cell(ratings[i]) * weights.between(items[i], item);
            }
        }

        /**
         * How similar items are is their partial correlation, {@code -P_ij / sqrt(P_ii P_jj)}: what two items have in
         * common that no other item explains. It is the geometric mean of the two weights between them.
         */
        @Override
        public void similarities(int item, float[] similarities) {
            weights.geometricMeans(item, similarities);
        }
    }
}
