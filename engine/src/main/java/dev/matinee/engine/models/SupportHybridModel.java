package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.FoldsIn;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.split.TrainingSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A model of ratings and one of content, and what each counts for an item and a user by how many ratings they have. Made by {@link
 * WeightedHybrid} and {@link SwitchingHybrid}. The scores of each part are made comparable by their mean and standard deviation over all
 * items.
 *
 * <p>Memory and time of an answer: those of both parts together.
 */
public final class SupportHybridModel implements Recommender, FoldsIn {
    private static final String RULE = "rule";

    private final Settings<SupportHybridModel> settings;
    private final TrainingSet training;
    private final Provenance provenance;
    private final FoldsIn byRatings;
    private final FoldsIn byContent;
    private final SupportRule rule;

    SupportHybridModel(
            Settings<SupportHybridModel> settings,
            TrainingSet training,
            Provenance provenance,
            FoldsIn byRatings,
            FoldsIn byContent,
            SupportRule rule) {
        this.settings = settings;
        this.training = training;
        this.provenance = provenance;
        this.byRatings = byRatings;
        this.byContent = byContent;
        this.rule = rule;
    }

    static SupportHybridModel load(
            Settings<SupportHybridModel> settings,
            BiFunction<Float, Float, SupportRule> rules,
            TrainingSet training,
            Provenance provenance,
            Map<String, Tensor> tensors) {
        List<Model> parts = SavedParts.load(settings.model(), training, provenance, tensors);
        if (parts.size() != 2) {
            throw SavedParts.damaged(settings.model());
        }
        float[] numbers = Tensor.floats(tensors, RULE, 2);
        return new SupportHybridModel(
                settings,
                training,
                provenance,
                foldsIn(parts.get(0)),
                foldsIn(parts.get(1)),
                rules.apply(numbers[0], numbers[1]));
    }

    /** A model that can be a part. */
    static FoldsIn foldsIn(Model part) {
        if (part instanceof FoldsIn folding && part instanceof Recommender) {
            return folding;
        }
        throw MatineeException.usage(part.settings().model() + " cannot be a part of a hybrid: it knows only the users"
                + " it was trained on");
    }

    @Override
    public Settings<?> settings() {
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
        tensors.put(RULE, Tensor.of(rule.numbers(), 2));
        SavedParts.addTo(tensors, List.of(byRatings, byContent));
        return tensors;
    }

    /** What a score by ratings counts for an item with this many ratings and a user with this many, 0 to 1; content counts the rest. */
    public float share(int ofItem, int ofUser) {
        return rule.share(ofItem, ofUser);
    }

    @Override
    public void scores(int user, float[] scores) {
        Rows byUser = training.interactions().byUser();
        int[] items = byUser.columns(user);
        if (items.length == 0) {
            ((Recommender) byRatings).scores(user, scores);
            return;
        }
        float[] ratings = new float[items.length];
        for (int i = 0; i < items.length; i++) {
            ratings[i] = byUser.rating(byUser.start(user) + i);
        }
        scores(items, ratings, scores);
    }

    @Override
    public void scores(int[] items, float[] ratings, float[] scores) {
        int count = items().size();
        float[] content = new float[count];
        byRatings.scores(items, ratings, scores);
        byContent.scores(items, ratings, content);
        standardise(scores, count);
        standardise(content, count);
        Rows byItem = training.interactions().byItem();
        for (int item = 0; item < count; item++) {
            float share = rule.share(byItem.count(item), items.length);
            scores[item] = share * scores[item] + (1 - share) * content[item];
        }
    }

    /** Gives numbers a mean of 0 and a standard deviation of 1; equal ones become 0. */
    static void standardise(float[] values, int count) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        double mean = count == 0 ? 0 : sum / count;
        for (int i = 0; i < count; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        double deviation = Math.sqrt(squares / Math.max(1, count));
        for (int i = 0; i < count; i++) {
            values[i] = deviation > 1e-12 ? (float) ((values[i] - mean) / deviation) : 0;
        }
    }
}
