package dev.matinee.lab.likes;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.split.Split;
import dev.matinee.engine.split.StratifiedHoldout;
import dev.matinee.engine.split.TrainingSet;

/**
 * Trains a model for use: a first classifier on four fifths of the ratings, whose answers on the last fifth give calibration
 * and threshold, and then one on all of them. Where a sample is learned from, as much of the last fifth is looked at as belongs to it.
 */
final class LikesTraining {
    private static final double VALIDATION = 0.2;

    private LikesTraining() {}

    static LikesModel train(LikesSettings settings, TrainingSet training, Run run) {
        checkClasses(settings, training);
        Split split = StratifiedHoldout.of(VALIDATION, settings.likeAt()).split(training.interactions(), run);
        LikeFeatures first = LikeFeatures.of(split.training(), settings.plan(), run);
        FeatureTable rows = first.training(settings.sample(), run);
        int held = (int) Math.ceil(settings.sample() * VALIDATION / (1 - VALIDATION));
        FeatureTable validation = first.some(split.heldOut().interactions(), held, run);
        Decision decision = Decision.of(settings, settings.classifier().learn(rows, run), validation, run);
        LikeFeatures features = LikeFeatures.of(training, settings.plan(), run);
        Scorer scorer = settings.classifier().learn(features.training(settings.sample(), run), run);
        Provenance provenance = Provenance.of(training, run, Provenance.kernelsInUse());
        return new LikesModel(
                settings, training, provenance, features, scorer, decision.calibration(), decision.threshold());
    }

    /** Refuses ratings that are all likes, or none of them. */
    static void checkClasses(LikesSettings settings, TrainingSet training) {
        var rows = training.interactions().byUser();
        long likes = 0;
        for (long position = 0; position < rows.size(); position++) {
            likes += rows.rating(position) >= settings.likeAt() ? 1 : 0;
        }
        if (likes == 0 || likes == rows.size()) {
            throw MatineeException.badData(
                    (likes == 0 ? "none" : "all") + " of the " + rows.size() + " ratings are likes at "
                            + settings.likeAt() + ", so there is nothing to tell apart",
                    "choose another rating with --like-at");
        }
    }
}
