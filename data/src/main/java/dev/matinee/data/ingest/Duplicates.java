package dev.matinee.data.ingest;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which rating counts when a user rated a movie in several rows; the other rows are rejected. */
public enum Duplicates {
    /** The one with the latest time; of those without or with the same time, the last in the source. */
    LATEST("the latest is kept"),
    /** The highest; of equal ones, the latest. */
    HIGHEST("the highest is kept"),
    /** Their mean, with the time of the latest. */
    MEAN("their mean is kept"),
    /** None. */
    REJECT("none is kept");

    private final String outcome;

    Duplicates(String outcome) {
        this.outcome = outcome;
    }

    /** What becomes of the rows, for people. */
    String outcome() {
        return outcome;
    }

    /** The name on the command line: {@code latest}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The way with this name. */
    public static Duplicates named(String label) {
        List<String> labels = Arrays.stream(values()).map(Duplicates::label).toList();
        return Arrays.stream(values())
                .filter(value -> value.label().equals(label))
                .findFirst()
                .orElseThrow(() -> MatineeException.usage("duplicates must be one of " + String.join(", ", labels)
                        + ", got \"" + label + "\"" + Nearest.hint(label, labels)));
    }
}
