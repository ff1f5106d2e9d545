package dev.matinee.lab.studies;

import java.util.Locale;

/**
 * How what we found stands to what a document says.
 *
 * @param kind which of the four
 * @param because why, in a clause that goes on after "because"; empty where both are the same
 */
public record Verdict(Kind kind, String because) {
    /** The ways in which figures stand to each other. */
    public enum Kind {
        /** All figures agree. */
        SAME("same"),
        /** They differ, and nobody is wrong. */
        DIFFERS("differs"),
        /** The document prints nothing to compare with. */
        NOT_COMPARED("not compared"),
        /** The document makes a mistake, which a figure of ours shows. */
        WRONG("document is wrong");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** The name in JSON. */
        public String json() {
            return this == NOT_COMPARED ? "notCompared" : name().toLowerCase(Locale.ROOT);
        }
    }

    /** All figures agree. */
    static Verdict same() {
        return new Verdict(Kind.SAME, "");
    }

    /** As people read it: {@code differs because the data are others}. */
    @Override
    public String toString() {
        return because.isEmpty() ? kind.text : kind.text + " because " + because;
    }
}
