package dev.matinee.lab.studies;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.generate.DataShape;
import dev.matinee.data.generate.Generator;
import dev.matinee.data.ingest.Ingest;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.Run;
import java.nio.file.Path;

/** Ratings taken in for a test. */
final class Ingested {
    static final Run RUN = Run.seeded(42).threads(2);

    private Ingested() {}

    static StudyData of(String location, Path folder, StudyData.Origin origin) {
        Workspace workspace = Workspace.create(folder.resolve("workspace"));
        try (Source source = Sources.open(location, SourceOptions.none())) {
            Ingest.of(source, IngestOptions.defaults()).into(workspace, RUN);
        }
        return new StudyData(workspace, workspace.catalog(), origin);
    }

    static StudyData sample(Path folder) {
        return of("sample", folder, StudyData.Origin.SAMPLE);
    }

    static StudyData generated(DataShape shape, Path folder) {
        Path ratings = folder.resolve("ratings");
        Generator.like(shape).write(ratings, RUN);
        return of(ratings.toString(), folder, StudyData.Origin.GENERATED);
    }
}
