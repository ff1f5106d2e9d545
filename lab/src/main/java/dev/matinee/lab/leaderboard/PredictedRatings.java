package dev.matinee.lab.leaderboard;

import dev.matinee.engine.evaluate.CalibrationBin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured of predicted ratings beyond the two errors.
 *
 * @param heldOut how many held-out ratings there are, over all splits
 * @param byPopularity how many of them are of movies with how many training ratings
 * @param calibration what was given where about the same was predicted, over all splits
 * @param learningCurve the errors by share of the training ratings; empty where that was not asked for
 */
public record PredictedRatings(
        long heldOut,
        Map<String, Long> byPopularity,
        List<CalibrationBin> calibration,
        List<LearningPoint> learningCurve) {
    /** Copies the lists. */
    public PredictedRatings {
        byPopularity = RecordFields.copy(byPopularity);
        calibration = List.copyOf(calibration);
        learningCurve = List.copyOf(learningCurve);
    }

    /** By how much predictions are too high, on average over all held-out ratings; below 0 too low. */
    public double bias() {
        return meanOverBins(false);
    }

    /** How far the mean prediction of a bin is from what was given, on average over all held-out ratings. */
    public double calibrationError() {
        return meanOverBins(true);
    }

    private double meanOverBins(boolean absolute) {
        double sum = 0;
        for (CalibrationBin bin : calibration) {
            double off = bin.predicted() - bin.actual().mean();
            sum += bin.ratings() * (absolute ? Math.abs(off) : off);
        }
        return sum / heldOut;
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("heldOut", heldOut);
        json.put("byPopularity", byPopularity);
        json.put("bias", bias());
        json.put("calibrationError", calibrationError());
        json.put("calibration", calibration.stream().map(CalibrationBin::toJson).toList());
        json.put(
                "learningCurve",
                learningCurve.stream().map(LearningPoint::toJson).toList());
        return json;
    }

    static PredictedRatings of(RecordFields json) {
        Map<String, Long> byPopularity = new LinkedHashMap<>();
        RecordFields counts = json.object("byPopularity");
        counts.names().forEach(label -> byPopularity.put(label, counts.whole(label)));
        return new PredictedRatings(
                json.whole("heldOut"),
                byPopularity,
                json.objects("calibration").stream()
                        .map(bin -> CalibrationBin.fromJson(bin.json()))
                        .toList(),
                json.objects("learningCurve").stream().map(LearningPoint::of).toList());
    }
}
