package dev.matinee.engine.models;

import dev.matinee.engine.Run;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.recommend.FindsSimilar;
import dev.matinee.engine.recommend.FoldsIn;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.split.TrainingSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Factors of users and items; a score is their inner product. Made by {@link ImplicitAls}.
 *
 * <p>A user or visitor without positive feedback is scored with the mean of all other users' factors, which ranks items
 * about as they are popular; an item without any scores 0. Scoring one user takes factors times items multiplications,
 * folding in (history + factors / 3) factors^2 more.
 *
 * <p>Memory: 4 factors (users + items + factors) bytes.
 */
public final class ImplicitAlsModel implements Recommender, FoldsIn, FindsSimilar {
    private static final String USERS = "userFactors";
    private static final String ITEMS = "itemFactors";

    /** How many items are scored for all users of a block before the next are read: few enough for a cache. */
    private static final int ITEMS_AT_ONCE = 128;

    private final ImplicitAls settings;
    private final TrainingSet training;
    private final Provenance provenance;
    private final float[] userFactors;
    private final float[] itemFactors;
    private final int users;
    private final int items;
    private final int factors;
    private final float[] gram;
    private final float[] meanUser;
    private final float[] itemLengths;

    ImplicitAlsModel(
            ImplicitAls settings,
            TrainingSet training,
            Provenance provenance,
            float[] userFactors,
            float[] itemFactors) {
        this.settings = settings;
        this.training = training;
        this.provenance = provenance;
        this.userFactors = userFactors;
        this.itemFactors = itemFactors;
        this.factors = settings.factors();
        this.users = training.interactions().users().size();
        this.items = training.interactions().items().size();
        this.gram = settings.gram(itemFactors, Run.seeded(0).threads(1));
        this.meanUser = meanUser();
        this.itemLengths = new float[items];
        for (int item = 0; item < items; item++) {
            int at = item * factors;
            itemLengths[item] = (float) Math.sqrt(Kernels.active().dot(itemFactors, at, itemFactors, at, factors));
        }
    }

    static ImplicitAlsModel load(
            ImplicitAls settings, TrainingSet training, Provenance provenance, Map<String, Tensor> tensors) {
        float[] users =
                Tensor.floats(tensors, USERS, training.interactions().users().size(), settings.factors());
        float[] items =
                Tensor.floats(tensors, ITEMS, training.interactions().items().size(), settings.factors());
        return new ImplicitAlsModel(settings, training, provenance, users, items);
    }

    private float[] meanUser() {
        float[] mean = new float[factors];
        int known = 0;
        for (int user = 0; user < users; user++) {
            known += isKnown(user) ? 1 : 0;
        }
        for (int user = 0; user < users; user++) {
            Kernels.active().axpy(1f / Math.max(1, known), userFactors, user * factors, mean, 0, factors);
        }
        return mean;
    }

    /** Whether a user has positive feedback. */
    private boolean isKnown(int user) {
        for (int i = user * factors; i < (user + 1) * factors; i++) {
            if (userFactors[i] != 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public ImplicitAls settings() {
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
        tensors.put(USERS, Tensor.of(userFactors, users, factors));
        tensors.put(ITEMS, Tensor.of(itemFactors, items, factors));
        return Collections.unmodifiableMap(tensors);
    }

    @Override
    public void scores(int user, float[] scores) {
        scores(new int[] {user}, 0, 1, scores);
    }

    @Override
    public void scores(int[] chosen, int from, int to, float[] scores) {
        Kernels kernels = Kernels.active();
        boolean[] known = new boolean[to - from];
        for (int i = 0; i < known.length; i++) {
            known[i] = isKnown(chosen[from + i]);
        }
        for (int item = 0; item < items; item += ITEMS_AT_ONCE) {
            int count = Math.min(ITEMS_AT_ONCE, items - item);
            for (int i = 0; i < known.length; i++) {
                float[] x = known[i] ? userFactors : meanUser;
                int at = known[i] ? chosen[from + i] * factors : 0;
                kernels.dots(itemFactors, item * factors, count, factors, x, at, scores, i * items + item);
            }
        }
    }

    @Override
    public void scores(int[] history, float[] ratings, float[] scores) {
        Kernels.active().dots(itemFactors, 0, items, factors, foldIn(history, ratings), 0, scores, 0);
    }

    /** The factors of a user with this history: those that training ends with. */
    private float[] foldIn(int[] history, float[] ratings) {
        float lowest = Float.POSITIVE_INFINITY;
        for (float rating : ratings) {
            lowest = Math.min(lowest, rating);
        }
        RowFeedback feedback = new RowFeedback(settings, lowest);
        feedback.read(history, ratings);
        if (feedback.count == 0) {
            return meanUser;
        }
        float[] x = new float[factors];
        new CholeskyRows(factors).improve(itemFactors, gram, feedback, settings.pull(feedback.count, items), x, 0);
        return x;
    }

    @Override
    public void similarities(int item, float[] similarities) {
        Kernels.active().dots(itemFactors, 0, items, factors, itemFactors, item * factors, similarities, 0);
        for (int other = 0; other < items; other++) {
            float lengths = itemLengths[item] * itemLengths[other];
            similarities[other] = lengths > 0 ? similarities[other] / lengths : 0;
        }
    }
}
