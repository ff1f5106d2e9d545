package dev.matinee.engine.models;

import dev.matinee.engine.Run;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.Setting;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.split.TrainingSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds the scores of a model of ratings and of {@link Content}: the more ratings an item has, the more its ratings count. By how much is
 * learned on a validation part, see {@link SupportRules}.
 *
 * <p>Memory and time: those of both parts, and once more of both for the validation part.
 *
 * @param ratings the model that goes by ratings; its settings are the defaults
 */
public record WeightedHybrid(
        @Setting("the model that goes by ratings, such as ease or implicit-als")
        String ratings) implements Settings<SupportHybridModel> {
    /** The family of models these settings train. */
    public static final ModelFamily<SupportHybridModel, WeightedHybrid> FAMILY = new ModelFamily<>(
            "hybrid-weighted",
            defaults(),
            (settings, training, provenance, tensors) ->
                    SupportHybridModel.load(settings, SupportRule.Weighted::new, training, provenance, tensors));

    private static final float[] SHARES = {0.9f, 1, 0.8f, 0.6f};
    private static final float[] HALF_SUPPORTS = {1, 0, 2, 5, 10, 25};

    /** Checks that there is such a model. */
    public WeightedHybrid {
        HybridParts.ofRatings(ratings);
    }

    /** With {@code ease}. */
    public static WeightedHybrid defaults() {
        return new WeightedHybrid("ease");
    }

    /** The same with another model of ratings. */
    public WeightedHybrid ratings(String ratings) {
        return new WeightedHybrid(ratings);
    }

    @Override
    public String model() {
        return FAMILY.name();
    }

    @Override
    public SupportHybridModel train(TrainingSet training, Run run) {
        List<SupportRule.Weighted> rules = new ArrayList<>();
        for (float share : SHARES) {
            for (float halfSupport : HALF_SUPPORTS) {
                rules.add(new SupportRule.Weighted(share, halfSupport));
            }
        }
        return HybridParts.train(this, ratings, rules, training, run);
    }
}
