package dev.matinee.lab.likes;

import dev.matinee.engine.recommend.Setting;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.recommend.Tensor;
import java.util.Map;

/**
 * Logistic regression on standardised features, missing ones marked.
 *
 * <p>Memory: 8 bytes a value while it learns.
 *
 * @param common what all classifiers of likes share
 * @param regularization the pull of weights towards 0
 */
public record LikesLogistic(
        LikesCommon common,

        @Setting(
                value = "pull of weights towards 0, in rows",
                min = 0,
                max = 1e9,
                search = {0.1, 1000},
                logarithmic = true)
        double regularization)
        implements LikesSettings {
    /** The name on the command line. */
    public static final String NAME = "likes-logistic";

    /** Checks the ranges. */
    public LikesLogistic {
        SettingsSchema.check(LikesLogistic.class, common, regularization);
    }

    /** Usual values, set before anything was measured; nothing was searched. */
    public static LikesLogistic defaults() {
        return new LikesLogistic(LikesCommon.defaults(), 10);
    }

    @Override
    public String model() {
        return NAME;
    }

    @Override
    public Classifier classifier() {
        return new LogisticLearner(regularization);
    }

    @Override
    public Scorer load(int columns, Map<String, Tensor> tensors) {
        return LinearScorer.load(columns, tensors);
    }
}
