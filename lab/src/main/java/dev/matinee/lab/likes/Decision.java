package dev.matinee.lab.likes;

import dev.matinee.engine.Run;

/**
 * How scores become probabilities and decisions, found on rows that the classifier did not learn from.
 *
 * @param calibration the curve
 * @param threshold the calibrated probability from which on a row is called a like
 * @param scores the calibrated probabilities of those rows
 */
record Decision(Calibration calibration, double threshold, float[] scores) {
    static Decision of(LikesSettings settings, Scorer scorer, FeatureTable validation, Run run) {
        float[] raw = scorer.probabilities(validation, run);
        Calibration calibration = Calibration.fit(settings.common().calibration(), raw, validation.likes());
        float[] scores = calibration.apply(raw);
        double threshold = ThresholdRule.parse(settings.common().threshold()).choose(scores, validation.likes());
        return new Decision(calibration, threshold, scores);
    }
}
