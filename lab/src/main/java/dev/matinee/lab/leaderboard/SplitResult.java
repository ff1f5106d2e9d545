package dev.matinee.lab.leaderboard;

import dev.matinee.engine.evaluate.Metric;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one model scored on one of several splits.
 *
 * @param kind the split in the words of the command line; of predefined splits its own name
 * @param seed the seed of the split and the training
 * @param hash the hash of the split
 * @param metrics the metrics by name
 * @param trainSeconds how long training took
 */
public record SplitResult(String kind, long seed, String hash, Map<String, Metric> metrics, double trainSeconds) {
    /** Copies the map. */
    public SplitResult {
        metrics = RecordFields.copy(metrics);
    }

    /** One metric, if it was measured. */
    public Optional<Metric> metric(String name) {
        return Optional.ofNullable(metrics.get(name));
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", kind);
        json.put("seed", seed);
        json.put("hash", hash);
        json.put("metrics", RecordFields.metricsToJson(metrics));
        json.put("trainSeconds", trainSeconds);
        return json;
    }

    static SplitResult of(RecordFields json) {
        return new SplitResult(
                json.text("kind"),
                json.whole("seed"),
                json.text("hash"),
                json.object("metrics").metrics(),
                json.real("trainSeconds"));
    }
}
