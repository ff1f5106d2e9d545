package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
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
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Predicts a rating by mean, biases and the inner product of factors, learned by alternating least squares with weighted
 * lambda regularisation (Zhou, Wilkinson, Schreiber, Pan 2008, "Large-scale parallel collaborative filtering for the Netflix
 * prize", equation 3, with biases). With mean m, biases b, factors p_u and q_i, and n_u and n_i the ratings of a user and an
 * item, training lowers
 *
 * <pre>
 * sum (r - m - b_u - b_i - p_u.q_i)^2
 *   + sum_u n_u^frequencyScaling (regularization |p_u|^2 + biasRegularization b_u^2)
 *   + sum_i n_i^frequencyScaling (regularization |q_i|^2 + biasRegularization b_i^2)
 * </pre>
 *
 * Every iteration solves all items exactly, then all users, so it never raises the loss, and a user's row is just what
 * {@linkplain RatingFactors folding in} the same ratings gives.
 *
 * <p>Memory: 4 (factors + 1) (users + 2 items) bytes, and a thread 8 factors^2 and 12 longest row. Time: {@code factors^2} a
 * rating and {@code factors^3 / 3} a user and an item, each iteration.
 *
 * @param factors the number of factors
 * @param iterations how often all items and users are solved
 * @param regularization the pull of factors towards 0, lambda
 * @param biases whether users and items have biases
 * @param biasRegularization the pull of biases towards 0
 * @param frequencyScaling how the pull grows with a row's ratings
 */
public record AlternatingLeastSquares(
        @Setting(
                value = "factors of a user and an item",
                min = 1,
                max = 2048,
                search = {4, 128},
                logarithmic = true)
        int factors,

        @Setting(
                value = "how often all items and users are solved",
                min = 1,
                max = 10_000,
                search = {5, 30})
        int iterations,

        @Setting(
                value = "pull of all factors towards 0",
                min = 0,
                max = 1e6,
                search = {0.01, 10},
                logarithmic = true)
        double regularization,

        @Setting("whether users and items have biases") boolean biases,

        @Setting(
                value = "pull of all biases towards 0",
                min = 0,
                max = 1e6,
                search = {0.001, 10},
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
    public static final ModelFamily<RatingFactors, AlternatingLeastSquares> FAMILY = new ModelFamily<>(
            "als",
            defaults(),
            (settings, training, provenance, tensors) ->
                    RatingFactors.load(settings, settings.ridge(), false, training, provenance, tensors));

    private static final int ROWS_AT_ONCE = 64;

    /** Checks the ranges. */
    public AlternatingLeastSquares {
        SettingsSchema.check(
                AlternatingLeastSquares.class,
                factors,
                iterations,
                regularization,
                biases,
                biasRegularization,
                frequencyScaling);
    }

    /** The best found on validation parts of MovieLens 100K: see docs/decisions. */
    public static AlternatingLeastSquares defaults() {
        return new AlternatingLeastSquares(32, 15, 0.135, true, 0.01, 1);
    }

    /** The same with this many factors. */
    public AlternatingLeastSquares factors(int factors) {
        return new AlternatingLeastSquares(
                factors, iterations, regularization, biases, biasRegularization, frequencyScaling);
    }

    /** The same with this many iterations. */
    public AlternatingLeastSquares iterations(int iterations) {
        return new AlternatingLeastSquares(
                factors, iterations, regularization, biases, biasRegularization, frequencyScaling);
    }

    /** The same with another pull of factors. */
    public AlternatingLeastSquares regularization(double regularization) {
        return new AlternatingLeastSquares(
                factors, iterations, regularization, biases, biasRegularization, frequencyScaling);
    }

    /** The same with biases or without. */
    public AlternatingLeastSquares biases(boolean biases) {
        return new AlternatingLeastSquares(
                factors, iterations, regularization, biases, biasRegularization, frequencyScaling);
    }

    /** The same with another pull of biases. */
    public AlternatingLeastSquares biasRegularization(double biasRegularization) {
        return new AlternatingLeastSquares(
                factors, iterations, regularization, biases, biasRegularization, frequencyScaling);
    }

    /** The same with another growth of the pull. */
    public AlternatingLeastSquares frequencyScaling(double frequencyScaling) {
        return new AlternatingLeastSquares(
                factors, iterations, regularization, biases, biasRegularization, frequencyScaling);
    }

    @Override
    public String model() {
        return FAMILY.name();
    }

    private RowRidge ridge() {
        return new RowRidge(factors, regularization, biasRegularization, frequencyScaling, biases);
    }

    @Override
    public OptionalLong trainingBytes(DataSize size, int threads) {
        return OptionalLong.of(4 * (factors + 1L) * (size.users() + 2L * size.allItems())
                + threads * (8L * factors * factors + 12L * size.longestRow()));
    }

    /** Users or items while they are trained. */
    private record Side(Rows ratings, float[] factors, float[] biases) {}

    @Override
    public RatingFactors train(TrainingSet training, Run run) {
        Interactions ratings = training.interactions();
        RatingScale scale = RatingScale.of(ratings, model());
        Side users = side(ratings.byUser());
        Side items = side(ratings.byItem());
        scatter(users, run);
        try (Progress.Task task = run.progress().start("training " + model(), iterations, "iterations")) {
            for (int iteration = 1; iteration <= iterations; iteration++) {
                long start = System.nanoTime();
                double loss = improve(items, users, scale.mean(), iteration, run);
                if (iteration < iterations) {
                    loss = improve(users, items, scale.mean(), iteration, run);
                }
                task.advance(1);
                task.note(String.format(
                        Locale.ROOT, "%.2f s an iteration, loss %.6g", (System.nanoTime() - start) / 1e9, loss));
            }
        }
        RatingFactors.Parameters parameters = new RatingFactors.Parameters(
                scale.mean(), users.biases, items.biases, users.factors, items.factors, new float[0]);
        return RatingFactors.finish(this, ridge(), training, parameters, "raise the setting regularization", run);
    }

    private Side side(Rows ratings) {
        return new Side(ratings, BiasedMf.table(ratings.rows(), factors), new float[ratings.rows()]);
    }

    /** Draws factors of length 1, on average, for every row with ratings. */
    private void scatter(Side side, Run run) {
        double bound = Math.sqrt(3.0 / factors);
        run.parallelRanges(side.ratings.rows(), ROWS_AT_ONCE, (from, to) -> {
            for (int row = from; row < to; row++) {
                RandomStream random = run.random(model(), row);
                for (int i = row * factors; side.ratings.count(row) > 0 && i < (row + 1) * factors; i++) {
                    side.factors[i] = (float) (bound * (2 * random.nextDouble() - 1));
                }
            }
        });
    }

    /** Solves all rows of one side and answers the loss after, which falls out. */
    private double improve(Side side, Side fixed, float mean, int iteration, Run run) {
        RowRidge ridge = ridge();
        int rows = side.ratings.rows();
        double[] losses = new double[Math.ceilDiv(rows, ROWS_AT_ONCE)];
        ConcurrentLinkedQueue<RowRidge.Solver> idle = new ConcurrentLinkedQueue<>();
        run.parallelRanges(rows, ROWS_AT_ONCE, (from, to) -> {
            RowRidge.Solver polled = idle.poll();
            RowRidge.Solver solver = polled == null ? ridge.solver() : polled;
            for (int row = from; row < to; row++) {
                int count = side.ratings.count(row);
                if (count > 0) {
                    solver.begin(count);
                    side.ratings.copyColumns(row, solver.row.columns);
                    long start = side.ratings.start(row);
                    for (int i = 0; i < count; i++) {
                        solver.row.targets[i] =
                                side.ratings.rating(start + i) - mean - fixed.biases[solver.row.columns[i]];
                    }
                    side.biases[row] = solver.solve(fixed.factors, side.factors, row * factors);
                    losses[from / ROWS_AT_ONCE] += solver.least();
                }
            }
            idle.add(solver);
        });
        double loss = Arrays.stream(losses).sum();
        for (int row = 0; row < fixed.ratings.rows(); row++) {
            loss += ridge.penalty(fixed.factors, row * factors, fixed.biases[row], fixed.ratings.count(row));
        }
        if (!Double.isFinite(loss)) {
            throw MatineeException.badData(
                    "training came to a loss of " + loss + " in iteration " + iteration + " with regularization "
                            + regularization,
                    "raise the setting regularization");
        }
        return loss;
    }
}
