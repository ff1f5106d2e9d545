package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.RandomStream;
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
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Predicts a rating by mean, biases and the inner product of factors, learned by stochastic gradient descent (Koren, Bell,
 * Volinsky 2009, "Matrix factorization techniques for recommender systems", equations 4 and 5). With mean m, biases b,
 * factors p_u and q_i, and n_u and n_i the ratings of a user and an item, training lowers
 *
 * <pre>
 * sum (r - m - b_u - b_i - p_u.q_i)^2
 *   + sum_u n_u^frequencyScaling (regularization |p_u|^2 + biasRegularization b_u^2)
 *   + sum_i n_i^frequencyScaling (regularization |q_i|^2 + biasRegularization b_i^2)
 * </pre>
 *
 * where ratings are in units of their standard deviation, so that the same settings suit any scale. An epoch goes through
 * all ratings, block by block ({@link RatingBlocks}); the learning rate falls evenly from one epoch to the next, to reach 0
 * after the last. In the end every user's row is solved exactly for the items found, so that it is what
 * {@linkplain RatingFactors folding in} the same ratings gives.
 *
 * <p>Memory: 4 (factors + 2) (users + items) bytes while it learns and 4 (factors + 1) (users + 2 items) for the model; 8
 * bytes a rating, and 8 more a user and stratum of items. Time: linear in ratings, {@code factors} of them an epoch, and once
 * {@code factors^2}.
 *
 * @param factors the number of factors
 * @param epochs how often all ratings are gone through
 * @param learningRate the learning rate of the first epoch
 * @param regularization the pull of factors towards 0
 * @param biasRegularization the pull of biases towards 0
 * @param frequencyScaling how the pull grows with a row's ratings
 */
public record BiasedMf(
        @Setting(
                value = "factors of a user and an item",
                min = 1,
                max = 2048,
                search = {16, 256},
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
                search = {0.5, 1})
        double frequencyScaling)
        implements Settings<RatingFactors> {
    /** The family of models these settings train. */
    public static final ModelFamily<RatingFactors, BiasedMf> FAMILY = new ModelFamily<>(
            "biased-mf",
            defaults(),
            (settings, training, provenance, tensors) ->
                    RatingFactors.load(settings, settings.ridge(), false, training, provenance, tensors));

    private static final int ROWS_AT_ONCE = 1024;

    /** From so many ratings on an epoch takes longer than compiling what it does. */
    private static final int MANY = 1_000_000;

    private static final int FEW_USERS = 32;
    private static final int WARM_UPS = 20_000;

    /** The standard deviation of an inner product of factors before the first epoch. */
    private static final double INITIAL_DEVIATION = 0.05;

    /** The mean squared error, in variances of the ratings, beyond which training diverges. */
    private static final double MOST = 100;

    /** Checks the ranges. */
    public BiasedMf {
        SettingsSchema.check(
                BiasedMf.class, factors, epochs, learningRate, regularization, biasRegularization, frequencyScaling);
    }

    /** The best found on validation parts of MovieLens 100K: see docs/decisions. */
    public static BiasedMf defaults() {
        return new BiasedMf(128, 40, 0.036, 0.65, 0.05, 0.6);
    }

    /** The same with this many factors. */
    public BiasedMf factors(int factors) {
        return new BiasedMf(factors, epochs, learningRate, regularization, biasRegularization, frequencyScaling);
    }

    /** The same with this many epochs. */
    public BiasedMf epochs(int epochs) {
        return new BiasedMf(factors, epochs, learningRate, regularization, biasRegularization, frequencyScaling);
    }

    /** The same with another learning rate to begin with. */
    public BiasedMf learningRate(double learningRate) {
        return new BiasedMf(factors, epochs, learningRate, regularization, biasRegularization, frequencyScaling);
    }

    /** The same with another pull of factors. */
    public BiasedMf regularization(double regularization) {
        return new BiasedMf(factors, epochs, learningRate, regularization, biasRegularization, frequencyScaling);
    }

    /** The same with another pull of biases. */
    public BiasedMf biasRegularization(double biasRegularization) {
        return new BiasedMf(factors, epochs, learningRate, regularization, biasRegularization, frequencyScaling);
    }

    /** The same with another growth of the pull. */
    public BiasedMf frequencyScaling(double frequencyScaling) {
        return new BiasedMf(factors, epochs, learningRate, regularization, biasRegularization, frequencyScaling);
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
        long learning =
                4 * (factors + 2L) * rows + 8 * size.ratings() + 8 * Math.min(size.ratings(), 64L * size.users());
        long model = 4 * (factors + 1L) * (rows + size.allItems());
        return OptionalLong.of(
                learning + model + 4 * rows + threads * (4L * factors * factors + 12L * size.longestRow()));
    }

    @Override
    public RatingFactors train(TrainingSet training, Run run) {
        Interactions ratings = training.interactions();
        RatingScale scale = RatingScale.of(ratings, model());
        RatingBlocks blocks = RatingBlocks.of(ratings, scale, factors, run);
        FactorRows users = rows(ratings.byUser(), blocks.userPlaces(), factors, frequencyScaling, "users", run);
        FactorRows items = rows(ratings.byItem(), blocks.itemPlaces(), factors, frequencyScaling, "items", run);
        if (ratings.size() >= MANY) {
            warmUp(blocks.block(0, 0).first(FEW_USERS), users, items);
        }
        try (Progress.Task task = run.progress().start("training " + model(), epochs, "epochs")) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                long start = System.nanoTime();
                double rate = learningRate * (epochs - epoch) / epochs;
                double error = epoch(blocks, users, items, rate, epoch, run) / ratings.size();
                checkLearning(error, epoch, learningRate);
                task.advance(1);
                task.note(note(ratings.size(), System.nanoTime() - start, error, scale));
            }
        }
        RatingFactors.Parameters parameters = new RatingFactors.Parameters(
                scale.mean(),
                new float[ratings.users().size()],
                inOrder(items.biases(), blocks.itemPlaces(), 1, scale.deviation()),
                new float[ratings.users().size() * factors],
                inOrder(items.factors(), blocks.itemPlaces(), factors, 1),
                new float[0]);
        return RatingFactors.finish(this, ridge(), training, parameters, "lower the setting learningRate", run);
    }

    /**
     * Goes through a few ratings so often that the kernel is compiled when the first epoch starts. The rate is 0, so nothing
     * changes.
     */
    private void warmUp(SparseBlock few, FactorRows users, FactorRows items) {
        Kernels kernels = Kernels.active();
        for (int i = 0; i < WARM_UPS; i++) {
            kernels.descend(users, items, factors, few, 0, (float) regularization, (float) biasRegularization);
        }
    }

    /** Goes through all ratings once, stage by stage of blocks that share nothing; answers the sum of squared errors. */
    private double epoch(RatingBlocks blocks, FactorRows users, FactorRows items, double rate, int epoch, Run run) {
        Kernels kernels = Kernels.active();
        int strata = blocks.strata();
        int first = run.random("first stage", epoch).nextInt(strata);
        double[] errors = new double[strata];
        for (int stage = 0; stage < strata; stage++) {
            int shift = first + stage;
            run.parallel(
                    strata,
                    stratum -> errors[stratum] += kernels.descend(
                            users,
                            items,
                            factors,
                            blocks.block(stratum, (stratum + shift) % strata),
                            (float) rate,
                            (float) regularization,
                            (float) biasRegularization));
        }
        return Arrays.stream(errors).sum();
    }

    /** Rows with random factors and no bias; those without ratings have factors 0. */
    static FactorRows rows(Rows ratings, int[] places, int factors, double frequencyScaling, String purpose, Run run) {
        int size = ratings.rows();
        FactorRows rows = new FactorRows(table(size, factors), new float[size], new float[size]);
        double bound = Math.sqrt(3 * INITIAL_DEVIATION / Math.sqrt(factors));
        run.parallelRanges(size, ROWS_AT_ONCE, (from, to) -> {
            for (int row = from; row < to; row++) {
                int count = ratings.count(row);
                int place = places[row];
                if (count > 0) {
                    rows.shares()[place] = (float) Math.pow(count, frequencyScaling - 1);
                    RandomStream random = run.random("factors of " + purpose, row);
                    for (int i = place * factors; i < (place + 1) * factors; i++) {
                        rows.factors()[i] = (float) (bound * (2 * random.nextDouble() - 1));
                    }
                }
            }
        });
        return rows;
    }

    static float[] table(int rows, int factors) {
        int most = (Integer.MAX_VALUE - 8) / Math.max(1, rows);
        if (factors > most) {
            throw MatineeException.usage(
                    "factors must be at most " + most + " for " + rows + " users or items, got " + factors);
        }
        return new float[rows * factors];
    }

    /** Stops a training that diverges. */
    static void checkLearning(double error, int epoch, double learningRate) {
        if (!(error <= MOST)) {
            throw MatineeException.badData(
                    String.format(
                            Locale.ROOT,
                            "training diverged: in epoch %d the mean squared error was %.3g times the variance of the"
                                    + " ratings with learningRate %s",
                            epoch + 1,
                            error,
                            learningRate),
                    "lower the setting learningRate");
        }
    }

    static String note(long ratings, long nanoseconds, double error, RatingScale scale) {
        return String.format(
                Locale.ROOT,
                "%.1f million ratings a second, RMSE in training %.4f",
                1e3 * ratings / nanoseconds,
                Math.sqrt(error) * scale.deviation());
    }

    /** Rows by index instead of by place, times a factor. */
    static float[] inOrder(float[] table, int[] places, int width, float factor) {
        float[] ordered = new float[table.length];
        for (int row = 0; row < places.length; row++) {
            for (int i = 0; i < width; i++) {
                ordered[row * width + i] = factor * table[places[row] * width + i];
            }
        }
        return ordered;
    }
}
