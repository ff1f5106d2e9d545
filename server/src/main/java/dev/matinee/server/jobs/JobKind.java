package dev.matinee.server.jobs;

import java.util.Locale;

/** What a job does. */
public enum JobKind {
    /** Trains a version of a model on all ratings of the catalog. */
    TRAIN,
    /** Makes a catalog of the one in use and what users did since, trains the models anew, and compares. */
    RETRAIN;

    /** The name in JSON and in the store. */
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobKind of(String json) {
        return valueOf(json.toUpperCase(Locale.ROOT));
    }
}
