package dev.matinee.lab.likes;

import dev.matinee.engine.Run;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.split.TrainingSet;
import java.util.Map;
import java.util.Optional;

/**
 * How a classifier of likes is trained: the settings that all of them share, and its own. Immutable records, one a kind.
 */
public sealed interface LikesSettings extends Settings<LikesModel>
        permits LikesDummy, LikesLogistic, LikesForest, LikesXgboost {
    /** The days that {@code movie_trend} looks back. */
    int TREND_DAYS = 90;

    /** What all of them share. */
    LikesCommon common();

    /** A rating of this and above is a like. */
    default double likeAt() {
        return common().likeAt();
    }

    /** How many training ratings the classifier learns from; 0 for all. */
    default int sample() {
        return common().sample();
    }

    /** The classifier of these settings. */
    Classifier classifier();

    /** The scorer that was saved as these tensors, of so many columns. */
    Scorer load(int columns, Map<String, Tensor> tensors);

    /** How the features are made. */
    default FeaturePlan plan() {
        return new FeaturePlan(
                likeAt(),
                common().features(),
                common().folds(),
                common().factors(),
                common().predictors(),
                TREND_DAYS,
                common().drawing());
    }

    /** The same settings with some changed, by name; {@code USAGE} for an unknown name or an unfit value. */
    default LikesSettings with(Map<String, ?> changes) {
        return SettingsSchema.of(this).with(this, changes);
    }

    @Override
    default LikesModel train(TrainingSet training, Run run) {
        return LikesTraining.train(this, training, run);
    }

    @Override
    default Optional<String> leak() {
        return switch (common().drawing()) {
            case OUT_OF_FOLD -> Optional.empty();
            case LEAVE_ONE_OUT ->
                Optional.of("its training rows are described without their own rating only: within a user the mean"
                        + " without a rating tells the rating");
            case AS_IN_DOCUMENT ->
                Optional.of("its features are computed from all ratings, those that it is measured on included, as in"
                        + " documents 000 and 002");
        };
    }
}
