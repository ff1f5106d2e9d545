package dev.matinee.server.jobs;

import java.util.Locale;

/** What a job does. */
public enum JobKind {
    /** Trains a version of a model on all ratings of the catalog. */
    TRAIN,
    /** Tries settings of a model and measures the best. */
    TUNE,
    /** Takes a source in beside what is in use, to be looked at. */
    CHECK,
    /** Divides users into segments. */
    SEGMENT,
    /** Makes a catalog of the one in use and what users did since, trains the models anew, and compares. */
    RETRAIN,
    /** Makes the catalog and all models anew without users who were erased, and deletes what was before. */
    RENEW;

    /** The name in JSON and in the store. */
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobKind of(String json) {
        return valueOf(json.toUpperCase(Locale.ROOT));
    }
}
