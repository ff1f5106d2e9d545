package dev.matinee.data.ingest;

import dev.matinee.data.catalog.DataCard;
import dev.matinee.data.catalog.QualityFinding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an ingest did.
 *
 * @param version the catalog snapshot that it made
 * @param data the data in a dozen numbers
 * @param read the number of rating rows read
 * @param rejected the number of rows of any table that were not kept
 * @param quality what was found, rule by rule
 * @param seconds how long each step took, in order
 */
public record IngestReport(
        String version,
        DataCard data,
        long read,
        long rejected,
        List<QualityFinding> quality,
        Map<String, Double> seconds) {
    /** The seconds of all steps. */
    public double totalSeconds() {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** As {@code ingest --json} shows it. */
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("data", data.toJson());
        json.put("read", read);
        json.put("rejected", rejected);
        json.put("quality", quality.stream().map(QualityFinding::toJson).toList());
        json.put("seconds", seconds);
        return json;
    }
}
