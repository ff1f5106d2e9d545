package dev.matinee.lab.verify;

import dev.matinee.engine.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of computing a run again.
 *
 * @param run the id of the evaluation, or name and version of the model
 * @param kind what was computed again
 * @param model the kind of model
 * @param compared how many numbers were compared: metrics, their intervals and users, or the values of all tensors
 * @param differences what came out otherwise; empty when everything is identical
 * @param reasons what is not now as it was then, and may explain differences; there may be reasons without differences
 */
public record Verification(
        String run, Kind kind, String model, long compared, List<Difference> differences, List<String> reasons) {
    /** What can be computed again. */
    public enum Kind {
        /** An evaluation, metric by metric. */
        EVALUATION,
        /** The training of a saved model, tensor by tensor. */
        MODEL
    }

    /** Copies the lists. */
    public Verification {
        differences = List.copyOf(differences);
        reasons = List.copyOf(reasons);
    }

    /**
     * One thing that came out otherwise.
     *
     * @param what which metric of which split, or which tensor
     * @param recorded what it was
     * @param recomputed what it is now
     * @param largest the largest difference of two numbers; NaN where they cannot be compared
     */
    public record Difference(String what, String recorded, String recomputed, double largest) {
        Map<String, Object> toJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("what", what);
            json.put("recorded", recorded);
            json.put("recomputed", recomputed);
            json.put("largest", largest);
            return json;
        }
    }

    /** Whether everything came out the same. */
    public boolean identical() {
        return differences.isEmpty();
    }

    /** The exit code of a command that ends with this: 0 when identical, that of a conflict when not. */
    public int exitCode() {
        return identical() ? 0 : ErrorCode.CONFLICT.exitCode();
    }

    /** All of it as JSON values. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("run", run);
        json.put("kind", kind.name().toLowerCase(Locale.ROOT));
        json.put("model", model);
        json.put("identical", identical());
        json.put("compared", compared);
        json.put("differences", differences.stream().map(Difference::toJson).toList());
        json.put("reasons", reasons);
        return json;
    }
}
