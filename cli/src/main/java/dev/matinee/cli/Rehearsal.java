package dev.matinee.cli;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.generate.DataShape;
import dev.matinee.data.generate.Generator;
import dev.matinee.data.generate.Layout;
import dev.matinee.engine.Run;
import dev.matinee.server.Service;
import dev.matinee.server.ServiceSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the launcher has done once for a new build, so that Java records what starting takes: a few ratings are taken in, a model
 * is trained and served.
 */
final class Rehearsal {
    /** What is asked for first. */
    private static final List<String> FIRST = List.of(
            "/api/v1/users/1/recommendations",
            "/",
            "/overview/audience",
            "/recommendations?user=1",
            "/similar?movie=1",
            "/visitor",
            "/models");

    private Rehearsal() {}

    /** Takes no arguments and leaves nothing behind. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("matinee-rehearsal");
        try {
            String ratings = folder.resolve("ratings").toString();
            String workspace = folder.resolve("workspace").toString();
            Generator.like(DataShape.of(60, 40, 1_000)).write(Path.of(ratings), Layout.CSV, Run.seeded(42));
            run("ingest", ratings, "-w", workspace);
            run("train", "implicit-als", "--set", "iterations=1", "--set", "factors=4", "-w", workspace);
            run("recommend", "1", "-w", workspace);
            serve(Workspace.open(Path.of(workspace)));
            run("--help");
        } finally {
            delete(folder);
        }
    }

    private static void run(String... arguments) {
        PrintWriter nobody = new PrintWriter(Writer.nullWriter());
        int exitCode = Matinee.run(arguments, nobody, nobody);
        if (exitCode != 0) {
            throw new IllegalStateException(List.of(arguments) + " ended with " + exitCode);
        }
    }

    private static void serve(Workspace workspace) throws IOException {
        try (Service service =
                Service.start(workspace, ServiceSettings.defaults().port(0), Run.seeded(42))) {
            for (String path : FIRST) {
                service.address().resolve(path).toURL().openStream().close();
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
