package dev.matinee.spark;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.ingest.Ingest;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.ingest.IngestReport;
import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.Run;
import dev.matinee.lab.engines.JobEngine;
import dev.matinee.lab.engines.JobEngines;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.SparkSession;

/** One Spark for all tests of this process, and the embedded sample in a workspace. */
final class TestSpark {
    static final Run RUN = Run.seeded(42).threads(2);

    /** Plans for few rows: what takes longer to compile or to plan again than to do is left out. */
    private static final Map<String, String> SETTINGS = Map.of(
            "spark.sql.shuffle.partitions", "2",
            "spark.sql.adaptive.enabled", "false",
            "spark.sql.codegen.wholeStage", "false",
            "spark.sql.codegen.factoryMode", "NO_CODEGEN");

    private static Optional<JobEngine> engine = Optional.empty();
    private static Optional<Path> workspace = Optional.empty();

    private TestSpark() {}

    static synchronized JobEngine engine() {
        if (engine.isEmpty()) {
            engine = Optional.of(JobEngines.named("spark").start(Optional.of("local[2]"), SETTINGS, 2));
        }
        return engine.get();
    }

    /** The session of the engine. */
    static SparkSession session() {
        engine();
        return SparkSession.active();
    }

    /** The workspace of the sample, taken in by this process. */
    static synchronized Path sample() {
        if (workspace.isEmpty()) {
            Path folder = temporary().resolve("sample");
            ingest("sample", SourceOptions.none(), IngestOptions.defaults(), folder);
            workspace = Optional.of(folder);
        }
        return workspace.get();
    }

    static Path temporary() {
        try {
            Path folder = Files.createTempDirectory("matinee-spark-test-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(folder)));
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Takes a source in by this process alone. */
    static IngestReport ingest(String location, SourceOptions options, IngestOptions how, Path folder) {
        try (Source source = Sources.open(location, options)) {
            return Ingest.of(source, how).into(Workspace.create(folder), RUN);
        }
    }

    /** Takes a source in with the help of Spark. */
    static IngestReport ingestBySpark(String location, SourceOptions options, IngestOptions how, Path folder) {
        try (Source source = Sources.open(location, options)) {
            Workspace workspace = Workspace.create(folder);
            JobEngine.Judged judged = engine().judge(source, how, folder.resolve("spark"), RUN);
            try (Source ready = judged.source()) {
                return Ingest.of(ready, judged.options()).into(workspace, RUN);
            }
        }
    }

    /** The sample as a folder of ratings.csv and movies.csv. */
    static Path sampleAsCsv(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String file : List.of("ratings.csv", "movies.csv")) {
            try (InputStream packed = ClassLoader.getSystemResourceAsStream("dev/matinee/sample/" + file + ".gz");
                    InputStream in = new GZIPInputStream(Objects.requireNonNull(packed))) {
                Files.copy(in, folder.resolve(file));
            }
        }
        return folder;
    }
}
