package dev.matinee.data.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.catalog.WorkspaceLock;
import dev.matinee.data.generate.DataShape;
import dev.matinee.data.generate.Generator;
import dev.matinee.data.generate.Layout;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceTest {
    @TempDir
    private Path folder;

    private Tried tried = new Tried(Path.of(""));

    @BeforeEach
    void oneRatingIngested() {
        tried = new Tried(folder);
        tried.file("ratings.csv", "userId,movieId,rating,timestamp", "1,10,4,1000000000");
        tried.ingest();
    }

    private static void assertFails(Runnable call, ErrorCode code, String message) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        MatineeException.class,
                        error -> assertThat(error.code()).isEqualTo(code))
                .hasMessageMatching(message);
    }

    private void assertAsItWas() {
        assertThat(tried.ratings()).containsExactly("1 10 4.0 1000000000");
        assertThat(tried.workspace().resolve("tmp")).doesNotExist();
        assertThat(tried.workspace().resolve("catalog").toFile().list())
                .containsExactlyInAnyOrder("0001.duckdb", "0001.json", "CURRENT");
        assertThat(tried.workspace().resolve("matrix").toFile().list())
                .containsExactlyInAnyOrder("0001.bin", "0001.movies");
    }

    @Test
    void aFolderWithoutRatingsSaysWhatToDo() throws IOException {
        assertFails(() -> Workspace.open(folder.resolve("none")), ErrorCode.NOT_FOUND, "there is no workspace .*none");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertFails(() -> Catalog.open(empty), ErrorCode.NOT_FOUND, "the workspace .*empty has no ratings yet");
    }

    @Test
    void aFolderOfOtherThingsIsNotTakenForAWorkspace() {
        assertFails(
                () -> Workspace.create(tried.source()), ErrorCode.CONFLICT, ".* is no workspace and holds ratings.csv");
    }

    @Test
    void aSecondWriterIsTurnedAwayAndReadersAreNot() {
        try (WorkspaceLock held = Workspace.open(tried.workspace()).lock()) {
            assertThat(held.temporaryFolder("x")).isEmptyDirectory();
            assertFails(
                    () -> tried.ingest(),
                    ErrorCode.CONFLICT,
                    "another process .* is writing to the workspace .*workspace");
            assertThat(tried.ratings()).hasSize(1);
        }
        tried.ingest();
    }

    @Test
    void anOpenCatalogGoesOnAnsweringWhenNewOnesAreIngested() {
        try (Catalog before = Catalog.open(tried.workspace())) {
            Interactions matrix = before.interactions(Tried.RUN);
            tried.file("ratings.csv", "userId,movieId,rating,timestamp", "2,20,3,1000000000", "2,21,3,1000000000");
            tried.ingest();
            tried.ingest();
            tried.ingest();

            assertThat(matrix.byUser().rating(0)).isEqualTo(4);
            assertThat(tried.ratings()).hasSize(2);
            assertThat(tried.workspace().resolve("catalog").toFile().list()).hasSize(5);
            assertThat(tried.workspace().resolve("matrix").toFile().list())
                    .containsExactlyInAnyOrder("0003.bin", "0003.movies", "0004.bin", "0004.movies");
        }
    }

    @Test
    void anIngestThatIsCancelledAtAnyMomentLeavesTheWorkspaceAsItWas() {
        Path many = folder.resolve("many");
        Generator.like(DataShape.named("ml-1m").scaled(0.1)).write(many, Layout.CSV, Tried.RUN);
        int finished = 0;
        for (int patience = 0; finished == 0; patience = patience * 2 + 1) {
            AtomicInteger left = new AtomicInteger(patience);
            Run impatient = Tried.RUN.cancelledWhen(() -> left.decrementAndGet() < 0);
            try {
                tried.ingest(many, SourceOptions.none(), IngestOptions.defaults(), impatient);
                finished++;
            } catch (MatineeException stopped) {
                assertThat(stopped.code())
                        .as("patience %s: %s", patience, stopped)
                        .isEqualTo(ErrorCode.CANCELLED);
                assertAsItWas();
            }
        }
        assertThat(tried.ratings()).hasSizeGreaterThan(90_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tmp/ingest/rejected.rows", "matrix/0002.bin.tmp", "tmp/ingest/catalog.duckdb"})
    void aProcessKilledWhenThisFileIsThereLeavesTheLastCatalogAndItsLitterIsCleared(String file) throws Exception {
        Path many = folder.resolve("many");
        Generator.like(DataShape.named("ml-1m").scaled(0.05)).write(many, Layout.CSV, Tried.RUN);
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "--enable-native-access=ALL-UNNAMED",
                        Victim.class.getName(),
                        many.toString(),
                        tried.workspace().toString(),
                        file)
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = victim.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("waiting");
            assertFails(() -> tried.ingest(), ErrorCode.CONFLICT, "another process .*" + victim.pid() + ".*");
        } finally {
            victim.destroyForcibly();
            assertThat(victim.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(tried.workspace().resolve(file)).exists();
        assertThat(tried.ratings()).containsExactly("1 10 4.0 1000000000");

        Workspace.open(tried.workspace()).lock().close();

        assertAsItWas();
        tried.ingest();
    }

    /** A process that ingests until a certain file is there, and then waits to be killed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) {
            Path file = Path.of(arguments[1], arguments[2]);
            CountDownLatch never = new CountDownLatch(1);
            AtomicBoolean told = new AtomicBoolean();
            Run run = Run.seeded(1).threads(2).cancelledWhen(() -> {
                if (Files.exists(file)) {
                    if (told.compareAndSet(false, true)) {
                        System.out.println("waiting");
                    }
                    try {
                        never.await();
                    } catch (InterruptedException interrupted) {
                        return true;
                    }
                }
                return false;
            });
            try (Source source = Sources.open(arguments[0], SourceOptions.none())) {
                Ingest.of(source, IngestOptions.defaults()).into(Workspace.create(Path.of(arguments[1])), run);
            }
        }
    }
}
