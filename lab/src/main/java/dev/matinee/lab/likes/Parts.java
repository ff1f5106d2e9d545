package dev.matinee.lab.likes;

import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.split.Split;
import dev.matinee.engine.split.TrainingSet;

/**
 * The ratings cut for one protocol: a fifth to test on, and of the rest a fifth to choose on.
 *
 * @param all all ratings, which only leaking features see
 * @param test the outer cut
 * @param validation the cut of its training set
 */
record Parts(Interactions all, Split test, Split validation) {
    static Parts of(Interactions ratings, Protocol protocol, double likeAt, Run run) {
        Split test = protocol.splitter(likeAt).split(ratings, run);
        Split validation = protocol.splitter(likeAt).split(test.training().interactions(), run);
        return new Parts(ratings, test, validation);
    }

    /** Rows to learn from and rows to measure on, described alike. */
    record Rows(FeatureTable training, FeatureTable measured) {}

    /** The rows of one of the cuts, those to learn from all or a sample. */
    Rows rows(Split split, FeaturePlan plan, int sample, Run run) {
        return rows(split, plan, sample, 0, run);
    }

    /**
     * The rows of one of the cuts.
     *
     * @param sample how many rows to learn from; all for 0
     * @param measured how many rows to measure on; all for 0
     */
    Rows rows(Split split, FeaturePlan plan, int sample, int measured, Run run) {
        if (plan.drawing() != Drawing.AS_IN_DOCUMENT) {
            LikeFeatures features = LikeFeatures.of(split.training(), plan, run);
            return new Rows(
                    features.training(sample, run),
                    features.some(split.heldOut().interactions(), measured, run));
        }
        LikeFeatures features = LikeFeatures.of(TrainingSet.everything(all), plan, run);
        return new Rows(
                features.some(split.training().interactions(), sample, run),
                features.some(split.heldOut().interactions(), measured, run));
    }
}
