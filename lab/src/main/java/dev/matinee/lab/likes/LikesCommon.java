package dev.matinee.lab.likes;

import dev.matinee.engine.recommend.Setting;
import dev.matinee.engine.recommend.SettingsSchema;

/**
 * The settings that all classifiers of likes share: what is asked, by which features, and how scores become decisions.
 *
 * @param likeAt a rating of this and above is a like
 * @param features which features: {@code all}, those of a document, or names
 * @param folds into how many folds training ratings are cut, so that each is described without its own
 * @param factors how many directions of taste are among the features
 * @param predictors models whose predicted ratings are features
 * @param drawing from which ratings the features of a training row are drawn
 * @param sample how many training ratings the classifier learns from; 0 for all
 * @param calibration how scores become probabilities
 * @param threshold what the threshold is chosen for
 */
public record LikesCommon(
        @Setting("a rating of this and above is a like") double likeAt,

        @Setting("all, document-000, document-002, or names with + between them; * ends the beginning of names")
        String features,

        @Setting(value = "folds of the training ratings, each described without its own", min = 2, max = 100)
        int folds,

        @Setting(value = "directions of taste (truncated SVD) of users and movies; 0 for none", min = 0, max = 200)
        int factors,

        @Setting("models whose predicted ratings are features, with + between them; none for none")
        String predictors,

        @Setting("from which ratings a training row's features are drawn; all but out-of-fold leak")
        Drawing drawing,

        @Setting(value = "training ratings to learn from, drawn at random; 0 for all", min = 0)
        int sample,

        @Setting("how scores become probabilities, on ratings that were not learned from")
        Calibration.Kind calibration,

        @Setting("what the probability from which on it is a like is chosen for: accuracy, f1, cost:N where a false"
                + " like costs N missed ones, or a probability such as 0.5")
        String threshold) {
    /** Checks the ranges. */
    public LikesCommon {
        SettingsSchema.check(
                LikesCommon.class,
                likeAt,
                features,
                folds,
                factors,
                predictors,
                drawing,
                sample,
                calibration,
                threshold);
        ThresholdRule.parse(threshold);
        Predictors.parse(predictors);
    }

    /** Usual values, set before anything was measured; nothing was searched. */
    static LikesCommon defaults() {
        return new LikesCommon(
                4, "all", 10, 10, "biased-mf", Drawing.OUT_OF_FOLD, 0, Calibration.Kind.PLATT, "accuracy");
    }

    /** What a classifier needs that looks at no feature and decides by majority. */
    static LikesCommon without(double likeAt) {
        return new LikesCommon(
                likeAt, "user_count", 2, 0, "none", Drawing.OUT_OF_FOLD, 0, Calibration.Kind.NONE, "0.5");
    }
}
