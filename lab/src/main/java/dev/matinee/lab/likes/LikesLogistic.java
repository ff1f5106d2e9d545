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
 * @param likeAt a rating of this and above is a like
 * @param features which features
 * @param folds folds of the training ratings, each described without its own
 * @param factors directions of taste among the features
 * @param predictors models whose predicted ratings are features
 * @param drawing from which ratings a training row's features are drawn
 * @param sample how many training ratings to learn from
 * @param calibration how scores become probabilities
 * @param threshold what the threshold is chosen for
 * @param regularization the pull of weights towards 0
 */
public record LikesLogistic(
        @Setting(LikesSettings.LIKE_AT) double likeAt,

        @Setting(LikesSettings.FEATURES) String features,

        @Setting(value = LikesSettings.FOLDS, min = 2, max = 100)
        int folds,

        @Setting(value = LikesSettings.FACTORS, min = 0, max = 200)
        int factors,

        @Setting(LikesSettings.PREDICTORS) String predictors,

        @Setting(LikesSettings.DRAWING) Drawing drawing,

        @Setting(value = LikesSettings.SAMPLE, min = 0) int sample,

        @Setting(LikesSettings.CALIBRATION) Calibration.Kind calibration,

        @Setting(LikesSettings.THRESHOLD) String threshold,

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
        SettingsSchema.check(
                LikesLogistic.class,
                likeAt,
                features,
                folds,
                factors,
                predictors,
                drawing,
                sample,
                calibration,
                threshold,
                regularization);
        ThresholdRule.parse(threshold);
        Predictors.parse(predictors);
    }

    /** Usual values, set before anything was measured; nothing was searched. */
    public static LikesLogistic defaults() {
        return new LikesLogistic(
                4, "all", 10, 10, "biased-mf", Drawing.OUT_OF_FOLD, 0, Calibration.Kind.PLATT, "accuracy", 10);
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
