package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.matrix.DataSize;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.Setting;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.split.TrainingSet;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Factors users and items so that the inner product of theirs is near 1 where there is positive feedback and near 0
 * elsewhere, by alternating least squares (Hu, Koren, Volinsky 2008) with the weights, regularisation and initialisation
 * of Rendle, Krichene, Zhang, Koren 2021 ("Revisiting the performance of iALS on item recommendation benchmarks").
 *
 * <p>With x_u and y_i the factors, S the cells with feedback, I(u) and U(i) those of a user and an item, and c = 1 +
 * confidence * rating the weight of such a cell, training lowers
 *
 * <pre>
 * sum_S c (1 - x_u.y_i)^2 + unobservedWeight sum_all (x_u.y_i)^2
 *   + regularization (sum_u (|I(u)| + unobservedWeight * items)^frequencyScaling |x_u|^2
 *                   + sum_i (|U(i)| + unobservedWeight * users)^frequencyScaling |y_i|^2)
 * </pre>
 *
 * where the {@link Objective} may leave cells with feedback out of the second sum and unobserved cells out of the third.
 * Every iteration improves all items, then all users; the last one solves the users exactly, so that a user's factors
 * are just what {@linkplain ImplicitAlsModel#scores(int[], float[], float[]) folding in} the same history gives.
 *
 * <p>Memory: 4 factors (users + items) bytes for the model, the same again only while it is returned to nobody; at most
 * 256 factors^2 bytes for sums, 8 (users + items) for counts, and a thread 4 factors min(longest row, 16384) + 12 longest
 * row, where the longest row is that of the item or user with most feedback. Time: linear in ratings times iterations.
 *
 * @param factors the number of factors, d
 * @param iterations how often all items and users are improved
 * @param regularization lambda
 * @param unobservedWeight alpha_0
 * @param frequencyScaling nu
 * @param objective which cells the second and third sum are over
 * @param positive the lowest rating that is positive feedback
 * @param confidence how much more a cell counts a unit of its rating, alpha
 * @param solver how rows are improved; all three come to nearly the same loss
 */
public record ImplicitAls(
        @Setting(
                value = "factors of a user and an item",
                min = 1,
                max = 2048,
                search = {16, 256},
                logarithmic = true)
        int factors,

        @Setting(
                value = "how often all items and users are improved",
                min = 1,
                max = 10_000,
                search = {5, 20})
        int iterations,

        @Setting(
                value = "pull of all factors towards 0",
                min = 0,
                max = 1e6,
                search = {3e-4, 0.1},
                logarithmic = true)
        double regularization,

        @Setting(
                value = "weight of a cell without feedback; one with feedback has 1",
                min = 0,
                max = 1e6,
                search = {0.01, 1},
                logarithmic = true)
        double unobservedWeight,

        @Setting(value = "how the pull grows with a row's cells: 0 not at all, 1 in proportion", min = 0, max = 2)
        double frequencyScaling,

        @Setting("whose loss is lowered") Objective objective,

        @Setting(value = "lowest rating that is positive feedback", min = -1e6, max = 1e6)
        double positive,

        @Setting(
                value = "additional weight of a cell a unit of its rating",
                min = 0,
                max = 1e6,
                search = {0, 5})
        double confidence,

        @Setting("how rows are improved") Solver solver)
        implements Settings<ImplicitAlsModel> {
    /** The family of models these settings train. */
    public static final ModelFamily<ImplicitAlsModel, ImplicitAls> FAMILY =
            new ModelFamily<>("implicit-als", defaults(), ImplicitAlsModel::load);

    private static final int ROWS_AT_ONCE = 64;
    private static final int GRAM_PARTS = 64;
    private static final int MOST_NUMBERS = Integer.MAX_VALUE - 8;
    /** How far conjugate gradients go in all iterations but the last: see docs/decisions. */
    private static final int STEPS = 1;

    private static final float REACH = 1.4f;

    /** Whose loss is lowered. */
    public enum Objective {
        /** Rendle et al. 2021: as written above. */
        RENDLE,
        /**
         * Hu, Koren, Volinsky 2008 as Spark MLlib computes it: the unobserved weight only applies to cells without
         * feedback, and regularisation grows with |I(u)| and |U(i)| alone.
         */
        HU_KOREN_VOLINSKY
    }

    /** How rows are improved. */
    public enum Solver {
        /** Exactly, by the Cholesky factors of the normal equations. */
        CHOLESKY,
        /** By one preconditioned, over-relaxed step of conjugate gradients from where the row stands; the fastest. */
        CONJUGATE_GRADIENT,
        /** Exactly for blocks of 16 factors in turn, as iALS++ does. */
        BLOCK_DESCENT
    }

    /** Checks the ranges. */
    public ImplicitAls {
        SettingsSchema.check(
                ImplicitAls.class,
                factors,
                iterations,
                regularization,
                unobservedWeight,
                frequencyScaling,
                objective,
                positive,
                confidence,
                solver);
    }

    /**
     * 64 factors, 15 iterations, every rating positive feedback of the same weight; the regularisation was chosen on
     * validation parts of MovieLens 100K and MovieLens small.
     */
    public static ImplicitAls defaults() {
        return new ImplicitAls(64, 15, 0.03, 0.1, 1, Objective.RENDLE, 0, 0, Solver.CONJUGATE_GRADIENT);
    }

    /** The same with this many factors. */
    public ImplicitAls factors(int factors) {
        return new ImplicitAls(
                factors,
                iterations,
                regularization,
                unobservedWeight,
                frequencyScaling,
                objective,
                positive,
                confidence,
                solver);
    }

    /** The same with this many iterations. */
    public ImplicitAls iterations(int iterations) {
        return new ImplicitAls(
                factors,
                iterations,
                regularization,
                unobservedWeight,
                frequencyScaling,
                objective,
                positive,
                confidence,
                solver);
    }

    /** The same with another pull towards 0. */
    public ImplicitAls regularization(double regularization) {
        return new ImplicitAls(
                factors,
                iterations,
                regularization,
                unobservedWeight,
                frequencyScaling,
                objective,
                positive,
                confidence,
                solver);
    }

    /** The same with another weight of cells without feedback. */
    public ImplicitAls unobservedWeight(double unobservedWeight) {
        return new ImplicitAls(
                factors,
                iterations,
                regularization,
                unobservedWeight,
                frequencyScaling,
                objective,
                positive,
                confidence,
                solver);
    }

    /** The same with another growth of the pull. */
    public ImplicitAls frequencyScaling(double frequencyScaling) {
        return new ImplicitAls(
                factors,
                iterations,
                regularization,
                unobservedWeight,
                frequencyScaling,
                objective,
                positive,
                confidence,
                solver);
    }

    /** The same with another loss. */
    public ImplicitAls objective(Objective objective) {
        return new ImplicitAls(
                factors,
                iterations,
                regularization,
                unobservedWeight,
                frequencyScaling,
                objective,
                positive,
                confidence,
                solver);
    }

    /** The same where only ratings of this and more are feedback. */
    public ImplicitAls positive(double positive) {
        return new ImplicitAls(
                factors,
                iterations,
                regularization,
                unobservedWeight,
                frequencyScaling,
                objective,
                positive,
                confidence,
                solver);
    }

    /** The same with another weight a unit of rating. */
    public ImplicitAls confidence(double confidence) {
        return new ImplicitAls(
                factors,
                iterations,
                regularization,
                unobservedWeight,
                frequencyScaling,
                objective,
                positive,
                confidence,
                solver);
    }

    /** The same with another solver. */
    public ImplicitAls solver(Solver solver) {
        return new ImplicitAls(
                factors,
                iterations,
                regularization,
                unobservedWeight,
                frequencyScaling,
                objective,
                positive,
                confidence,
                solver);
    }

    @Override
    public String model() {
        return FAMILY.name();
    }

    /** The weight of a cell with feedback. */
    float confidenceOf(float rating) {
        return (float) (1 + confidence * rating);
    }

    /** What the square of a prediction counts for a cell with feedback, beyond what it counts for every cell. */
    float weight(float confidence) {
        return objective == Objective.RENDLE ? confidence : confidence - (float) unobservedWeight;
    }

    /** The regularisation of a user or item with this much feedback among this many cells. */
    float pull(int feedback, int cells) {
        double weight = objective == Objective.RENDLE ? feedback + unobservedWeight * cells : feedback;
        return (float) (regularization * Math.pow(weight, frequencyScaling));
    }

    @Override
    public OptionalLong trainingBytes(DataSize size, int threads) {
        return OptionalLong.of(4L * factors * (size.users() + 2L * size.allItems() + factors)
                + 256L * factors * factors
                + 8L * (size.users() + size.allItems())
                + threads * (4L * factors * Math.min(size.longestRow(), 16_384) + 12L * size.longestRow()));
    }

    @Override
    public ImplicitAlsModel train(TrainingSet training, Run run) {
        Interactions ratings = training.interactions();
        float lowest = ratings.lowestRating();
        if (confidence * Math.max(positive, lowest) <= -1) {
            throw MatineeException.badData(
                    "a confidence of " + confidence + " would give the rating " + lowest + " no positive weight",
                    "lower the setting confidence or raise the setting positive");
        }
        AlsSide users =
                new AlsSide(this, ratings.byUser(), ratings.items().size(), lowest, noFactors(ratings.users()), run);
        AlsSide items =
                new AlsSide(this, ratings.byItem(), ratings.users().size(), lowest, noFactors(ratings.items()), run);
        if (users.confidences() == 0) {
            throw MatineeException.badData(
                    "none of the " + ratings.size() + " ratings is " + positive
                            + " or more: there is no positive feedback",
                    "lower the setting positive");
        }
        users.scatter(run);
        try (Progress.Task task = run.progress().start("training " + model(), iterations, "iterations")) {
            for (int iteration = 1; iteration <= iterations; iteration++) {
                long start = System.nanoTime();
                improve(items, users, false, iteration, run);
                double loss = improve(users, items, iteration == iterations, iteration, run);
                task.advance(1);
                task.note(String.format(
                        Locale.ROOT, "%.2f s an iteration, loss %.6g", (System.nanoTime() - start) / 1e9, loss));
            }
        }
        Provenance provenance = Provenance.of(training, run, Kernels.active().name());
        return new ImplicitAlsModel(this, training, provenance, users.factors(), items.factors());
    }

    private float[] noFactors(Ids rows) {
        if ((long) rows.size() * factors > MOST_NUMBERS) {
            throw MatineeException.usage("factors must be at most " + MOST_NUMBERS / rows.size() + " for " + rows.size()
                    + " users or items, got " + factors);
        }
        return new float[rows.size() * factors];
    }

    /** Improves all rows of one side and answers the loss after; what falls out of the solvers makes it nearly free. */
    private double improve(AlsSide side, AlsSide fixed, boolean exactly, int iteration, Run run) {
        float[] gram = gram(fixed.factors(), run);
        int rows = side.rows();
        double[] values = new double[Math.ceilDiv(rows, ROWS_AT_ONCE)];
        Supplier<RowSolver> solvers = solvers(side, fixed, gram, exactly, run);
        ConcurrentLinkedQueue<Worker> idle = new ConcurrentLinkedQueue<>();
        run.parallel(values.length, task -> {
            Worker worker = Objects.requireNonNullElseGet(idle.poll(), () -> new Worker(solvers.get(), side.reader()));
            for (int row = task * ROWS_AT_ONCE; row < Math.min(rows, (task + 1) * ROWS_AT_ONCE); row++) {
                worker.feedback.read(side.ratings(), row);
                if (worker.feedback.count > 0) {
                    values[task] += worker.solver.improve(
                            fixed.factors(), gram, worker.feedback, side.pull(row), side.factors(), row * factors);
                }
            }
            idle.add(worker);
        });
        double loss = side.confidences() + Arrays.stream(values).sum() + fixed.penalty();
        if (!Double.isFinite(loss)) {
            throw MatineeException.badData(
                    "training came to a loss of " + loss + " in iteration " + iteration + " with regularization "
                            + regularization,
                    "raise the setting regularization");
        }
        return loss;
    }

    /** What improves rows in one half of an iteration, or solves them exactly. */
    private Supplier<RowSolver> solvers(AlsSide side, AlsSide fixed, float[] gram, boolean exactly, Run run) {
        return switch (solver) {
            case CHOLESKY -> () -> new CholeskyRows(factors);
            case BLOCK_DESCENT -> exactly ? () -> new CholeskyRows(factors) : () -> new BlockDescentRows(factors);
            case CONJUGATE_GRADIENT -> {
                TypicalInverses inverses = new TypicalInverses(this, side, fixed, gram, run);
                int steps = exactly ? 2 * factors : STEPS;
                float reach = exactly ? 1 : REACH;
                yield () -> new ConjugateGradientRows(factors, inverses, steps, reach);
            }
        };
    }

    /** The working memory of a thread. */
    private record Worker(RowSolver solver, RowFeedback feedback) {}

    /** The Gram matrix of all rows of a table times the unobserved weight, added up in an order that is always the same. */
    float[] gram(float[] table, Run run) {
        Kernels kernels = Kernels.active();
        int rows = table.length / factors;
        int part = Math.max(1024, Math.ceilDiv(rows, GRAM_PARTS));
        float[][] parts = new float[Math.ceilDiv(rows, part)][];
        run.parallelRanges(rows, part, (from, to) -> {
            float[] sum = new float[factors * factors];
            kernels.addGram(table, from * factors, to - from, factors, sum);
            parts[from / part] = sum;
        });
        float[] gram = new float[factors * factors];
        for (float[] sum : parts) {
            kernels.axpy((float) unobservedWeight, sum, 0, gram, 0, sum.length);
        }
        kernels.mirror(gram, factors);
        return gram;
    }

    /**
     * The loss written above in double precision, for factors of any origin: by it models of equal settings are compared.
     *
     * @param userFactors {@code factors} numbers a user, one user after the other
     * @param itemFactors {@code factors} numbers an item, one item after the other
     */
    public double loss(TrainingSet training, float[] userFactors, float[] itemFactors, Run run) {
        return AlsLoss.of(this, training.interactions(), userFactors, itemFactors, run);
    }
}
