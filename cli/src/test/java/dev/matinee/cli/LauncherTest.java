package dev.matinee.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a release, where something that only prints its arguments stands for Java. */
class LauncherTest {
    private static final Path LAUNCHER = Path.of(System.getProperty("matinee.root", ".."), "matinee");
    private static final String JAVA = """
            #!/bin/sh
            for argument in "$@"; do
              case $argument in
                -XX:AOTCacheOutput=*) echo recorded >"${argument#*=}"; exit 0 ;;
              esac
              printf '%s\\n' "$argument"
            done
            echo "WARNING: Using incubator modules: jdk.incubator.vector" >&2
            echo trouble >&2
            exit 3
            """;

    @TempDir
    private Path folder;

    private Path release = Path.of("");

    @BeforeEach
    void unpack() throws IOException {
        release = Files.createDirectories(folder.resolve("matinee-1.0"));
        Files.createDirectories(release.resolve("lib"));
        executable(release.resolve("matinee"), Files.readString(LAUNCHER));
        Files.createDirectories(release.resolve("runtime/bin"));
        executable(release.resolve("runtime/bin/java"), JAVA);
    }

    @Test
    void aReleaseNeedsNothingOfItsSurroundings() throws Exception {
        Ended ended = run(release.resolve("matinee"), List.of("recommend", "Toy Story"));

        assertThat(ended.exitCode).isEqualTo(3);
        assertThat(ended.out.lines())
                .contains(
                        "-XX:AOTCache=" + release.resolve("matinee.aot"),
                        release.resolve("lib") + "/*",
                        "dev.matinee.cli.Matinee",
                        "recommend")
                .endsWith("Toy Story");
        assertThat(ended.err).isEqualTo("trouble\n");
        assertThat(release.resolve("matinee.aot")).hasContent("recorded");
    }

    @Test
    void itIsRecordedOnce() throws Exception {
        run(release.resolve("matinee"), List.of("--help"));
        Files.writeString(release.resolve("matinee.aot"), "kept");
        run(release.resolve("matinee"), List.of("--help"));
        assertThat(release.resolve("matinee.aot")).hasContent("kept");
    }

    @Test
    void aLinkToItWorks() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("linked"), Path.of("matinee-1.0/matinee"));
        assertThat(run(link, List.of("--help")).out).contains(release.resolve("lib") + "/*");
    }

    @Test
    void theRecordIsKeptElsewhereWhereTheFolderMayNotBeWritten() throws Exception {
        Files.setPosixFilePermissions(release, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeFalse(Files.isWritable(release), "runs as root, who may write everywhere");
            Path cache = folder.resolve("cache");
            assertThat(run(release.resolve("matinee"), List.of("--help"), "XDG_CACHE_HOME=" + cache).out)
                    .contains("-XX:AOTCache=" + cache.resolve("matinee/matinee-1.0.aot"));
            assertThat(cache.resolve("matinee/matinee-1.0.aot")).exists();
            assertThat(run(release.resolve("matinee"), List.of("--help")).exitCode)
                    .isEqualTo(3);
        } finally {
            Files.setPosixFilePermissions(release, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void modelsOfOthersAreAddedToTheClassPath() throws Exception {
        assertThat(run(release.resolve("matinee"), List.of("--help"), "MATINEE_EXTENSIONS=/a.jar:/b.jar").out)
                .contains(release.resolve("lib") + "/*:/a.jar:/b.jar\n");
    }

    private record Ended(int exitCode, String out, String err) {}

    /** Without any variable of the environment but those given: no PATH, no home. */
    private Ended run(Path launcher, List<String> arguments, String... environment) throws Exception {
        List<String> command = new ArrayList<>(List.of("/usr/bin/env", "-i"));
        command.addAll(List.of(environment));
        command.add(launcher.toString());
        command.addAll(arguments);
        Path err = folder.resolve("err");
        Process process =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        Thread.sleep(100);
        return new Ended(exitCode, out, Files.readString(err));
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
