package dev.matinee.lab.factors;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.ingest.Ingest;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Workspaces to try things in. */
final class Ingested {
    private Ingested() {}

    static Workspace of(Path folder, String name, String source) {
        Workspace workspace = Workspace.create(folder.resolve(name));
        try (Source opened = Sources.open(source, SourceOptions.none())) {
            Ingest.of(opened, IngestOptions.defaults()).into(workspace, Run.seeded(1));
        }
        return workspace;
    }

    /** Of the texts of {@code ratings.csv} and {@code movies.csv}; without movies where the latter is empty. */
    static Workspace of(Path folder, String name, String ratings, String movies) throws IOException {
        Path source = Files.createDirectories(folder.resolve(name + "-source"));
        Files.writeString(source.resolve("ratings.csv"), ratings);
        if (!movies.isEmpty()) {
            Files.writeString(source.resolve("movies.csv"), movies);
        }
        return of(folder, name, source.toString());
    }
}
