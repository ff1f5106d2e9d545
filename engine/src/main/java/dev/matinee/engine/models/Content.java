package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.decompose.TermEmbedding;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.matrix.DataSize;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.Setting;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.split.TrainingSet;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Recommends what is about the same as what a user liked, whether others have rated it or not. Items are the points of a {@link
 * TermEmbedding}, which ratings do not change; a user's taste x solves, over the items i with feedback of weight c and the points y,
 *
 * <pre>
 * sum_S c (1 - x.y_i)^2 + unobservedWeight sum_all (x.y_i)^2 + regularization |x|^2
 * </pre>
 *
 * which is the users' half of {@link ImplicitAls}. How popular an item is does not count.
 *
 * <p>Memory: {@code 4 dimensions (users + items)} bytes, and what the embedding takes while it is made. Time: linear in ratings, times
 * {@code dimensions^2}.
 *
 * @param dimensions how many topics items are told by
 * @param regularization the pull of tastes towards 0
 * @param unobservedWeight what an item without feedback counts; one with feedback has 1 and more
 * @param positive the lowest rating that is positive feedback
 * @param confidence how much more an item with feedback counts a unit of its rating
 */
public record Content(
        @Setting(
                value = "topics that items are told by",
                min = 1,
                max = 2048,
                search = {32, 256},
                logarithmic = true)
        int dimensions,

        @Setting(
                value = "pull of tastes towards 0",
                min = 1e-6,
                max = 1e6,
                search = {0.1, 100},
                logarithmic = true)
        double regularization,

        @Setting(
                value = "weight of an item without feedback; one with feedback has 1",
                min = 0,
                max = 1e6,
                search = {0.001, 1},
                logarithmic = true)
        double unobservedWeight,

        @Setting(value = "lowest rating that is positive feedback", min = -1e6, max = 1e6)
        double positive,

        @Setting(
                value = "additional weight of a cell a unit of its rating",
                min = 0,
                max = 1e6,
                search = {0, 5})
        double confidence)
        implements Settings<Content.Trained> {
    /** The family of models these settings train. */
    public static final ModelFamily<Trained, Content> FAMILY = new ModelFamily<>("content", defaults(), Trained::load);

    /** Checks the ranges. */
    public Content {
        SettingsSchema.check(Content.class, dimensions, regularization, unobservedWeight, positive, confidence);
    }

    /** 128 topics, as similar movies are found by; none of the settings is tuned. */
    public static Content defaults() {
        return new Content(128, 10, 0.1, 0, 1);
    }

    /** The same with this many topics. */
    public Content dimensions(int dimensions) {
        return new Content(dimensions, regularization, unobservedWeight, positive, confidence);
    }

    /** The same with another pull towards 0. */
    public Content regularization(double regularization) {
        return new Content(dimensions, regularization, unobservedWeight, positive, confidence);
    }

    /** The same with another weight of items without feedback. */
    public Content unobservedWeight(double unobservedWeight) {
        return new Content(dimensions, regularization, unobservedWeight, positive, confidence);
    }

    @Override
    public String model() {
        return FAMILY.name();
    }

    /** The same for an embedding of this many dimensions, in the words of the model whose half is used. */
    private ImplicitAls half(int width) {
        return new ImplicitAls(
                width,
                1,
                regularization,
                unobservedWeight,
                0,
                ImplicitAls.Objective.RENDLE,
                positive,
                confidence,
                ImplicitAls.Solver.CHOLESKY);
    }

    @Override
    public OptionalLong trainingBytes(DataSize size, int threads) {
        return OptionalLong.of(4L * dimensions * (size.users() + 40L * size.allItems()));
    }

    /**
     * Trains.
     *
     * @throws MatineeException {@code BAD_DATA} where nothing is known of what the items are about, or there is no positive feedback
     */
    @Override
    public Trained train(TrainingSet training, Run run) {
        Interactions ratings = training.interactions();
        if (ratings.terms().isEmpty()) {
            throw MatineeException.badData(
                    "nothing is known of what the " + ratings.items().size() + " items are about",
                    "take in genres, tags or texts, or train another model");
        }
        TermEmbedding embedding = TermEmbedding.of(ratings.terms(), dimensions, run);
        ImplicitAls half = half(embedding.dimensions());
        AlsSide users = GivenItems.users(half, ratings, run);
        GivenItems.solveUsers(half, users, embedding.points(), half.gram(embedding.points(), run), run);
        Provenance provenance = Provenance.of(training, run, Kernels.active().name())
                .features(ratings.terms().hash());
        return new Trained(this, new ImplicitAlsModel(half, training, provenance, users.factors(), embedding.points()));
    }

    /** Tastes of users and points of items. A user or visitor without positive feedback has the mean of all tastes. */
    public static final class Trained extends FactorsOfContent {
        private final Content settings;

        private Trained(Content settings, ImplicitAlsModel factors) {
            super(factors);
            this.settings = settings;
        }

        private static Trained load(
                Content settings, TrainingSet training, Provenance provenance, Map<String, Tensor> tensors) {
            Tensor items = tensors.get("itemFactors");
            int width = items == null || items.shape().length != 2 ? settings.dimensions : (int) items.shape()[1];
            return new Trained(settings, ImplicitAlsModel.load(settings.half(width), training, provenance, tensors));
        }

        @Override
        public Content settings() {
            return settings;
        }
    }
}
