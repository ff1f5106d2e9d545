package dev.matinee.engine.models;

import dev.matinee.engine.Run;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.Setting;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.split.TrainingSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers by a model of ratings where an item and a user have enough of them, and by {@link Content} where not. How many are enough is
 * learned on a validation part, see {@link SupportRules}.
 *
 * <p>Memory and time: those of both parts, and once more of both for the validation part.
 *
 * @param ratings the model that goes by ratings; its settings are the defaults
 */
public record SwitchingHybrid(
        @Setting("the model that goes by ratings, such as ease or implicit-als")
        String ratings) implements Settings<SupportHybridModel> {
    /** The family of models these settings train. */
    public static final ModelFamily<SupportHybridModel, SwitchingHybrid> FAMILY = new ModelFamily<>(
            "hybrid-switching",
            defaults(),
            (settings, training, provenance, tensors) ->
                    SupportHybridModel.load(settings, SupportRule.Switching::new, training, provenance, tensors));

    private static final float[] LEAST_OF_ITEM = {1, 0, 2, 3, 5, 10};
    private static final float[] LEAST_OF_USER = {0, 2, 5, 10};

    /** Checks that there is such a model. */
    public SwitchingHybrid {
        HybridParts.ofRatings(ratings);
    }

    /** With {@code ease}. */
    public static SwitchingHybrid defaults() {
        return new SwitchingHybrid("ease");
    }

    /** The same with another model of ratings. */
    public SwitchingHybrid ratings(String ratings) {
        return new SwitchingHybrid(ratings);
    }

    @Override
    public String model() {
        return FAMILY.name();
    }

    @Override
    public SupportHybridModel train(TrainingSet training, Run run) {
        List<SupportRule.Switching> rules = new ArrayList<>();
        for (float ofItem : LEAST_OF_ITEM) {
            for (float ofUser : LEAST_OF_USER) {
                rules.add(new SupportRule.Switching(ofItem, ofUser));
            }
        }
        return HybridParts.train(this, ratings, rules, training, run);
    }
}
