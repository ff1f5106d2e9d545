package dev.matinee.cli;

import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.Columns;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a source is to be read, where it does not say so itself. */
final class SourceArguments {
    @Option(
            names = "--format",
            paramLabel = "NAME",
            description =
                    "the source's format, where it is not to be recognised from its content: ${COMPLETION-CANDIDATES}",
            completionCandidates = Formats.class)
    private @Nullable String format;

    @Option(
            names = "--columns",
            paramLabel = "user=A,movie=B,…",
            description = "which column holds what: user=…,movie=…,rating=…,time=…")
    private @Nullable String columns;

    @Option(
            names = {"--table", "--query"},
            paramLabel = "NAME",
            description = "the table, or the SELECT that makes one, to read from a database")
    private @Nullable String table;

    /** The names that {@code --format} takes. */
    static final class Formats implements Iterable<String> {
        @Override
        public java.util.Iterator<String> iterator() {
            return Sources.formats().iterator();
        }
    }

    Source open(String location) {
        return Sources.open(
                location,
                new SourceOptions(
                        Optional.ofNullable(format),
                        Optional.ofNullable(columns).map(Columns::parse),
                        Optional.ofNullable(table)));
    }
}
