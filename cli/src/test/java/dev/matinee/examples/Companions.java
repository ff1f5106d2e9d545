package dev.matinee.examples;

import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.FoldsIn;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Setting;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.split.TrainingSet;
import java.util.Arrays;
import java.util.Map;

/**
 * "Who rated this also rated": the score of an item is the sum, over the items of a user, of the share of their raters who rated it
 * too.
 *
 * <p>Memory: 4 × items² bytes. Time: the square of each user's number of ratings.
 *
 * @param damping how many raters without a taste are added to those of each item
 */
public record Companions(
        @Setting(value = "raters without a taste added to those of each item", min = 0, max = 1e6)
        double damping) implements Settings<Companions.Trained> {
    /** The family of models these settings train. */
    public static final ModelFamily<Trained, Companions> FAMILY =
            new ModelFamily<>("companions", defaults(), Trained::load);

    /** Checks the range. */
    public Companions {
        SettingsSchema.check(Companions.class, damping);
    }

    /** Ten raters without a taste. */
    public static Companions defaults() {
        return new Companions(10);
    }

    @Override
    public String model() {
        return FAMILY.name();
    }

    @Override
    public Trained train(TrainingSet training, Run run) {
        Rows byUser = training.interactions().byUser();
        Rows byItem = training.interactions().byItem();
        int items = byItem.rows();
        float[] shares = new float[items * items];
        run.checkCancelled();
        run.parallel(items, item -> {
            for (long position = byItem.start(item); position < byItem.end(item); position++) {
                for (int other : byUser.columns(byItem.column(position))) {
                    shares[item * items + other]++;
                }
            }
            for (int other = 0; other < items; other++) {
                shares[item * items + other] /= (float) (byItem.count(item) + damping + 1);
            }
        });
        return new Trained(this, training, Provenance.of(training, run, "none"), shares);
    }

    /** For each pair of items the share of the first one's raters who rated the second. */
    public static final class Trained implements Recommender, FoldsIn {
        private static final String SHARES = "shares";

        private final Companions settings;
        private final TrainingSet training;
        private final Provenance provenance;
        private final float[] shares;

        private Trained(Companions settings, TrainingSet training, Provenance provenance, float[] shares) {
            this.settings = settings;
            this.training = training;
            this.provenance = provenance;
            this.shares = shares;
        }

        private static Trained load(
                Companions settings, TrainingSet training, Provenance provenance, Map<String, Tensor> tensors) {
            int items = training.interactions().items().size();
            return new Trained(settings, training, provenance, Tensor.floats(tensors, SHARES, items, items));
        }

        @Override
        public Companions settings() {
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
            int items = items().size();
            return Map.of(SHARES, Tensor.of(shares, items, items));
        }

        @Override
        public void scores(int user, float[] scores) {
            sum(training.interactions().byUser().columns(user), scores);
        }

        @Override
        public void scores(int[] items, float[] ratings, float[] scores) {
            sum(items, scores);
        }

        private void sum(int[] history, float[] scores) {
            int items = items().size();
            Arrays.fill(scores, 0, items, 0);
            for (int item : history) {
                for (int other = 0; other < items; other++) {
                    scores[other] += shares[item * items + other];
                }
            }
        }
    }
}
