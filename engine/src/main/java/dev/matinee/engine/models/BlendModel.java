package dev.matinee.engine.models;

import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.split.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Models that predict ratings, and what each counts. Made by {@link Blend}, kept as {@link
 * SavedParts} are.
 *
 * <p>Memory and time of an answer: those of all parts together.
 */
public final class BlendModel implements Recommender, RatingPredictor {
    private static final String WEIGHTS = "weights";

    private final Blend settings;
    private final TrainingSet training;
    private final Provenance provenance;
    private final List<RatingPredictor> parts;
    private final float[] weights;
    private final float lowest;
    private final float highest;

    BlendModel(
            Blend settings, TrainingSet training, Provenance provenance, List<RatingPredictor> parts, float[] weights) {
        this.settings = settings;
        this.training = training;
        this.provenance = provenance;
        this.parts = List.copyOf(parts);
        this.weights = weights;
        this.lowest = training.interactions().lowestRating();
        this.highest = training.interactions().highestRating();
    }

    static BlendModel load(Blend settings, TrainingSet training, Provenance provenance, Map<String, Tensor> tensors) {
        List<RatingPredictor> parts = new ArrayList<>();
        for (Model part : SavedParts.load(settings.model(), training, provenance, tensors)) {
            if (!(part instanceof RatingPredictor predictor)) {
                throw SavedParts.damaged(settings.model());
            }
            parts.add(predictor);
        }
        return new BlendModel(
                settings, training, provenance, parts, Tensor.floats(tensors, WEIGHTS, parts.size() + 1L));
    }

    @Override
    public Blend settings() {
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
        tensors.put(WEIGHTS, Tensor.of(weights, weights.length));
        SavedParts.addTo(tensors, parts);
        return tensors;
    }

    /** The parts, in the order of the settings. */
    public List<RatingPredictor> parts() {
        return parts;
    }

    /** What the prediction of a part counts. */
    public float weight(int part) {
        return weights[part];
    }

    /** What is added to the weighted sum. */
    public float added() {
        return weights[parts.size()];
    }

    @Override
    public float predict(int user, int item) {
        return sum(part -> part.predict(user, item));
    }

    @Override
    public float predict(int user, int item, long time) {
        return sum(part -> part.predict(user, item, time));
    }

    private float sum(ToDoubleFunction<RatingPredictor> prediction) {
        float sum = added();
        for (int part = 0; part < parts.size(); part++) {
            sum += weights[part] * (float) prediction.applyAsDouble(parts.get(part));
        }
        return Math.clamp(sum, lowest, highest);
    }

    @Override
    public void scores(int user, float[] scores) {
        int items = items().size();
        float[] predicted = new float[items];
        Arrays.fill(scores, 0, items, added());
        for (int part = 0; part < parts.size(); part++) {
            parts.get(part).predictions(user, predicted);
            for (int item = 0; item < items; item++) {
                scores[item] += weights[part] * predicted[item];
            }
        }
    }

    @Override
    public void predictions(int user, float[] ratings) {
        scores(user, ratings);
        for (int item = 0; item < items().size(); item++) {
            ratings[item] = Math.clamp(ratings[item], lowest, highest);
        }
    }
}
