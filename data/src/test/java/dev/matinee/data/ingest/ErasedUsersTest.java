package dev.matinee.data.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.ErasedUsers;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users who were erased do not come back. */
class ErasedUsersTest {
    private static final Run RUN = Run.seeded(1);
    private static final Instant ERASED = Instant.ofEpochSecond(2_000_000_000);

    private static List<String> users(Workspace workspace) {
        try (Catalog catalog = workspace.catalog()) {
            List<String> users = new ArrayList<>();
            for (int user = 0; user < catalog.interactions(RUN).users().size(); user++) {
                users.add(catalog.interactions(RUN).users().id(user));
            }
            List<String> tagging =
                    catalog.query("SELECT DISTINCT user_id::VARCHAR AS u FROM tags", row -> row.text("u"));
            assertThat(users).containsAll(tagging);
            return users;
        }
    }

    private static void ingest(Path source, Workspace workspace) {
        try (Source opened = Sources.open(source.toString(), SourceOptions.none())) {
            Ingest.of(opened, IngestOptions.defaults()).into(workspace, RUN);
        }
    }

    private static Path movieLens(Path folder, String users) throws IOException {
        Files.createDirectories(folder);
        StringBuilder ratings = new StringBuilder("userId,movieId,rating,timestamp\n");
        StringBuilder tags = new StringBuilder("userId,movieId,tag,timestamp\n");
        for (String user : users.split(",", -1)) {
            ratings.append(user).append(",10,4,1500000000\n").append(user).append(",20,3.5,1500000000\n");
            tags.append(user).append(",10,fun,1500000000\n");
        }
        Files.writeString(folder.resolve("ratings.csv"), ratings);
        Files.writeString(folder.resolve("tags.csv"), tags);
        Files.writeString(
                folder.resolve("movies.csv"), "movieId,title,genres\n10,Ten (1999),Drama\n20,Twenty (2000),Comedy\n");
        return folder;
    }

    @Test
    void theyAreLeftOutOfWhateverIsIngested(@TempDir Path folder) throws IOException {
        Path source = movieLens(folder.resolve("source"), "1,2,3");
        Workspace workspace = Workspace.create(folder.resolve("workspace"));
        ingest(source, workspace);
        assertThat(users(workspace)).containsExactly("1", "2", "3");
        ErasedUsers.add(workspace, "2", ERASED);
        ingest(source, workspace);
        assertThat(users(workspace)).containsExactly("1", "3");
        ErasedUsers.add(workspace, "3", ERASED);
        ingest(movieLens(folder.resolve("texts"), "1,2,3,dora"), workspace);
        assertThat(users(workspace)).containsExactly("1", "dora");
    }

    @Test
    void whatTheyDidSinceCounts(@TempDir Path folder) throws IOException {
        Workspace workspace = Workspace.create(folder.resolve("workspace"));
        ErasedUsers.add(workspace, "2", Instant.ofEpochSecond(1_400_000_000));
        ingest(movieLens(folder.resolve("source"), "1,2"), workspace);
        assertThat(users(workspace)).containsExactly("1", "2");
        assertThat(ErasedUsers.of(workspace).covers("2", 1_400_000_000)).isTrue();
        assertThat(ErasedUsers.of(workspace).covers("2", 1_400_000_001)).isFalse();
        assertThat(ErasedUsers.of(workspace).covers("2", dev.matinee.engine.matrix.Rows.NO_TIME))
                .isTrue();
        assertThat(ErasedUsers.of(workspace).covers("1", 0)).isFalse();
    }

    @Test
    void theListDoesNotNameThem(@TempDir Path folder) throws IOException {
        Workspace workspace = Workspace.create(folder.resolve("workspace"));
        ErasedUsers.add(workspace, "dora@example.org", ERASED);
        ErasedUsers.add(workspace, "2", ERASED);
        ErasedUsers.add(workspace, "2", ERASED.plusSeconds(1));
        Path file = workspace.folder().resolve("erased-users");
        assertThat(Files.readAllLines(file)).hasSize(3).noneMatch(line -> line.contains("dora"));
        assertThat(ErasedUsers.of(workspace).when("2")).contains(ERASED.plusSeconds(1));
        assertThat(ErasedUsers.of(workspace).when("dora@example.org")).contains(ERASED);
        assertThat(ErasedUsers.of(workspace).when("3")).isEmpty();
        Files.writeString(file, "damaged\nbeyond repair\n");
        assertThatThrownBy(() -> ingest(movieLens(folder.resolve("source"), "1"), workspace))
                .isInstanceOf(MatineeException.class)
                .hasMessageContaining("the list of erased users");
    }
}
