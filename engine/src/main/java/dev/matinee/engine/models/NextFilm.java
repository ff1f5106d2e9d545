package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.decompose.SymmetricInverse;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.matrix.DataSize;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
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
 * Predicts what a user takes next from what the user took before, linearly and in closed form: ridge regression (Hoerl,
 * Kennard 1970) from a past in which the latest item counts most to the next item, as {@link Ease} predicts an item from
 * all others whatever their order.
 *
 * <p>A user's feedback in the order of time, i_0 to i_T with the worths v_0 to v_T, gives a row of X and one of Y for each
 * t from 1 on: {@code x_t = sum_{s<t} decay^(t-1-s) v_s e(i_s)} and {@code y_t = v_t e(i_t)}, where decay halves within
 * {@code halfLife} items. The weights are {@code (X'X + lambda I)^-1 X'Y}, and a user's score is {@code x_{T+1}} times
 * them. Items of the same second count as taken in the order of their indexes; ratings without a time are left out, and
 * so are pairs of items so far apart that decay is below 1/10,000.
 *
 * <p>A cell with feedback is worth 1 + confidence * rating, and lambda is {@code regularization} times the mean square of
 * that. Only items with feedback are known to the model; the others score 0.
 *
 * <p>Memory, for n known items: 4 n^2 bytes for the model; 8 n^2 bytes, 3072 n bytes a thread and 16 bytes a rating while
 * it is trained. Time: 27 halfLife times the ratings, and 2 n^3 multiplications.
 *
 * @param halfLife after how many items a past item counts half
 * @param regularization the pull of all weights towards 0, in cells with feedback
 * @param positive the lowest rating that is positive feedback
 * @param confidence how much more a cell is worth a unit of its rating
 * @param maximumItems the most items with feedback that are accepted: the limit of memory
 * @param beyondMaximum what happens when there are more
 */
public record NextFilm(
        @Setting(
                value = "items after which a past item counts half",
                min = 0.01,
                max = 1e6,
                search = {2, 100},
                logarithmic = true)
        double halfLife,

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

        @Setting(value = "items with feedback at most; their square times 8 bytes is the memory", min = 1, max = 46_340)
        int maximumItems,

        @Setting("what happens when there are more: an error, or the most popular are kept")
        BeyondMaximum beyondMaximum)
        implements Settings<NextFilm.Trained> {
    /** The family of models these settings train. */
    public static final ModelFamily<Trained, NextFilm> FAMILY =
            new ModelFamily<>("next-film", defaults(), Trained::load);

    private static final double LEAST = 1e-4;
    private static final int ROWS_AT_ONCE = 384;

    /** Checks the ranges. */
    public NextFilm {
        SettingsSchema.check(
                NextFilm.class, halfLife, regularization, positive, confidence, maximumItems, beyondMaximum);
    }

    /** The best found; up to 14,000 items (1.6 GB). */
    public static NextFilm defaults() {
        return new NextFilm(20, 400, 0, 1, 14_000, BeyondMaximum.REFUSE);
    }

    /** The same with another half-life. */
    public NextFilm halfLife(double halfLife) {
        return new NextFilm(halfLife, regularization, positive, confidence, maximumItems, beyondMaximum);
    }

    /** The same with another pull towards 0. */
    public NextFilm regularization(double regularization) {
        return new NextFilm(halfLife, regularization, positive, confidence, maximumItems, beyondMaximum);
    }

    /** The same where only ratings of this and more are feedback. */
    public NextFilm positive(double positive) {
        return new NextFilm(halfLife, regularization, positive, confidence, maximumItems, beyondMaximum);
    }

    /** The same with another worth a unit of rating. */
    public NextFilm confidence(double confidence) {
        return new NextFilm(halfLife, regularization, positive, confidence, maximumItems, beyondMaximum);
    }

    /** The same with another limit. */
    public NextFilm maximumItems(int maximumItems) {
        return new NextFilm(halfLife, regularization, positive, confidence, maximumItems, beyondMaximum);
    }

    /** The same with another answer to more items than the limit. */
    public NextFilm beyondMaximum(BeyondMaximum beyondMaximum) {
        return new NextFilm(halfLife, regularization, positive, confidence, maximumItems, beyondMaximum);
    }

    @Override
    public String model() {
        return FAMILY.name();
    }

    private Feedback feedback() {
        return new Feedback(positive, confidence);
    }

    /** What an item is worth beside the one after it. */
    private double decay() {
        return Math.pow(0.5, 1 / halfLife);
    }

    @Override
    public OptionalLong trainingBytes(DataSize size, int threads) {
        long known = beyondMaximum == BeyondMaximum.REFUSE ? size.items() : Math.min(size.items(), maximumItems);
        return OptionalLong.of(8L * known * known + 3072L * known * threads + 16L * size.ratings());
    }

    @Override
    public Trained train(TrainingSet training, Run run) {
        Interactions ratings = training.interactions();
        if (ratings.size() > 0 && !ratings.byUser().hasTimes()) {
            throw MatineeException.badData(
                    model() + " learns from the order of ratings, and none of the " + ratings.size()
                            + " ratings has a time",
                    "use ratings with times, or another model such as ease");
        }
        KnownItems known = KnownItems.forMatrix(ratings, feedback(), model(), maximumItems, beyondMaximum, 2);
        int size = known.size();
        FeedbackRows rows = FeedbackRows.byTime(ratings, feedback(), known);
        float[] pasts = new float[size * size];
        float[] nexts = new float[size * size];
        Steps steps = new Steps(rows, decay());
        run.parallelRanges(size, 16, (from, to) -> {
            for (int place = from; place < to; place++) {
                steps.add(place, pasts, nexts);
            }
        });
        float lambda = (float) (regularization * rows.meanSquare());
        for (int i = 0; i < size; i++) {
            pasts[i * size + i] += lambda;
        }
        SymmetricInverse.invert(pasts, size, run);
        multiply(pasts, nexts, size, run);
        Provenance provenance = Provenance.of(training, run, Kernels.active().name());
        return new Trained(this, training, provenance, new ItemWeights(known, pasts));
    }

    /** What each step of each user adds to X'X and X'Y. */
    private static final class Steps {
        private final FeedbackRows rows;
        private final float[] decays;
        private final float[] sums;

        Steps(FeedbackRows rows, double decay) {
            this.rows = rows;
            int longest = 0;
            for (int user = 0; user + 1 < rows.starts.length; user++) {
                longest = Math.max(longest, rows.starts[user + 1] - rows.starts[user]);
            }
            int reach = Math.clamp((long) Math.ceil(Math.log(LEAST) / Math.log(decay)), 1, Math.max(1, longest));
            decays = new float[reach + 1];
            sums = new float[longest + 1];
            for (int apart = 0; apart <= reach; apart++) {
                decays[apart] = (float) Math.pow(decay, apart);
            }
            double sum = 0;
            for (int later = 0; later <= longest; later++) {
                sums[later] = (float) sum;
                sum += Math.pow(decay, 2.0 * later);
            }
        }

        /** Adds to the row of one item in both, on and above the diagonal of X'X only. */
        void add(int place, float[] pasts, float[] nexts) {
            int row = place * rows.items();
            for (int at = rows.itemStarts[place]; at < rows.itemStarts[place + 1]; at++) {
                int own = rows.cells[at];
                int start = rows.starts[rows.users[at]];
                int last = rows.starts[rows.users[at] + 1] - 1;
                float value = rows.values[own];
                for (int cell = Math.max(start, own - decays.length + 1); cell < own; cell++) {
                    if (rows.places[cell] >= place) {
                        pasts[row + rows.places[cell]] +=
                                value * rows.values[cell] * decays[own - cell] * sums[last - own];
                    }
                }
                pasts[row + place] += value * value * sums[last - own];
                for (int cell = own + 1; cell <= Math.min(last, own + decays.length - 1); cell++) {
                    float product = value * rows.values[cell];
                    if (rows.places[cell] >= place) {
                        pasts[row + rows.places[cell]] += product * decays[cell - own] * sums[last - cell];
                    }
                    nexts[row + rows.places[cell]] += product * decays[cell - own - 1];
                }
            }
        }
    }

    /** Replaces a symmetric matrix by its product with another. */
    private static void multiply(float[] symmetric, float[] other, int size, Run run) {
        Kernels kernels = Kernels.active();
        run.parallelRanges(size, ROWS_AT_ONCE, (from, to) -> {
            int count = to - from;
            float[] columns = new float[size * count];
            for (int row = 0; row < count; row++) {
                for (int i = 0; i < size; i++) {
                    columns[i * count + row] = symmetric[(from + row) * size + i];
                }
            }
            float[] product = new float[count * size];
            kernels.addProduct(1, columns, 0, count, count, other, 0, size, size, size, product, 0, size);
            System.arraycopy(product, 0, symmetric, from * size, count * size);
        });
    }

    /**
     * The weights from items of the past to the next.
     *
     * <p>A user without positive feedback that has a time is scored as the sum of all users would be, without regard to
     * order. Scoring takes one multiplication an item in the history and known item. A visitor's history has no times, so
     * the model does not fold in.
     */
    public static final class Trained implements Recommender {
        private final NextFilm settings;
        private final TrainingSet training;
        private final Provenance provenance;
        private final ItemWeights weights;
        private final float[] strangers;

        private Trained(NextFilm settings, TrainingSet training, Provenance provenance, ItemWeights weights) {
            this.settings = settings;
            this.training = training;
            this.provenance = provenance;
            this.weights = weights;
            this.strangers = weights.sum(weights.known().sums(training.interactions(), settings.feedback()));
        }

        private static Trained load(
                NextFilm settings, TrainingSet training, Provenance provenance, Map<String, Tensor> tensors) {
            int items = training.interactions().items().size();
            return new Trained(settings, training, provenance, ItemWeights.load(tensors, items));
        }

        @Override
        public NextFilm settings() {
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
            double decay = settings.decay();
            History[] histories = new History[to - from];
            for (int i = 0; i < histories.length; i++) {
                histories[i] = History.byTime(byUser, users[from + i], settings.feedback(), weights.known())
                        .decayed(decay);
            }
            weights.score(histories, strangers, scores);
        }
    }
}
