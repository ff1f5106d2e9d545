package dev.matinee.cli;

import dev.matinee.lab.answers.MovieFilter;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which movies come into question. */
final class MovieFilterOptions {
    @Option(names = "--genre", paramLabel = "GENRE", description = "only movies of this genre")
    private @Nullable String genre;

    @Option(names = "--from", paramLabel = "YEAR", description = "only movies released in this year or later")
    private @Nullable Integer from;

    @Option(names = "--to", paramLabel = "YEAR", description = "only movies released in this year or before")
    private @Nullable Integer to;

    @Option(
            names = "--minimum-ratings",
            paramLabel = "N",
            defaultValue = "0",
            description = "only movies with at least this many ratings (default: ${DEFAULT-VALUE})")
    private int minimumRatings;

    /** What was asked for. */
    MovieFilter filter() {
        return new MovieFilter(Optional.ofNullable(genre), number(from), number(to), minimumRatings);
    }

    private static OptionalInt number(@Nullable Integer year) {
        return year == null ? OptionalInt.empty() : OptionalInt.of(year);
    }
}
