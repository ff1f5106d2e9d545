package dev.matinee.data.ingest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.QualityFinding;
import dev.matinee.data.catalog.Row;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.source.Rule;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A folder to try ingests in: a source made by hand and the workspace that it goes to. */
record Tried(Path folder) {
    static final Run RUN = Run.seeded(7).threads(2);

    Path source() {
        return folder.resolve("source");
    }

    Path workspace() {
        return folder.resolve("workspace");
    }

    /** Writes a file of the source in UTF-8. */
    Tried file(String name, String... lines) {
        return file(name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    Tried file(String name, byte[] bytes) {
        try {
            Files.createDirectories(source());
            Files.write(source().resolve(name), bytes);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    IngestReport ingest() {
        return ingest(IngestOptions.defaults());
    }

    IngestReport ingest(IngestOptions options) {
        return ingest(source(), SourceOptions.none(), options, RUN);
    }

    IngestReport ingest(Path from, SourceOptions sourceOptions, IngestOptions options, Run run) {
        try (Source source = Sources.open(from.toString(), sourceOptions)) {
            return Ingest.of(source, options).into(Workspace.create(workspace()), run);
        }
    }

    /** Every rating of the matrix as {@code user movie rating time}, by user and movie. */
    List<String> ratings() {
        try (Catalog catalog = Catalog.open(workspace())) {
            return ratings(catalog.interactions(RUN));
        }
    }

    static List<String> ratings(Interactions matrix) {
        List<String> all = new ArrayList<>();
        Rows rows = matrix.byUser();
        for (int user = 0; user < matrix.users().size(); user++) {
            for (long position = rows.start(user); position < rows.end(user); position++) {
                String time = rows.time(position) == Rows.NO_TIME ? "-" : Long.toString(rows.time(position));
                all.add(matrix.users().id(user) + " " + matrix.items().id(rows.column(position)) + " "
                        + rows.rating(position) + " " + time);
            }
        }
        return all;
    }

    <T> List<T> query(String sql, Function<Row, T> shape) {
        try (Catalog catalog = Catalog.open(workspace())) {
            return catalog.query(sql, shape);
        }
    }

    /** Every rejected row as {@code file:line rule raw}. */
    List<String> rejected() {
        return query(
                "SELECT * FROM rejected_rows",
                row -> row.text("file") + ":" + row.whole("line") + " " + row.text("rule") + " " + row.text("raw"));
    }

    QualityFinding finding(Rule rule) {
        try (Catalog catalog = Catalog.open(workspace())) {
            return catalog.quality().stream()
                    .filter(finding -> finding.rule() == rule)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A folder of the real data; the test is skipped where it is absent. */
    static Path data(String name) {
        Path data = Path.of(Optional.ofNullable(System.getenv("MATINEE_TEST_DATA"))
                .orElse(System.getProperty("matinee.root") + "/../shared/data"));
        Path found = data.resolve(name);
        assumeTrue(Files.exists(found), () -> "there is no " + found);
        return found;
    }
}
