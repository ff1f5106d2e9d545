package dev.matinee.server.jobs;

import java.util.Locale;

/** How far a job has come. */
public enum JobState {
    /** It waits for others. */
    WAITING,
    /** It is being done. */
    RUNNING,
    /** It was done. */
    DONE,
    /** It ended with an error, or its process or that of the service died. */
    FAILED,
    /** It was stopped on request. */
    CANCELLED;

    /** The name in JSON and in the store. */
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobState of(String json) {
        return valueOf(json.toUpperCase(Locale.ROOT));
    }

    /** Whether nothing more will come of it. */
    public boolean isEnd() {
        return this != WAITING && this != RUNNING;
    }
}
