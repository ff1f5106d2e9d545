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
    /** What {@link #likeAt} is, for settings lists. */
    String LIKE_AT = "a rating of this and above is a like";

    /** What {@link #features} is. */
    String FEATURES = "all, document-000, document-002, or names with + between them; * ends the beginning of names";

    /** What {@link #folds} is. */
    String FOLDS = "folds of the training ratings, each described without its own";

    /** What {@link #factors} is. */
    String FACTORS = "directions of taste (truncated SVD) of users and movies; 0 for none";

    /** What {@link #predictors} is. */
    String PREDICTORS = "models whose predicted ratings are features, with + between them; none for none";

    /** What {@link #drawing} is. */
    String DRAWING = "from which ratings a training row's features are drawn; all but out-of-fold leak";

    /** What {@link #sample} is. */
    String SAMPLE = "training ratings to learn from, drawn at random; 0 for all";

    /** What {@link #calibration} is. */
    String CALIBRATION = "how scores become probabilities, on ratings that were not learned from";

    /** What {@link #threshold} is. */
    String THRESHOLD =
            "what the probability from which on it is a like is chosen for: accuracy, f1, cost:N where a false like costs N"
                    + " missed ones, or a probability such as 0.5";

    /** The days that {@code movie_trend} looks back. */
    int TREND_DAYS = 90;

    /** A rating of this and above is a like. */
    double likeAt();

    /** Which features: {@code all}, those of a document, or names. */
    String features();

    /** Into how many folds training ratings are cut, so that each is described without its own. */
    int folds();

    /** How many directions of taste are among the features. */
    int factors();

    /** Models whose predicted ratings are features. */
    String predictors();

    /** From which ratings the features of a training row are drawn. */
    Drawing drawing();

    /** How many training ratings the classifier learns from; 0 for all. */
    int sample();

    /** How scores become probabilities. */
    Calibration.Kind calibration();

    /** What the threshold is chosen for. */
    String threshold();

    /** The classifier of these settings. */
    Classifier classifier();

    /** The scorer that was saved as these tensors, of so many columns. */
    Scorer load(int columns, Map<String, Tensor> tensors);

    /** How the features are made. */
    default FeaturePlan plan() {
        return new FeaturePlan(likeAt(), features(), folds(), factors(), predictors(), TREND_DAYS, drawing());
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
        return switch (drawing()) {
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
