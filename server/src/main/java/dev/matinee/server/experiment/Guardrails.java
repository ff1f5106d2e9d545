package dev.matinee.server.experiment;

import dev.matinee.engine.MatineeException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What ends an experiment before its time. Each limit is on a share of one arm's answers, and is broken when the whole
 * confidence sequence of that share lies above it: one bad minute does not end an experiment, lasting harm does.
 *
 * @param slowMilliseconds an answer that took longer is slow
 * @param slowShare how many answers may be slow; 0.01 keeps the 99th percentile under {@code slowMilliseconds}
 * @param emptyShare how many answers may have no movie in them
 * @param failedShare how many answers of the arm's model may fail; the user then gets that of the preferred model
 */
public record Guardrails(double slowMilliseconds, double slowShare, double emptyShare, double failedShare) {
    /** How probable it may be that an arm which keeps within its limits is ever stopped, over all limits and looks. */
    public static final double ALPHA = 0.01;

    /** Checks the ranges. */
    public Guardrails {
        if (!(slowMilliseconds > 0 && slowMilliseconds <= 60_000)) {
            throw MatineeException.usage("slowMilliseconds must be above 0 and at most 60000, got " + slowMilliseconds);
        }
        checkShare("slowShare", slowShare);
        checkShare("emptyShare", emptyShare);
        checkShare("failedShare", failedShare);
    }

    private static void checkShare(String name, double share) {
        if (!(share > 0 && share <= 1)) {
            throw MatineeException.usage(name + " must be above 0 and at most 1, got " + share);
        }
    }

    /** 99 of 100 answers within 200 ms, 95 with a movie, 99 without a failure. */
    public static Guardrails defaults() {
        return new Guardrails(200, 0.01, 0.05, 0.01);
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("slowMilliseconds", slowMilliseconds);
        json.put("slowShare", slowShare);
        json.put("emptyShare", emptyShare);
        json.put("failedShare", failedShare);
        return json;
    }
}
