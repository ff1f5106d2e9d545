package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.decompose.CellValues;
import dev.matinee.engine.decompose.SingularVectors;
import dev.matinee.engine.decompose.TruncatedSvd;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.matrix.DataSize;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.FindsSimilar;
import dev.matinee.engine.recommend.FoldsIn;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Setting;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.split.TrainingSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Scores items by projecting a user's feedback r onto the strongest directions V of everybody's (PureSVD: Cremonesi, Koren,
 * Turrin 2010, equation 9): the scores are {@code r V V'}. Cells without feedback count 0, those with feedback 1 + confidence
 * * rating.
 *
 * <p>Time: {@code iterations + 1} passes over the ratings, each of {@code 4 ratings factors} operations, and {@code 4 items
 * factors^2} an iteration. Memory: 4 items factors bytes for the model, at most 64 times as much or 256 MiB, whichever is
 * less, while training. Users take none: what is known of them are the training ratings.
 *
 * @param factors how many directions are kept
 * @param iterations how often they are improved
 * @param positive the lowest rating that is positive feedback
 * @param confidence how much more a cell counts a unit of its rating
 */
public record PureSvd(
        @Setting(
                value = "directions that are kept",
                min = 1,
                max = 2048,
                search = {8, 128},
                logarithmic = true)
        int factors,

        @Setting(value = "how often the directions are improved", min = 1, max = 1000)
        int iterations,

        @Setting(value = "lowest rating that is positive feedback", min = -1e6, max = 1e6)
        double positive,

        @Setting(
                value = "additional weight of a cell a unit of its rating",
                min = 0,
                max = 1e6,
                search = {0, 20})
        double confidence)
        implements Settings<PureSvd.Trained> {
    /** The family of models these settings train. */
    public static final ModelFamily<Trained, PureSvd> FAMILY = new ModelFamily<>("pure-svd", defaults(), Trained::load);

    private static final int OVERSAMPLING = 10;

    /** Checks the ranges. */
    public PureSvd {
        SettingsSchema.check(PureSvd.class, factors, iterations, positive, confidence);
    }

    /** 32 factors, every rating positive feedback, the more the higher. */
    public static PureSvd defaults() {
        return new PureSvd(32, 5, 0, 10);
    }

    /** The same with this many directions. */
    public PureSvd factors(int factors) {
        return new PureSvd(factors, iterations, positive, confidence);
    }

    /** The same with this many iterations. */
    public PureSvd iterations(int iterations) {
        return new PureSvd(factors, iterations, positive, confidence);
    }

    /** The same where only ratings of this and more are feedback. */
    public PureSvd positive(double positive) {
        return new PureSvd(factors, iterations, positive, confidence);
    }

    /** The same with another weight a unit of rating. */
    public PureSvd confidence(double confidence) {
        return new PureSvd(factors, iterations, positive, confidence);
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
        long model = 4L * size.allItems() * factors;
        return OptionalLong.of(model + Math.min(64 * model, 256L << 20));
    }

    @Override
    public Trained train(TrainingSet training, Run run) {
        Interactions ratings = training.interactions();
        if (confidence * Math.max(positive, ratings.lowestRating()) <= -1) {
            throw MatineeException.badData(
                    "a confidence of " + confidence + " would give the rating " + ratings.lowestRating()
                            + " no positive weight",
                    "lower the setting confidence or raise the setting positive");
        }
        Feedback feedback = feedback();
        CellValues values = (rows, user, into) -> {
            long start = rows.start(user);
            int count = rows.count(user);
            for (int i = 0; i < count; i++) {
                into[i] = feedback.cell(rows.rating(start + i));
            }
        };
        SingularVectors directions =
                new TruncatedSvd(factors, OVERSAMPLING, iterations, values).decompose(ratings, run);
        if (directions.singularValues()[0] == 0) {
            throw feedback.none(ratings);
        }
        float[] singular = new float[factors];
        for (int f = 0; f < factors; f++) {
            singular[f] = (float) directions.singularValues()[f];
        }
        Provenance provenance = Provenance.of(training, run, Kernels.active().name());
        return new Trained(this, training, provenance, directions.itemVectors(), singular);
    }

    /**
     * Directions in the space of items. A user or visitor without positive feedback is scored as if all items had the
     * same feedback, which ranks them about as they are popular.
     *
     * <p>Scoring one user takes (items + history) factors multiplications. Memory: 4 items factors bytes.
     */
    public static final class Trained implements Recommender, FoldsIn, FindsSimilar {
        private static final String VECTORS = "itemFactors";
        private static final String SINGULAR = "singularValues";

        /** How many items are scored for all users of a block before the next are read: few enough for a cache. */
        private static final int ITEMS_AT_ONCE = 128;

        private final PureSvd settings;
        private final TrainingSet training;
        private final Provenance provenance;
        private final float[] vectors;
        private final float[] singular;
        private final int items;
        private final int factors;
        private final float[] stranger;

        private Trained(
                PureSvd settings, TrainingSet training, Provenance provenance, float[] vectors, float[] singular) {
            this.settings = settings;
            this.training = training;
            this.provenance = provenance;
            this.vectors = vectors;
            this.singular = singular;
            this.items = training.interactions().items().size();
            this.factors = settings.factors;
            this.stranger = new float[factors];
            for (int item = 0; item < items; item++) {
                Kernels.active().axpy(1, vectors, item * factors, stranger, 0, factors);
            }
        }

        private static Trained load(
                PureSvd settings, TrainingSet training, Provenance provenance, Map<String, Tensor> tensors) {
            int items = training.interactions().items().size();
            return new Trained(
                    settings,
                    training,
                    provenance,
                    Tensor.floats(tensors, VECTORS, items, settings.factors),
                    Tensor.floats(tensors, SINGULAR, settings.factors));
        }

        @Override
        public PureSvd settings() {
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
            tensors.put(VECTORS, Tensor.of(vectors, items, factors));
            tensors.put(SINGULAR, Tensor.of(singular, factors));
            return Collections.unmodifiableMap(tensors);
        }

        @Override
        public void scores(int user, float[] scores) {
            scores(new int[] {user}, 0, 1, scores);
        }

        @Override
        public void scores(int[] users, int from, int to, float[] scores) {
            Rows ratings = training.interactions().byUser();
            float[][] projected = new float[to - from][];
            for (int i = 0; i < projected.length; i++) {
                int user = users[from + i];
                float[] row = new float[ratings.count(user)];
                for (int j = 0; j < row.length; j++) {
                    row[j] = ratings.rating(ratings.start(user) + j);
                }
                projected[i] = project(ratings.columns(user), row);
            }
            for (int item = 0; item < items; item += ITEMS_AT_ONCE) {
                int count = Math.min(ITEMS_AT_ONCE, items - item);
                for (int i = 0; i < projected.length; i++) {
                    Kernels.active()
                            .dots(vectors, item * factors, count, factors, projected[i], 0, scores, i * items + item);
                }
            }
        }

        @Override
        public void scores(int[] history, float[] ratings, float[] scores) {
            Kernels.active().dots(vectors, 0, items, factors, project(history, ratings), 0, scores, 0);
        }

        /** A user's feedback along the directions. */
        private float[] project(int[] history, float[] ratings) {
            Feedback feedback = settings.feedback();
            float[] weights = new float[history.length];
            boolean known = false;
            for (int i = 0; i < weights.length; i++) {
                weights[i] = feedback.cell(ratings[i]);
                known |= weights[i] != 0;
            }
            if (!known) {
                return stranger;
            }
            float[] projected = new float[factors];
            Kernels.active().addChosenRows(vectors, factors, history, weights, 0, weights.length, projected, 0);
            return projected;
        }

        /** Cosines of the items' columns of the matrix after projection. */
        @Override
        public void similarities(int item, float[] similarities) {
            float[] weighted = new float[factors];
            for (int f = 0; f < factors; f++) {
                weighted[f] = vectors[item * factors + f] * singular[f] * singular[f];
            }
            Kernels.active().dots(vectors, 0, items, factors, weighted, 0, similarities, 0);
            double length = length(item);
            for (int other = 0; other < items; other++) {
                double lengths = length * length(other);
                similarities[other] = lengths > 0 ? (float) (similarities[other] / lengths) : 0;
            }
        }

        private double length(int item) {
            double square = 0;
            for (int f = 0; f < factors; f++) {
                double value = (double) vectors[item * factors + f] * singular[f];
                square += value * value;
            }
            return Math.sqrt(square);
        }
    }
}
