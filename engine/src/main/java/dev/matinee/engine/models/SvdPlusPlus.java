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
 * <p>Training is by stochastic gradient descent, user by user: all steps of a user move p_u, b_u and copies of the items'
 * rows, and the sum of their gradients then moves the y_j. So that it runs on threads without depending on them, users come
 * in batches of some 4,096 ratings, shuffled anew in every epoch: the users of a batch start from the same items, and what
 * they move them by is added up in the order of the batch. The learning rate falls evenly from one epoch to the next. In the
 * end every user's row is solved exactly for the items found, so that it is what {@linkplain RatingFactors folding in} the
 * same ratings gives.
 *
 * <p>Memory: 4 (factors + 2) (users + items) + 4 factors items bytes while it learns, 4 (factors + 1) (users + 2 items) + 4
 * factors items for the model, and 4 (factors + 6) (4,096 + longest row of a user). Time: linear in ratings, some 5 {@code
 * factors} of them an epoch, and once {@code factors^2}.
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

    private static final int BATCH = 4096;

    /** How many parts items are cut into when they are moved. */
    private static final int PARTS = 16;

    /** Checks the ranges. */
    public SvdPlusPlus {
        SettingsSchema.check(
                SvdPlusPlus.class, factors, epochs, learningRate, regularization, biasRegularization, frequencyScaling);
    }

    /** The best found on validation parts of MovieLens 100K: see docs/decisions. */
    public static SvdPlusPlus defaults() {
        return new SvdPlusPlus(32, 40, 0.02, 0.1, 0.01, 1);
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
                + 4 * (factors + 6L) * (BATCH + (long) size.longestRow())
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

    /** A user of a batch: where the ratings stand among those of the batch. */
    private record Turn(int user, int place, int from, int to) {}

    /** All that training moves. */
    private final class Descent {
        private final Kernels kernels = Kernels.active();
        private final Rows byUser;
        private final RatingScale scale;
        private final Run run;
        private final FactorRows users;
        private final FactorRows items;
        private final float[] implicit;
        private final int[] cuts;

        // Of one batch: a place for each user, and one for each rating.
        private final FactorRows batchUsers;
        private final FactorRows batchItems;
        private final float[] sums;
        private final int[] columns;
        private final float[] values;
        private final float[] weights;
        private final int[] identity;
        private final double[] errors;

        Descent(Interactions ratings, RatingScale scale, Run run) {
            this.byUser = ratings.byUser();
            this.scale = scale;
            this.run = run;
            int[] userPlaces = IntStream.range(0, byUser.rows()).toArray();
            int[] itemPlaces = IntStream.range(0, ratings.byItem().rows()).toArray();
            this.users = BiasedMf.rows(byUser, userPlaces, factors, frequencyScaling, "users", run);
            this.items = BiasedMf.rows(ratings.byItem(), itemPlaces, factors, frequencyScaling, "items", run);
            this.implicit = BiasedMf.table(itemPlaces.length, factors);
            this.cuts = RatingBlocks.cuts(ratings.byItem(), itemPlaces, Math.min(PARTS, itemPlaces.length));
            int longest =
                    IntStream.range(0, byUser.rows()).map(byUser::count).max().orElse(0);
            int most = BATCH + longest;
            this.batchUsers = new FactorRows(new float[BATCH * factors], new float[BATCH], new float[BATCH]);
            this.batchItems = new FactorRows(BiasedMf.table(most, factors), new float[most], new float[most]);
            this.sums = new float[BATCH * factors];
            this.columns = new int[most];
            this.values = new float[most];
            this.weights = new float[most];
            this.identity = IntStream.range(0, most).toArray();
            this.errors = new double[BATCH];
        }

        /** Goes through all ratings once; answers the sum of squared errors. */
        double epoch(float rate, int epoch) {
            int[] order = RatingBlocks.shuffled(byUser.rows(), run.random("order of users", epoch));
            double error = 0;
            Turn[] batch = new Turn[BATCH];
            int size = 0;
            for (int i = 0; i < order.length; i++) {
                int count = byUser.count(order[i]);
                int from = size == 0 ? 0 : batch[size - 1].to;
                if (count > 0) {
                    batch[size] = new Turn(order[i], size, from, from + count);
                    size++;
                }
                if (size > 0 && (i == order.length - 1 || batch[size - 1].to >= BATCH)) {
                    error += move(Arrays.copyOf(batch, size), rate);
                    size = 0;
                }
            }
            return error;
        }

        private double move(Turn[] batch, float rate) {
            Arrays.fill(errors, 0);
            run.parallel(batch.length, i -> errors[i] = moveUser(batch[i], rate));
            run.parallel(cuts.length - 1, part -> {
                for (Turn turn : batch) {
                    moveItems(turn, cuts[part], cuts[part + 1], rate);
                }
            });
            return Arrays.stream(errors).sum();
        }

        /** Moves a user and copies of the items rated, and leaves in the batch what items are to be moved by. */
        private double moveUser(Turn turn, float rate) {
            int user = turn.user;
            int n = turn.to - turn.from;
            long start = byUser.start(user);
            for (int i = 0; i < n; i++) {
                int at = turn.from + i;
                int item = byUser.column(start + i);
                columns[at] = item;
                values[at] = (byUser.rating(start + i) - scale.mean()) / scale.deviation();
                System.arraycopy(items.factors(), item * factors, batchItems.factors(), at * factors, factors);
                batchItems.biases()[at] = items.biases()[item];
                batchItems.shares()[at] = items.shares()[item];
            }
            Arrays.fill(weights, turn.from, turn.to, (float) (1 / Math.sqrt(n)));
            int x = turn.place * factors;
            int p = user * factors;
            Arrays.fill(sums, x, x + factors, 0);
            kernels.addChosenRows(implicit, factors, columns, weights, turn.from, n, sums, x);
            kernels.axpy(1, users.factors(), p, sums, x, factors);
            System.arraycopy(sums, x, batchUsers.factors(), x, factors);
            batchUsers.biases()[turn.place] = users.biases()[user];
            SparseBlock block =
                    new SparseBlock(new int[] {turn.place}, new int[] {turn.from, turn.to}, identity, values);
            double error = kernels.descend(
                    batchUsers, batchItems, factors, block, rate, (float) regularization, (float) biasRegularization);
            float share = users.shares()[user];
            float keep = (float) Math.pow(1 - rate * regularization * share, n);
            float keepBias = (float) Math.pow(1 - rate * biasRegularization * share, n);
            kernels.axpy(-1, sums, x, batchUsers.factors(), x, factors);
            for (int i = 0; i < factors; i++) {
                users.factors()[p + i] =
                        keep * (users.factors()[p + i] + batchUsers.factors()[x + i]);
            }
            users.biases()[user] = keepBias * batchUsers.biases()[turn.place];
            for (int at = turn.from; at < turn.to; at++) {
                kernels.axpy(-1, items.factors(), columns[at] * factors, batchItems.factors(), at * factors, factors);
                batchItems.biases()[at] -= items.biases()[columns[at]];
            }
            return error;
        }

        /** Moves the items of one part that a user rated. */
        private void moveItems(Turn turn, int firstItem, int endItem, float rate) {
            int found = Arrays.binarySearch(columns, turn.from, turn.to, firstItem);
            int x = turn.place * factors;
            float weight = weights[turn.from];
            for (int at = found < 0 ? -found - 1 : found; at < turn.to && columns[at] < endItem; at++) {
                int item = columns[at];
                int y = item * factors;
                kernels.axpy(1, batchItems.factors(), at * factors, items.factors(), y, factors);
                items.biases()[item] += batchItems.biases()[at];
                float keep = 1 - rate * (float) regularization * items.shares()[item];
                for (int i = 0; i < factors; i++) {
                    implicit[y + i] =
                            keep * implicit[y + i] + weight * batchUsers.factors()[x + i];
                }
            }
        }
    }
}
