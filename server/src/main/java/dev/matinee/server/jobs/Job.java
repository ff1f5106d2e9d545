package dev.matinee.server.jobs;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Work that takes long, as it stood at one moment.
 *
 * @param id its number
 * @param kind what it does
 * @param state how far it has come
 * @param parameters what it was asked for
 * @param progress how much of the step that {@code message} names is done, 0 to 1
 * @param message what it is doing, or why it failed
 * @param result what came of it, once it is done
 * @param created when it was asked for
 * @param started when it began
 * @param ended when it ended
 */
public record Job(
        long id,
        JobKind kind,
        JobState state,
        Map<String, Object> parameters,
        double progress,
        String message,
        Optional<Map<String, Object>> result,
        Instant created,
        Optional<Instant> started,
        Optional<Instant> ended) {

    /** The same, begun. */
    Job begun(Instant now) {
        return new Job(id, kind, JobState.RUNNING, parameters, 0, "", result, created, Optional.of(now), ended);
    }

    /** The same a step further. */
    Job at(double progress, String message) {
        return new Job(id, kind, state, parameters, progress, message, result, created, started, ended);
    }

    /** The same, done. */
    Job done(Map<String, Object> outcome, Instant now) {
        return new Job(
                id,
                kind,
                JobState.DONE,
                parameters,
                1,
                "done",
                Optional.of(outcome),
                created,
                started,
                Optional.of(now));
    }

    /** The same, ended without a result. */
    Job ended(JobState state, String why, Instant now) {
        return new Job(id, kind, state, parameters, progress, why, result, created, started, Optional.of(now));
    }

    /** The job in the words of the API. */
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("job", Long.toString(id));
        json.put("kind", kind.json());
        json.put("state", state.json());
        json.put("parameters", parameters);
        json.put("progress", progress);
        json.put("message", message);
        json.put("result", result.orElse(null));
        json.put("created", created.toString());
        json.put("started", started.map(Instant::toString).orElse(null));
        json.put("ended", ended.map(Instant::toString).orElse(null));
        return json;
    }
}
