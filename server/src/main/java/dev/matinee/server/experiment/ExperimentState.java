package dev.matinee.server.experiment;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An experiment and where it stands.
 *
 * @param plan the plan
 * @param started when it began
 * @param stopped when it ended, if it did
 * @param why why it ended; empty while it runs
 */
public record ExperimentState(ExperimentPlan plan, Instant started, Optional<Instant> stopped, String why) {
    /** Whether users are divided now. */
    public boolean isRunning() {
        return stopped.isEmpty();
    }

    /** Plan and state in the words of the API. */
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>(plan.toJson());
        json.put("state", isRunning() ? "running" : "stopped");
        json.put("started", started.toString());
        json.put("stopped", stopped.map(Instant::toString).orElse(null));
        json.put("why", why.isEmpty() ? null : why);
        return json;
    }
}
