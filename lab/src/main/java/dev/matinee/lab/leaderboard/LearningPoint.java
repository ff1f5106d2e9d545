package dev.matinee.lab.leaderboard;

import dev.matinee.engine.evaluate.Metric;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a model scored when it learned from a share of the training ratings.
 *
 * @param share the share, above 0 and at most 1
 * @param trainingRatings how many ratings that were, on average over the splits
 * @param metrics the metrics of predicted ratings by name
 */
public record LearningPoint(double share, long trainingRatings, Map<String, Metric> metrics) {
    /** Copies the map. */
    public LearningPoint {
        metrics = RecordFields.copy(metrics);
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("share", share);
        json.put("trainingRatings", trainingRatings);
        json.put("metrics", RecordFields.metricsToJson(metrics));
        return json;
    }

    static LearningPoint of(RecordFields json) {
        return new LearningPoint(
                json.real("share"),
                json.whole("trainingRatings"),
                json.object("metrics").metrics());
    }
}
