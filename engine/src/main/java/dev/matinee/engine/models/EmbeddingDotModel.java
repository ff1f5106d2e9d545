package dev.matinee.engine.models;

import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.FindsSimilar;
import dev.matinee.engine.recommend.Network;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.split.TrainingSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Embeddings of users and items, and how they were learned. Made by {@link EmbeddingDot}. Lists are ordered by the predicted
 * rating, not kept within the scale; items are alike by the cosine of their embeddings.
 *
 * <p>Memory: 4 bytes a number.
 */
public final class EmbeddingDotModel implements Recommender, RatingPredictor, FindsSimilar, Network {
    private static final String USERS = "userFactors";
    private static final String ITEMS = "itemFactors";
    private static final String USER_BIASES = "userBiases";
    private static final String ITEM_BIASES = "itemBiases";
    private static final String OFFSET = "offset";
    private static final String LOSSES = "losses";
    private static final String BEST = "bestEpoch";

    private final EmbeddingDot settings;
    private final TrainingSet training;
    private final Provenance provenance;
    private final Weights weights;
    private final List<Epoch> epochs;
    private final int bestEpoch;
    private final float lowest;
    private final float highest;

    /**
     * What the network consists of; the last row of each table is for users or items of whom nothing was learned.
     *
     * @param users rows of embeddings of users
     * @param items rows of embeddings of items
     * @param userBiases one number a row of users, or none
     * @param itemBiases one number a row of items, or none
     * @param offset what is added to every rating
     */
    record Weights(float[] users, float[] items, float[] userBiases, float[] itemBiases, float offset) {}

    EmbeddingDotModel(
            EmbeddingDot settings,
            TrainingSet training,
            Provenance provenance,
            Weights weights,
            List<Epoch> epochs,
            int bestEpoch) {
        this.settings = settings;
        this.training = training;
        this.provenance = provenance;
        this.weights = weights;
        this.epochs = List.copyOf(epochs);
        this.bestEpoch = bestEpoch;
        this.lowest = training.interactions().lowestRating();
        this.highest = training.interactions().highestRating();
    }

    static EmbeddingDotModel load(
            EmbeddingDot settings, TrainingSet training, Provenance provenance, Map<String, Tensor> tensors) {
        Interactions ratings = training.interactions();
        int users = ratings.users().size() + 1;
        int items = ratings.items().size() + 1;
        Weights weights = new Weights(
                Tensor.floats(tensors, USERS, users, settings.factors()),
                Tensor.floats(tensors, ITEMS, items, settings.factors()),
                settings.biases() ? Tensor.floats(tensors, USER_BIASES, users) : new float[0],
                settings.biases() ? Tensor.floats(tensors, ITEM_BIASES, items) : new float[0],
                Tensor.floats(tensors, OFFSET, 1)[0]);
        Tensor losses = tensors.getOrDefault(LOSSES, Tensor.of(new float[0], 0));
        float[] pairs = Tensor.floats(tensors, LOSSES, losses.shape()[0], 2);
        List<Epoch> epochs = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            epochs.add(new Epoch(i / 2 + 1, pairs[i], pairs[i + 1]));
        }
        return new EmbeddingDotModel(settings, training, provenance, weights, epochs, Tensor.ints(tensors, BEST, 1)[0]);
    }

    @Override
    public EmbeddingDot settings() {
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
        int factors = settings.factors();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(USERS, Tensor.of(weights.users(), weights.users().length / factors, factors));
        tensors.put(ITEMS, Tensor.of(weights.items(), weights.items().length / factors, factors));
        if (settings.biases()) {
            tensors.put(USER_BIASES, Tensor.of(weights.userBiases(), weights.userBiases().length));
            tensors.put(ITEM_BIASES, Tensor.of(weights.itemBiases(), weights.itemBiases().length));
        }
        tensors.put(OFFSET, Tensor.of(new float[] {weights.offset()}, 1));
        float[] losses = new float[2 * epochs.size()];
        for (int i = 0; i < epochs.size(); i++) {
            losses[2 * i] = (float) epochs.get(i).trainingLoss();
            losses[2 * i + 1] = (float) epochs.get(i).validationLoss();
        }
        tensors.put(LOSSES, Tensor.of(losses, epochs.size(), 2));
        tensors.put(BEST, Tensor.of(new int[] {bestEpoch}, 1));
        return tensors;
    }

    @Override
    public List<Layer> layers() {
        int factors = settings.factors();
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer("user", "input", 1, 0, List.of()));
        layers.add(new Layer("item", "input", 1, 0, List.of()));
        layers.add(new Layer("user embedding", "embedding", factors, weights.users().length, List.of("user")));
        layers.add(new Layer("item embedding", "embedding", factors, weights.items().length, List.of("item")));
        String dropped = "";
        if (settings.dropout() > 0) {
            dropped = " dropout";
            layers.add(new Layer("user dropout", "dropout", factors, 0, List.of("user embedding")));
            layers.add(new Layer("item dropout", "dropout", factors, 0, List.of("item embedding")));
        }
        List<String> both = dropped.isEmpty()
                ? List.of("user embedding", "item embedding")
                : List.of("user dropout", "item dropout");
        layers.add(new Layer("dot product", "dot", 1, 0, both));
        if (settings.biases()) {
            layers.add(new Layer("user bias", "embedding", 1, weights.userBiases().length, List.of("user")));
            layers.add(new Layer("item bias", "embedding", 1, weights.itemBiases().length, List.of("item")));
            layers.add(new Layer("rating", "sum", 1, 0, List.of("dot product", "user bias", "item bias")));
        }
        return layers;
    }

    @Override
    public List<Epoch> epochs() {
        return epochs;
    }

    @Override
    public int bestEpoch() {
        return bestEpoch;
    }

    @Override
    public float predict(int user, int item) {
        int factors = settings.factors();
        float product = Kernels.active().dot(weights.items(), item * factors, weights.users(), user * factors, factors);
        return Math.clamp(rating(user, item, product), lowest, highest);
    }

    private float rating(int user, int item, float product) {
        float biases = settings.biases() ? weights.userBiases()[user] + weights.itemBiases()[item] : 0;
        return weights.offset() + biases + product;
    }

    @Override
    public void scores(int user, float[] scores) {
        int factors = settings.factors();
        int items = items().size();
        Kernels.active().dots(weights.items(), 0, items, factors, weights.users(), user * factors, scores, 0);
        for (int item = 0; item < items; item++) {
            scores[item] = rating(user, item, scores[item]);
        }
    }

    @Override
    public void similarities(int item, float[] similarities) {
        int factors = settings.factors();
        float[] table = weights.items();
        Kernels kernels = Kernels.active();
        kernels.dots(table, 0, items().size(), factors, table, item * factors, similarities, 0);
        double own = kernels.dot(table, item * factors, table, item * factors, factors);
        for (int other = 0; other < items().size(); other++) {
            double norm = Math.sqrt(own * kernels.dot(table, other * factors, table, other * factors, factors));
            boolean known = norm > 0 && training.interactions().byItem().count(other) > 0;
            similarities[other] = known ? (float) (similarities[other] / norm) : 0;
        }
    }
}
