package dev.matinee.engine.models;

import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.kernels.FactorRows;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.kernels.SparseBlock;
import dev.matinee.engine.matrix.DataSize;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.Setting;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.split.TrainingSet;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * {@link BiasedMf} where a user is known not only by ratings but also by which items were rated (Koren 2008, "Factorization
 * meets the neighborhood", equation 15): with implicit factors y_j and N the items that u rated, a rating is predicted by
 *
 * <pre>
 * m + b_u + b_i + q_i.(p_u + |N|^-1/2 sum_N y_j)
 * </pre>
 *
 * and implicit factors are pulled towards 0 as the other factors of an item are.
 *
 * <p>Training is by stochastic gradient descent, user by user in an order that is shuffled anew in every epoch: a user's
 * ratings move p_u, biases and the q_i one by one, and the sum of their gradients then moves the y_j. Every user moves the
 * y_j that the next one meets, so this is done on one thread; see docs/decisions. The learning rate falls evenly from one
 * epoch to the next. In the end every user's row is solved exactly for the items found, on all threads, so that it is what
 * {@linkplain RatingFactors folding in} the same ratings gives.
 *
 * <p>Memory: 4 (factors + 2) (users + items) + 4 factors items bytes while it learns, and 4 (factors + 1) (users + 2 items) +
 * 4 factors items for the model. Time: linear in ratings, some 3 {@code factors} of them an epoch, and once {@code factors^2}.
 *
 * @param factors the number of factors
 * @param epochs how often all ratings are gone through
 * @param learningRate the learning rate of the first epoch
 * @param regularization the pull of factors towards 0
 * @param biasRegularization the pull of biases towards 0
 * @param frequencyScaling how the pull grows with a row's ratings
 */
public record SvdPlusPlus(
        @Setting(
                value = "factors of a user and an item",
                min = 1,
                max = 2048,
                search = {8, 128},
                logarithmic = true)
        int factors,

        @Setting(
                value = "how often all ratings are gone through",
                min = 1,
                max = 10_000,
                search = {10, 100},
                logarithmic = true)
        int epochs,

        @Setting(
                value = "learning rate of the first epoch; it falls evenly to 0",
                min = 0,
                max = 10,
                search = {0.003, 0.05},
                logarithmic = true)
        double learningRate,

        @Setting(
                value = "pull of all factors towards 0",
                min = 0,
                max = 1e6,
                search = {0.01, 1},
                logarithmic = true)
        double regularization,

        @Setting(
                value = "pull of all biases towards 0",
                min = 0,
                max = 1e6,
                search = {0.001, 1},
                logarithmic = true)
        double biasRegularization,

        @Setting(
                value = "how the pull grows with a row's ratings: 0 not at all, 1 in proportion",
                min = 0,
                max = 2,
                search = {0, 1})
        double frequencyScaling)
        implements Settings<RatingFactors> {
    /** The family of models these settings train. */
    public static final ModelFamily<RatingFactors, SvdPlusPlus> FAMILY = new ModelFamily<>(
            "svd-plus-plus",
            defaults(),
            (settings, training, provenance, tensors) ->
                    RatingFactors.load(settings, settings.ridge(), true, training, provenance, tensors));

    /** Checks the ranges. */
    public SvdPlusPlus {
        SettingsSchema.check(
                SvdPlusPlus.class, factors, epochs, learningRate, regularization, biasRegularization, frequencyScaling);
    }

    /** The best found on validation parts of MovieLens 100K: see docs/decisions. */
    public static SvdPlusPlus defaults() {
        return new SvdPlusPlus(32, 40, 0.008, 0.1, 0.03, 1);
    }

    /** The same with this many factors. */
    public SvdPlusPlus factors(int factors) {
        return new SvdPlusPlus(factors, epochs, learningRate, regularization, biasRegularization, frequencyScaling);
    }

    /** The same with this many epochs. */
    public SvdPlusPlus epochs(int epochs) {
        return new SvdPlusPlus(factors, epochs, learningRate, regularization, biasRegularization, frequencyScaling);
    }

    /** The same with another learning rate to begin with. */
    public SvdPlusPlus learningRate(double learningRate) {
        return new SvdPlusPlus(factors, epochs, learningRate, regularization, biasRegularization, frequencyScaling);
    }

    /** The same with another pull of factors. */
    public SvdPlusPlus regularization(double regularization) {
        return new SvdPlusPlus(factors, epochs, learningRate, regularization, biasRegularization, frequencyScaling);
    }

    /** The same with another pull of biases. */
    public SvdPlusPlus biasRegularization(double biasRegularization) {
        return new SvdPlusPlus(factors, epochs, learningRate, regularization, biasRegularization, frequencyScaling);
    }

    /** The same with another growth of the pull. */
    public SvdPlusPlus frequencyScaling(double frequencyScaling) {
        return new SvdPlusPlus(factors, epochs, learningRate, regularization, biasRegularization, frequencyScaling);
    }

    @Override
    public String model() {
        return FAMILY.name();
    }

    private RowRidge ridge() {
        return new RowRidge(factors, regularization, biasRegularization, frequencyScaling, true);
    }

    @Override
    public OptionalLong trainingBytes(DataSize size, int threads) {
        long rows = (long) size.users() + size.allItems();
        return OptionalLong.of(4 * (factors + 2L) * rows
                + 4L * factors * size.allItems()
                + 4 * (factors + 1L) * (rows + size.allItems())
                + 4L * factors * size.allItems()
                + threads * (4L * factors * factors + 12L * size.longestRow()));
    }

    @Override
    public RatingFactors train(TrainingSet training, Run run) {
        Interactions ratings = training.interactions();
        RatingScale scale = RatingScale.of(ratings, model());
        Descent descent = new Descent(ratings, scale, run);
        try (Progress.Task task = run.progress().start("training " + model(), epochs, "epochs")) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                long start = System.nanoTime();
                double rate = learningRate * (epochs - epoch) / epochs;
                double error = descent.epoch((float) rate, epoch) / ratings.size();
                BiasedMf.checkLearning(error, epoch, learningRate);
                task.advance(1);
                task.note(BiasedMf.note(ratings.size(), System.nanoTime() - start, error, scale));
            }
        }
        Kernels kernels = Kernels.active();
        float[] itemBiases = new float[ratings.items().size()];
        float[] implicit = new float[descent.implicit.length];
        kernels.axpy(scale.deviation(), descent.items.biases(), 0, itemBiases, 0, itemBiases.length);
        kernels.axpy(scale.deviation(), descent.implicit, 0, implicit, 0, implicit.length);
        RatingFactors.Parameters parameters = new RatingFactors.Parameters(
                scale.mean(),
                new float[ratings.users().size()],
                itemBiases,
                new float[ratings.users().size() * factors],
                descent.items.factors(),
                implicit);
        return RatingFactors.finish(this, ridge(), training, parameters, "lower the setting learningRate", run);
    }

    /** All that training moves. */
    private final class Descent {
        private final Kernels kernels = Kernels.active();
        private final Rows byUser;
        private final RatingScale scale;
        private final Run run;
        private final FactorRows users;
        private final FactorRows items;
        private final float[] implicit;

        /** The user who moves: factors with what implicit factors add, and no pull, which comes after. */
        private final FactorRows mover = new FactorRows(new float[factors], new float[1], new float[1]);

        private final float[] before = new float[factors];
        private final float[] weights;

        Descent(Interactions ratings, RatingScale scale, Run run) {
            this.byUser = ratings.byUser();
            this.scale = scale;
            this.run = run;
            Rows byItem = ratings.byItem();
            int[] userPlaces = IntStream.range(0, byUser.rows()).toArray();
            int[] itemPlaces = IntStream.range(0, byItem.rows()).toArray();
            this.users = BiasedMf.rows(byUser, userPlaces, factors, frequencyScaling, "users", run);
            this.items = BiasedMf.rows(byItem, itemPlaces, factors, frequencyScaling, "items", run);
            this.implicit = BiasedMf.table(itemPlaces.length, factors);
            this.weights = new float
                    [IntStream.range(0, byUser.rows()).map(byUser::count).max().orElse(0)];
        }

        /** Goes through all ratings once; answers the sum of squared errors. */
        double epoch(float rate, int epoch) {
            double error = 0;
            for (int user : RatingBlocks.shuffled(byUser.rows(), run.random("order of users", epoch))) {
                if (byUser.count(user) > 0) {
                    run.checkCancelled();
                    error += move(user, rate);
                }
            }
            return error;
        }

        private double move(int user, float rate) {
            int[] columns = byUser.columns(user);
            int n = columns.length;
            int p = user * factors;
            float[] x = mover.factors();
            Arrays.fill(weights, 0, n, (float) (1 / Math.sqrt(n)));
            Arrays.fill(x, 0);
            kernels.addChosenRows(implicit, factors, columns, weights, 0, n, x, 0);
            kernels.axpy(1, users.factors(), p, x, 0, factors);
            System.arraycopy(x, 0, before, 0, factors);
            mover.biases()[0] = users.biases()[user];
            SparseBlock block = new SparseBlock(new int[] {0}, new int[] {0, n}, columns, values(user, n));
            double error = kernels.descend(
                    mover, items, factors, block, rate, (float) regularization, (float) biasRegularization);
            kernels.axpy(-1, before, 0, x, 0, factors);
            float share = users.shares()[user];
            float keep = (float) Math.pow(1 - rate * regularization * share, n);
            users.biases()[user] = (float) Math.pow(1 - rate * biasRegularization * share, n) * mover.biases()[0];
            for (int i = 0; i < factors; i++) {
                users.factors()[p + i] = keep * (users.factors()[p + i] + x[i]);
            }
            for (int item : columns) {
                float keepItem = 1 - rate * (float) regularization * items.shares()[item];
                for (int i = 0; i < factors; i++) {
                    implicit[item * factors + i] = keepItem * implicit[item * factors + i] + weights[0] * x[i];
                }
            }
            return error;
        }

        private float[] values(int user, int n) {
            float[] values = new float[n];
            for (int i = 0; i < n; i++) {
                values[i] = (byUser.rating(byUser.start(user) + i) - scale.mean()) / scale.deviation();
            }
            return values;
        }
    }
}
