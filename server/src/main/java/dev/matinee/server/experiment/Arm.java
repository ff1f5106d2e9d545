package dev.matinee.server.experiment;

import java.util.Locale;

/** One of the two sides of an experiment. */
public enum Arm {
    /** What is compared with. */
    CONTROL,
    /** What is tried. */
    TREATMENT;

    /** The name in JSON and in the store. */
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
