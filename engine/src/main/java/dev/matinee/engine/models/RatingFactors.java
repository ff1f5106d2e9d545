package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.FindsSimilar;
import dev.matinee.engine.recommend.FoldsIn;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.split.TrainingSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A rating is the mean, what the user gives above it, what the item gets above it, and the inner product of their factors.
 * Made by {@link BiasedMf}, {@link SvdPlusPlus} and {@link AlternatingLeastSquares}.
 *
 * <p>A score is a prediction that is not kept within the scale. A user without ratings has bias and factors 0, and so has an
 * item. Folding in solves the ridge equations of a user's row for a history, with the items as they are; every training ends
 * with just that for its own users, so a visitor gets what a user with the same ratings gets. Where items have implicit
 * factors (Koren 2008), what a user is pulled towards is not 0 but {@code |N|^-1/2 sum_N y_j} over the items N rated.
 *
 * <p>Scoring one user takes factors times items multiplications, folding in (history + factors / 3) factors^2 more. Memory:
 * 4 (factors + 1) (users + 2 items) bytes, and 4 factors items more for implicit factors.
 */
public final class RatingFactors implements Recommender, RatingPredictor, FoldsIn, FindsSimilar {
    private static final String MEAN = "mean";
    private static final String USER_BIASES = "userBiases";
    private static final String ITEM_BIASES = "itemBiases";
    private static final String USERS = "userFactors";
    private static final String ITEMS = "itemFactors";
    private static final String IMPLICIT = "implicitFactors";
    private static final int USERS_AT_ONCE = 64;

    private final Settings<RatingFactors> settings;
    private final RowRidge ridge;
    private final TrainingSet training;
    private final Provenance provenance;
    private final Parameters parameters;
    private final int users;
    private final int items;
    private final int factors;
    private final float lowest;
    private final float highest;
    private final float[] itemLengths;

    /** The item factors, one factor of all items after the other, as products want them. */
    private final float[] itemColumns;

    /**
     * All numbers of a model.
     *
     * @param mean the mean of the training ratings
     * @param userBiases one a user
     * @param itemBiases one an item
     * @param userFactors {@code factors} a user, what implicit factors add included
     * @param itemFactors {@code factors} an item
     * @param implicitFactors {@code factors} an item, or none
     */
    record Parameters(
            float mean,
            float[] userBiases,
            float[] itemBiases,
            float[] userFactors,
            float[] itemFactors,
            float[] implicitFactors) {}

    private RatingFactors(
            Settings<RatingFactors> settings,
            RowRidge ridge,
            TrainingSet training,
            Provenance provenance,
            Parameters parameters) {
        this.settings = settings;
        this.ridge = ridge;
        this.training = training;
        this.provenance = provenance;
        this.parameters = parameters;
        Interactions ratings = training.interactions();
        this.users = ratings.users().size();
        this.items = ratings.items().size();
        this.factors = ridge.factors();
        this.lowest = ratings.lowestRating();
        this.highest = ratings.highestRating();
        this.itemLengths = new float[items];
        this.itemColumns = new float[parameters.itemFactors.length];
        for (int item = 0; item < items; item++) {
            int at = item * factors;
            putColumn(parameters.itemFactors, at, itemColumns, item, items);
            float square = Kernels.active().dot(parameters.itemFactors, at, parameters.itemFactors, at, factors);
            itemLengths[item] = (float) Math.sqrt(square);
        }
    }

    /**
     * The end of every training: solves all users while items stay, and checks that all numbers are finite.
     *
     * @param parameters with room for users, which is filled
     * @param remedy what to do when a number is not finite
     */
    static RatingFactors finish(
            Settings<RatingFactors> settings,
            RowRidge ridge,
            TrainingSet training,
            Parameters parameters,
            String remedy,
            Run run) {
        Provenance provenance = Provenance.of(training, run, Kernels.active().name());
        RatingFactors model = new RatingFactors(settings, ridge, training, provenance, parameters);
        Rows byUser = training.interactions().byUser();
        run.parallelRanges(model.users, USERS_AT_ONCE, (from, to) -> {
            RowRidge.Solver solver = ridge.solver();
            for (int user = from; user < to; user++) {
                int count = byUser.count(user);
                if (count > 0) {
                    solver.begin(count);
                    long start = byUser.start(user);
                    byUser.copyColumns(user, solver.row.columns);
                    for (int i = 0; i < count; i++) {
                        solver.row.targets[i] = byUser.rating(start + i);
                    }
                    parameters.userBiases[user] = model.solve(solver, parameters.userFactors, user * model.factors);
                }
            }
        });
        for (float[] numbers : new float[][] {
            parameters.userBiases, parameters.itemBiases, parameters.userFactors, parameters.itemFactors
        }) {
            for (float number : numbers) {
                if (!Float.isFinite(number)) {
                    throw MatineeException.badData(settings.model() + " came to numbers that are not finite", remedy);
                }
            }
        }
        return model;
    }

    static RatingFactors load(
            Settings<RatingFactors> settings,
            RowRidge ridge,
            boolean implicit,
            TrainingSet training,
            Provenance provenance,
            Map<String, Tensor> tensors) {
        int users = training.interactions().users().size();
        int items = training.interactions().items().size();
        int factors = ridge.factors();
        Parameters parameters = new Parameters(
                Tensor.floats(tensors, MEAN, 1)[0],
                Tensor.floats(tensors, USER_BIASES, users),
                Tensor.floats(tensors, ITEM_BIASES, items),
                Tensor.floats(tensors, USERS, users, factors),
                Tensor.floats(tensors, ITEMS, items, factors),
                implicit ? Tensor.floats(tensors, IMPLICIT, items, factors) : new float[0]);
        return new RatingFactors(settings, ridge, training, provenance, parameters);
    }

    @Override
    public Settings<RatingFactors> settings() {
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
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(MEAN, Tensor.of(new float[] {parameters.mean}, 1));
        tensors.put(USER_BIASES, Tensor.of(parameters.userBiases, users));
        tensors.put(ITEM_BIASES, Tensor.of(parameters.itemBiases, items));
        tensors.put(USERS, Tensor.of(parameters.userFactors, users, factors));
        tensors.put(ITEMS, Tensor.of(parameters.itemFactors, items, factors));
        if (parameters.implicitFactors.length > 0) {
            tensors.put(IMPLICIT, Tensor.of(parameters.implicitFactors, items, factors));
        }
        return Collections.unmodifiableMap(tensors);
    }

    @Override
    public float predict(int user, int item) {
        float product = Kernels.active()
                .dot(parameters.userFactors, user * factors, parameters.itemFactors, item * factors, factors);
        float rating = parameters.mean + parameters.userBiases[user] + parameters.itemBiases[item] + product;
        return Math.clamp(rating, lowest, highest);
    }

    @Override
    public void scores(int user, float[] scores) {
        scores(new int[] {user}, 0, 1, scores);
    }

    @Override
    public void scores(int[] chosen, int from, int to, float[] scores) {
        int count = to - from;
        float[] block = new float[factors * count];
        float[] biases = new float[count];
        for (int i = 0; i < count; i++) {
            int user = chosen[from + i];
            putColumn(parameters.userFactors, user * factors, block, i, count);
            biases[i] = parameters.userBiases[user];
        }
        score(block, biases, scores);
    }

    @Override
    public void scores(int[] history, float[] ratings, float[] scores) {
        RowRidge.Solver solver = ridge.solver();
        solver.begin(history.length);
        System.arraycopy(history, 0, solver.row.columns, 0, history.length);
        System.arraycopy(ratings, 0, solver.row.targets, 0, history.length);
        float[] x = new float[factors];
        float bias = solve(solver, x, 0);
        score(x, new float[] {bias}, scores);
    }

    private void putColumn(float[] x, int at, float[] block, int column, int width) {
        for (int d = 0; d < factors; d++) {
            block[d * width + column] = x[at + d];
        }
    }

    /** Scores all items for users whose factors are the columns of a block, one row of scores a user. */
    private void score(float[] block, float[] biases, float[] scores) {
        int count = biases.length;
        for (int i = 0; i < count; i++) {
            for (int item = 0; item < items; item++) {
                scores[i * items + item] = parameters.mean + biases[i] + parameters.itemBiases[item];
            }
        }
        Kernels.active().addProduct(1, block, 0, count, count, itemColumns, 0, items, items, factors, scores, 0, items);
    }

    /** Solves a user whose items are the columns and whose ratings are the targets of the solver's row. */
    private float solve(RowRidge.Solver solver, float[] x, int at) {
        Kernels kernels = Kernels.active();
        RowTargets row = solver.row;
        float[] implicit = new float[parameters.implicitFactors.length > 0 ? factors : 0];
        if (implicit.length > 0) {
            addImplicit(parameters.implicitFactors, factors, row, implicit);
        }
        for (int i = 0; i < row.count; i++) {
            int item = row.columns[i];
            float known = parameters.mean + parameters.itemBiases[item];
            if (implicit.length > 0) {
                known += kernels.dot(implicit, 0, parameters.itemFactors, item * factors, factors);
            }
            row.targets[i] -= known;
        }
        float bias = solver.solve(parameters.itemFactors, x, at);
        kernels.axpy(1, implicit, 0, x, at, implicit.length);
        return bias;
    }

    /** Adds {@code |N|^-1/2 sum_N y_j} over the columns N of a row. */
    static void addImplicit(float[] table, int factors, RowTargets row, float[] out) {
        float[] sum = new float[factors];
        Kernels.active().addChosenRows(table, factors, row.columns, row.weights, 0, row.count, sum, 0);
        Kernels.active().axpy((float) (1 / Math.sqrt(row.count)), sum, 0, out, 0, factors);
    }

    /** Cosines of the items' factors. */
    @Override
    public void similarities(int item, float[] similarities) {
        float[] table = parameters.itemFactors;
        Kernels.active().dots(table, 0, items, factors, table, item * factors, similarities, 0);
        for (int other = 0; other < items; other++) {
            float lengths = itemLengths[item] * itemLengths[other];
            similarities[other] = lengths > 0 ? similarities[other] / lengths : 0;
        }
    }
}
