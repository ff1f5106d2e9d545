package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.decompose.TermEmbedding;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.matrix.DataSize;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.FindsSimilar;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.Setting;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.split.TrainingSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Content-regularised factorisation: {@link ImplicitAls} whose item factors are pulled not towards 0 but towards what the item is about.
 * With e_i the point of an item in a {@link TermEmbedding} and a 1 behind it, and P a linear map from points to factors, training lowers
 *
 * <pre>
 * sum_S c (1 - x_u.y_i)^2 + unobservedWeight sum_all (x_u.y_i)^2
 *   + regularization (sum_u pull_u |x_u|^2 + sum_i pull_i |y_i - P e_i|^2)
 * </pre>
 *
 * with pull as in {@link ImplicitAls}, by improving items, map and users in turn (in the spirit of Gantner, Drumond, Freudenthaler,
 * Rendle, Schmidt-Thieme 2010, "Learning attribute-to-feature mappings for cold-start recommendations"). P is fitted to the items with
 * ratings, each counting by their number to the power of {@code newItems}: above 0 an item of which nothing is known is taken for one
 * that will be rated often.
 *
 * <p>In that loss a single rating stands against all users who have not rated the item, and they win: an item would be recommended
 * without ratings and no more with its first. Therefore, in the end, an item with n ratings is moved to {@code s y_i + (1 - s) P e_i} with
 * {@code s = n / (n + halfSupport)}, and users are solved once more, where cells without feedback count s as well: an item with many
 * ratings is what its ratings say, one without any is P e_i, and each rating moves it from the one to the other.
 *
 * <p>Where nothing is known of what items are about, all are pulled towards a common mean, and those with ratings stay what these say.
 *
 * <p>Memory: {@code 4 factors (users + 2 items) + 4 dimensions items} bytes, and what the embedding takes while it is made. Time: linear
 * in ratings times iterations, times {@code factors^2}; and {@code factors^3} an item and iteration.
 *
 * @param factors the number of factors
 * @param iterations how often items, map and users are improved
 * @param regularization the pull of items towards what they are about, and of users towards 0
 * @param unobservedWeight the weight of cells without feedback
 * @param frequencyScaling how the pull grows with a row's cells
 * @param positive the lowest rating that is positive feedback
 * @param confidence how much more a cell counts a unit of its rating
 * @param dimensions how many topics items are told by
 * @param newItems to which power the number of ratings counts when the map is learned
 * @param halfSupport at how many ratings an item is told half by them and half by what it is about
 */
public record Hybrid(
        @Setting(
                value = "factors of a user and an item",
                min = 1,
                max = 1024,
                search = {16, 256},
                logarithmic = true)
        int factors,

        @Setting(
                value = "how often items, map and users are improved",
                min = 1,
                max = 10_000,
                search = {5, 20})
        int iterations,

        @Setting(
                value = "pull of items towards what they are about, and of users towards 0",
                min = 1e-6,
                max = 1e6,
                search = {1, 30},
                logarithmic = true)
        double regularization,

        @Setting(
                value = "weight of a cell without feedback; one with feedback has 1",
                min = 0,
                max = 1e6,
                search = {0.1, 3},
                logarithmic = true)
        double unobservedWeight,

        @Setting(value = "how the pull grows with a row's cells: 0 not at all, 1 in proportion", min = 0, max = 2)
        double frequencyScaling,

        @Setting(value = "lowest rating that is positive feedback", min = -1e6, max = 1e6)
        double positive,

        @Setting(
                value = "additional weight of a cell a unit of its rating",
                min = 0,
                max = 1e6,
                search = {0, 5})
        double confidence,

        @Setting(
                value = "topics that items are told by",
                min = 1,
                max = 1024,
                search = {32, 256},
                logarithmic = true)
        int dimensions,

        @Setting(
                value = "how much often rated items count more when new ones are judged: 0 not at all, 1 in proportion",
                min = 0,
                max = 2,
                search = {0, 1})
        double newItems,

        @Setting(
                value = "at how many ratings an item is told half by them and half by what it is about",
                min = 0,
                max = 1e6,
                search = {1, 100},
                logarithmic = true)
        double halfSupport)
        implements Settings<Hybrid.Trained> {
    /** The family of models these settings train. */
    public static final ModelFamily<Trained, Hybrid> FAMILY = new ModelFamily<>("hybrid", defaults(), Trained::load);

    /** Checks the ranges. */
    public Hybrid {
        SettingsSchema.check(
                Hybrid.class,
                factors,
                iterations,
                regularization,
                unobservedWeight,
                frequencyScaling,
                positive,
                confidence,
                dimensions,
                newItems,
                halfSupport);
    }

    /**
     * As {@link ImplicitAls#defaults}, in 10 iterations and with 64 topics; {@code halfSupport} was chosen on a validation part of
     * MovieLens small with texts: see docs/decisions.
     */
    public static Hybrid defaults() {
        return new Hybrid(64, 10, 6, 1.2, 0.25, 0, 1, 64, 0.5, 15);
    }

    /** The same with this many factors. */
    public Hybrid factors(int factors) {
        return new Hybrid(
                factors,
                iterations,
                regularization,
                unobservedWeight,
                frequencyScaling,
                positive,
                confidence,
                dimensions,
                newItems,
                halfSupport);
    }

    /** The same with this many iterations. */
    public Hybrid iterations(int iterations) {
        return new Hybrid(
                factors,
                iterations,
                regularization,
                unobservedWeight,
                frequencyScaling,
                positive,
                confidence,
                dimensions,
                newItems,
                halfSupport);
    }

    /** The same with another pull. */
    public Hybrid regularization(double regularization) {
        return new Hybrid(
                factors,
                iterations,
                regularization,
                unobservedWeight,
                frequencyScaling,
                positive,
                confidence,
                dimensions,
                newItems,
                halfSupport);
    }

    /** The same with another weight of cells without feedback. */
    public Hybrid unobservedWeight(double unobservedWeight) {
        return new Hybrid(
                factors,
                iterations,
                regularization,
                unobservedWeight,
                frequencyScaling,
                positive,
                confidence,
                dimensions,
                newItems,
                halfSupport);
    }

    /** The same with this many topics. */
    public Hybrid dimensions(int dimensions) {
        return new Hybrid(
                factors,
                iterations,
                regularization,
                unobservedWeight,
                frequencyScaling,
                positive,
                confidence,
                dimensions,
                newItems,
                halfSupport);
    }

    /** The same with another power of the number of ratings. */
    public Hybrid newItems(double newItems) {
        return new Hybrid(
                factors,
                iterations,
                regularization,
                unobservedWeight,
                frequencyScaling,
                positive,
                confidence,
                dimensions,
                newItems,
                halfSupport);
    }

    /** The same where an item is told half by its ratings at another number of them. */
    public Hybrid halfSupport(double halfSupport) {
        return new Hybrid(
                factors,
                iterations,
                regularization,
                unobservedWeight,
                frequencyScaling,
                positive,
                confidence,
                dimensions,
                newItems,
                halfSupport);
    }

    @Override
    public String model() {
        return FAMILY.name();
    }

    /** The same in the words of the model whose halves are used. */
    private ImplicitAls halves() {
        return new ImplicitAls(
                factors,
                iterations,
                regularization,
                unobservedWeight,
                frequencyScaling,
                ImplicitAls.Objective.RENDLE,
                positive,
                confidence,
                ImplicitAls.Solver.CHOLESKY);
    }

    @Override
    public OptionalLong trainingBytes(DataSize size, int threads) {
        return OptionalLong.of(4L * factors * (size.users() + 3L * size.allItems())
                + 160L * dimensions * size.allItems()
                + 256L * factors * factors);
    }

    @Override
    public Trained train(TrainingSet training, Run run) {
        Interactions ratings = training.interactions();
        ImplicitAls halves = halves();
        AlsSide users = GivenItems.users(halves, ratings, run);
        AlsSide items = new AlsSide(
                halves,
                ratings.byItem(),
                ratings.users().size(),
                ratings.lowestRating(),
                new float[Math.multiplyExact(ratings.items().size(), factors)],
                run);
        ContentMap map = ContentMap.of(ratings, dimensions, run);
        ItemShares shares = ItemShares.of(ratings, halfSupport);
        users.scatter(run);
        float[] towards = new float[items.factors().length];
        try (Progress.Task task = run.progress().start("training " + model(), iterations, "iterations")) {
            for (int iteration = 1; iteration <= iterations; iteration++) {
                GivenItems.solveItems(halves, items, users.factors(), towards, run);
                map.fit(items.factors(), factors, item ->
                        (float) Math.pow(ratings.byItem().count(item), newItems));
                map.apply(factors, towards);
                if (iteration < iterations) {
                    map.copyUnlearned(factors, towards, items.factors());
                    GivenItems.solveUsers(halves, users, items.factors(), halves.gram(items.factors(), run), run);
                }
                task.advance(1);
            }
        }
        shares.blend(items.factors(), towards, factors);
        GivenItems.solveUsers(halves, users, items.factors(), shares.gram(halves, items.factors(), run), run);
        for (float value : users.factors()) {
            if (!Float.isFinite(value)) {
                throw MatineeException.badData(
                        "training came to factors that are no numbers with regularization " + regularization,
                        "raise the setting regularization");
            }
        }
        Provenance provenance = Provenance.of(training, run, Kernels.active().name());
        if (!ratings.terms().isEmpty()) {
            provenance = provenance.features(ratings.terms().hash());
        }
        return new Trained(this, model(training, provenance, users.factors(), items.factors(), shares), shares);
    }

    private ImplicitAlsModel model(
            TrainingSet training, Provenance provenance, float[] userFactors, float[] itemFactors, ItemShares shares) {
        ImplicitAls halves = halves();
        return new ImplicitAlsModel(
                halves,
                training,
                provenance,
                userFactors,
                itemFactors,
                () -> shares.gram(halves, itemFactors, Run.seeded(0).threads(1)));
    }

    /** Factors of users and items. A user or visitor without positive feedback has the mean of all users' factors. */
    public static final class Trained extends FactorsOfContent implements FindsSimilar {
        private static final String SHARES = "itemShares";

        private final Hybrid settings;
        private final ItemShares shares;

        private Trained(Hybrid settings, ImplicitAlsModel factors, ItemShares shares) {
            super(factors);
            this.settings = settings;
            this.shares = shares;
        }

        private static Trained load(
                Hybrid settings, TrainingSet training, Provenance provenance, Map<String, Tensor> tensors) {
            ImplicitAls halves = settings.halves();
            float[] users = ImplicitAlsModel.users(halves, training, tensors);
            float[] items = ImplicitAlsModel.items(halves, training, tensors);
            Interactions ratings = training.interactions();
            // Models were saved before shares were kept with them.
            ItemShares shares = tensors.containsKey(SHARES)
                    ? ItemShares.of(
                            Tensor.floats(tensors, SHARES, ratings.items().size()))
                    : ItemShares.of(ratings, settings.halfSupport());
            return new Trained(settings, settings.model(training, provenance, users, items, shares), shares);
        }

        @Override
        public Map<String, Tensor> tensors() {
            Map<String, Tensor> all = new LinkedHashMap<>(super.tensors());
            all.put(SHARES, Tensor.of(shares.values(), shares.values().length));
            return all;
        }

        @Override
        public Hybrid settings() {
            return settings;
        }

        @Override
        public void similarities(int item, float[] similarities) {
            factors().similarities(item, similarities);
        }
    }
}
