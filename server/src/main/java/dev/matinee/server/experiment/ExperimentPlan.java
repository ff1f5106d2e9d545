package dev.matinee.server.experiment;

import dev.matinee.engine.MatineeException;
import dev.matinee.server.shelf.ModelVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which users get which of two models, and what is counted. A user is in the same arm in every process at every time: the
 * first eight bytes of SHA-256 of the experiment's name and the user's id decide, so users are divided anew by every name.
 *
 * @param name the name
 * @param control the model that is compared with
 * @param treatment the model that is tried
 * @param share the share of users that get the treatment
 * @param window for how long after a user's first answer from an arm likes and clicks count
 * @param guardrails what ends it before its time
 */
public record ExperimentPlan(
        String name,
        ModelVersion control,
        ModelVersion treatment,
        double share,
        Duration window,
        Guardrails guardrails) {
    private static final double TWO_TO_53 = 0x1p53;

    /** Checks the ranges. */
    public ExperimentPlan {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            throw MatineeException.usage(
                    "a name of an experiment has 1 to 64 small letters, digits and hyphens, got " + name);
        }
        if (control.equals(treatment)) {
            throw MatineeException.usage("control and treatment must differ, both are " + control);
        }
        if (!(share > 0 && share < 1)) {
            throw MatineeException.usage("share must be above 0 and below 1, got " + share);
        }
        if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(Duration.ofDays(90)) > 0) {
            throw MatineeException.usage("the window must be from a second to 90 days, got " + window);
        }
    }

    /** The arm of a user. */
    public Arm arm(String user) {
        return place(user) < share ? Arm.TREATMENT : Arm.CONTROL;
    }

    /** The model of an arm. */
    public ModelVersion model(Arm arm) {
        return arm == Arm.CONTROL ? control : treatment;
    }

    /** Where in [0, 1) a user stands; the name cannot hold the line feed that is between it and the id. */
    private double place(String user) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((name + "\n" + user).getBytes(StandardCharsets.UTF_8));
            long bits = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                bits = bits << 8 | (digest[i] & 0xFF);
            }
            return (bits >>> 11) / TWO_TO_53;
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The plan that {@link #toJson} wrote. */
    static ExperimentPlan of(Map<String, Object> json) {
        Map<?, ?> limits = object(json, "guardrails");
        return new ExperimentPlan(
                String.valueOf(json.get("name")),
                version(object(json, "control")),
                version(object(json, "treatment")),
                number(json, "share"),
                Duration.ofSeconds((long) number(json, "windowSeconds")),
                new Guardrails(
                        number(limits, "slowMilliseconds"),
                        number(limits, "slowShare"),
                        number(limits, "emptyShare"),
                        number(limits, "failedShare")));
    }

    private static ModelVersion version(Map<?, ?> json) {
        return new ModelVersion(String.valueOf(json.get("model")), String.valueOf(json.get("version")));
    }

    private static Map<?, ?> object(Map<?, ?> json, String name) {
        return json.get(name) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static double number(Map<?, ?> json, String name) {
        return json.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** The plan in the words of the API. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("control", control.toJson());
        json.put("treatment", treatment.toJson());
        json.put("share", share);
        json.put("windowSeconds", window.toSeconds());
        json.put("guardrails", guardrails.toJson());
        return json;
    }
}
