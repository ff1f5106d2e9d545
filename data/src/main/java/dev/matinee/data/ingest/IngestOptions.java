package dev.matinee.data.ingest;

import dev.matinee.data.catalog.Scale;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How ratings are taken in.
 *
 * @param duplicates which rating counts when a user rated a movie in several rows
 * @param strict whether the first bad row ends the whole
 * @param scale the scale of ratings, where it is not to be detected
 * @param firstDate the day on which the service cannot have been older: ratings dated before lose their time
 * @param name what the data is called, where it is not to be called as its source
 */
public record IngestOptions(
        Duplicates duplicates, boolean strict, Optional<Scale> scale, LocalDate firstDate, Optional<String> name) {
    /** The year in which the first services that gather ratings went on line. */
    private static final LocalDate FIRST_DATE = LocalDate.of(1995, 1, 1);

    /** The latest of duplicates, tolerant, the scale detected, times plausible since 1995. */
    public static IngestOptions defaults() {
        return new IngestOptions(Duplicates.LATEST, false, Optional.empty(), FIRST_DATE, Optional.empty());
    }

    /** The same with this choice among duplicates. */
    public IngestOptions duplicates(Duplicates duplicates) {
        return new IngestOptions(duplicates, strict, scale, firstDate, name);
    }

    /** The same, ended by the first bad row or not. */
    public IngestOptions strict(boolean strict) {
        return new IngestOptions(duplicates, strict, scale, firstDate, name);
    }

    /** The same with this scale. */
    public IngestOptions scale(Scale scale) {
        return new IngestOptions(duplicates, strict, Optional.of(scale), firstDate, name);
    }

    /** The same with this first plausible day. */
    public IngestOptions firstDate(LocalDate firstDate) {
        return new IngestOptions(duplicates, strict, scale, firstDate, name);
    }

    /** The same under this name. */
    public IngestOptions name(String name) {
        return new IngestOptions(duplicates, strict, scale, firstDate, Optional.of(name));
    }
}
