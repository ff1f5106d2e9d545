package dev.matinee.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes in, what is looked at, and what cannot be reached. */
class IntakeTest {
    private static final Run RUN = Run.seeded(42);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Workspace workspace;

    @SuppressWarnings("NullAway.Init")
    private Intake intake;

    @BeforeEach
    void open() {
        workspace = Workspace.create(folder.resolve("workspace"));
        intake = new Intake(workspace);
    }

    private String keep(String name, String content) {
        return intake.keep(name, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({
        "ratings.csv, ratings.csv",
        "../../etc/passwd, passwd",
        "C:\\data\\my ratings.csv, my-ratings.csv",
        ".hidden.csv, hidden.csv",
    })
    void aFileStaysInTheFolderOfSources(String given, String kept) {
        assertThat(keep(given, "a")).isEqualTo(kept);
        assertThat(intake.sources()).containsExactly(kept, "sample");
        assertThat(Files.isRegularFile(workspace.sourcesFolder().resolve(kept))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "///", "sample"})
    void aFileNeedsAName(String name) {
        assertThatThrownBy(() -> keep(name, "a")).isInstanceOf(MatineeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret.csv", "/etc/passwd", "jdbc:sqlite:/etc/x.db", "nowhere.csv"})
    void nothingElseOfTheMachineIsRead(String source) {
        assertThatThrownBy(() -> intake.verify(Map.of("source", source)))
                .isInstanceOf(MatineeException.class)
                .hasMessageContaining("there is no source");
        assertThatThrownBy(() -> intake.preview(source)).hasMessageContaining("there is no source");
    }

    @Test
    void whatWasLookedAtIsPutInUseWhole() {
        keep("stars.csv", "customer,film,stars\n1,10,4\n1,20,5\n2,10,3\n2,20,wrong\n");
        assertThat(intake.preview("stars.csv")).first().isEqualTo("customer,film,stars");
        intake.check(Map.of("source", "stars.csv", "columns", "user=customer,movie=film,rating=stars"), RUN);
        assertThat(workspace.hasCatalog()).isFalse();
        Map<String, Object> checked = intake.checked().orElseThrow();
        assertThat(String.valueOf(checked.get("rejected"))).contains("2,20,wrong");
        assertThat(intake.commit()).isEqualTo("0001");
        assertThat(intake.checked()).isEmpty();
        try (Catalog catalog = workspace.catalog()) {
            assertThat(catalog.dataCard().ratings()).isEqualTo(3);
        }
        assertThatThrownBy(intake::commit).hasMessageContaining("nothing was checked");
    }

    @Test
    void whatIsThrownAwayOrFailsLeavesNothing() {
        intake.check(Map.of("source", "sample"), RUN);
        intake.discard();
        assertThat(intake.checked()).isEmpty();
        keep("no.csv", "nothing,of,use\n");
        assertThatThrownBy(() -> intake.check(Map.of("source", "no.csv"), RUN)).isInstanceOf(MatineeException.class);
        assertThat(intake.checked()).isEmpty();
        assertThat(List.of(workspace.stagedFolder())).noneMatch(Files::exists);
    }
}
