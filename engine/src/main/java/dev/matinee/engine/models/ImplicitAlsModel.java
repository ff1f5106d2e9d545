package dev.matinee.engine.models;

import dev.matinee.engine.Lazy;
import dev.matinee.engine.Run;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.recommend.Explains;
import dev.matinee.engine.recommend.FindsBest;
import dev.matinee.engine.recommend.FindsSimilar;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.recommend.TopItems;
import dev.matinee.engine.split.TrainingSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * Factors of users and items; a score is their inner product. Made by {@link ImplicitAls}.
 *
 * <p>A user or visitor without positive feedback is scored with the mean of all other users' factors, which ranks items
 * about as they are popular; an item without any scores 0. Scoring one user takes factors times items multiplications,
 * finding the best items for one a part of that, folding in (history + factors / 3) factors^2 more.
 *
 * <p>Memory: 4 factors (users + 3 items + factors) bytes.
 */
public final class ImplicitAlsModel implements FindsBest, Explains, FindsSimilar {
    private static final String USERS = "userFactors";
    private static final String ITEMS = "itemFactors";

    private final ImplicitAls settings;
    private final TrainingSet training;
    private final Provenance provenance;
    private final float[] userFactors;
    private final float[] itemFactors;
    private final int users;
    private final int items;
    private final int factors;
    private final Lazy<float[]> gram;
    private final float[] meanUser;
    private final float[] itemLengths;

    /** The item factors, one factor of all items after the other, as products want them. */
    private final Lazy<float[]> itemColumns;

    private final LongestFirst search;

    ImplicitAlsModel(
            ImplicitAls settings,
            TrainingSet training,
            Provenance provenance,
            float[] userFactors,
            float[] itemFactors) {
        this(
                settings,
                training,
                provenance,
                userFactors,
                itemFactors,
                () -> settings.gram(itemFactors, Run.seeded(0).threads(1)));
    }

    /**
     * The same with a Gram matrix of items of another kind.
     *
     * @param gram makes it, with the weight of cells without feedback, when it is first needed
     */
    ImplicitAlsModel(
            ImplicitAls settings,
            TrainingSet training,
            Provenance provenance,
            float[] userFactors,
            float[] itemFactors,
            Supplier<float[]> gram) {
        this.settings = settings;
        this.training = training;
        this.provenance = provenance;
        this.userFactors = userFactors;
        this.itemFactors = itemFactors;
        this.factors = settings.factors();
        this.users = training.interactions().users().size();
        this.items = training.interactions().items().size();
        // Reading a model is to take little: who only asks for the lists of known users needs neither of these.
        this.gram = Lazy.of(gram);
        this.itemColumns = Lazy.of(this::itemColumns);
        this.meanUser = meanUser();
        this.itemLengths = new float[items];
        for (int item = 0; item < items; item++) {
            double squares = 0;
            for (int i = item * factors; i < (item + 1) * factors; i++) {
                squares += itemFactors[i] * itemFactors[i];
            }
            itemLengths[item] = (float) Math.sqrt(squares);
        }
        this.search = new LongestFirst(itemFactors, itemLengths, factors);
    }

    private float[] itemColumns() {
        float[] columns = new float[itemFactors.length];
        for (int item = 0; item < items; item++) {
            putColumn(itemFactors, item * factors, columns, item, items);
        }
        return columns;
    }

    static ImplicitAlsModel load(
            ImplicitAls settings, TrainingSet training, Provenance provenance, Map<String, Tensor> tensors) {
        return new ImplicitAlsModel(
                settings, training, provenance, users(settings, training, tensors), items(settings, training, tensors));
    }

    /** The saved factors of users. */
    static float[] users(ImplicitAls settings, TrainingSet training, Map<String, Tensor> tensors) {
        return Tensor.floats(tensors, USERS, training.interactions().users().size(), settings.factors());
    }

    /** The saved factors of items. */
    static float[] items(ImplicitAls settings, TrainingSet training, Map<String, Tensor> tensors) {
        return Tensor.floats(tensors, ITEMS, training.interactions().items().size(), settings.factors());
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
        int count = to - from;
        float[] block = new float[factors * count];
        for (int i = 0; i < count; i++) {
            boolean known = isKnown(chosen[from + i]);
            putColumn(known ? userFactors : meanUser, known ? chosen[from + i] * factors : 0, block, i, count);
        }
        multiply(block, count, scores);
    }

    @Override
    public void scores(int[] history, float[] ratings, float[] scores) {
        multiply(foldIn(history, ratings), 1, scores);
    }

    @Override
    public void best(int user, IntPredicate allowed, TopItems best) {
        search.best(
                isKnown(user) ? Arrays.copyOfRange(userFactors, user * factors, (user + 1) * factors) : meanUser,
                allowed,
                best);
    }

    @Override
    public void best(int[] history, float[] ratings, IntPredicate allowed, TopItems best) {
        search.best(foldIn(history, ratings), allowed, best);
    }

    private void putColumn(float[] x, int at, float[] block, int column, int width) {
        for (int d = 0; d < factors; d++) {
            block[d * width + column] = x[at + d];
        }
    }

    /** Scores all items for users whose factors are the columns of a block, one row of scores a user. */
    private void multiply(float[] block, int count, float[] scores) {
        Arrays.fill(scores, 0, count * items, 0);
        Kernels.active()
                .addProduct(1, block, 0, count, count, itemColumns.get(), 0, items, items, factors, scores, 0, items);
    }

    /** The factors of a user with this history: those that training ends with. */
    private float[] foldIn(int[] history, float[] ratings) {
        RowFeedback feedback = feedback(history, ratings);
        if (feedback.count == 0) {
            return meanUser;
        }
        float[] x = new float[factors];
        new CholeskyRows(factors)
                .improve(itemFactors, gram.get(), feedback, settings.pull(feedback.count, items), x, 0);
        return x;
    }

    private RowFeedback feedback(int[] history, float[] ratings) {
        float lowest = Float.POSITIVE_INFINITY;
        for (float rating : ratings) {
            lowest = Math.min(lowest, rating);
        }
        RowFeedback feedback = new RowFeedback(settings, lowest);
        feedback.read(history, ratings);
        return feedback;
    }

    /**
     * With A the matrix that a history's factors solve, the score of item i is the sum over the history of {@code c_j y_i' A^-1 y_j} (Hu,
     * Koren, Volinsky 2008, equation 7).
     */
    @Override
    public void contributions(int[] history, float[] ratings, int item, float[] contributions) {
        Arrays.fill(contributions, 0, history.length, 0);
        RowFeedback feedback = feedback(history, ratings);
        if (feedback.count == 0) {
            return;
        }
        float[] turned = Arrays.copyOfRange(itemFactors, item * factors, (item + 1) * factors);
        new CholeskyRows(factors)
                .solve(itemFactors, gram.get(), feedback, settings.pull(feedback.count, items), turned);
        int at = 0;
        for (int i = 0; i < history.length && at < feedback.count; i++) {
            if (feedback.columns[at] == history[i]) {
                contributions[i] = feedback.targets[at++]
                        * Kernels.active().dot(turned, 0, itemFactors, history[i] * factors, factors);
            }
        }
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
