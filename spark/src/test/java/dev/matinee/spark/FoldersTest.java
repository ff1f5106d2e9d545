package dev.matinee.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that do not outlive who made them, and those that are put in each other's place. */
class FoldersTest {
    @TempDir
    private Path within;

    @Test
    void whatAKilledProcessLeftGoesAndWhatIsInUseStays() throws IOException {
        Path left = Files.createDirectories(within.resolve("spark-12/checkpoints"));
        Files.writeString(within.resolve("spark-12.lock"), "");
        Path strangers = Files.createDirectories(within.resolve("spark-13"));
        Path inUse = Folders.create(within);

        Path next = Folders.create(within);

        assertThat(left).doesNotExist();
        assertThat(within.resolve("spark-12")).doesNotExist();
        assertThat(strangers).as("not made here").exists();
        assertThat(inUse).isDirectory();
        Folders.delete(inUse);
        Folders.delete(next);
        try (Stream<Path> files = Files.list(within)) {
            assertThat(files).containsExactly(strangers);
        }
    }

    @Test
    void aFolderThatCannotBeReplacedIsAsItWas() throws IOException {
        Path target = Files.createDirectories(within.resolve("lists"));
        Files.writeString(target.resolve("part"), "old");
        assertThatThrownBy(() -> AllLists.replace(target, within.resolve("missing"), within.resolve("before")))
                .hasMessageContaining("cannot write");
        assertThat(target.resolve("part")).hasContent("old");

        Path made = Files.createDirectories(within.resolve("made"));
        Files.writeString(made.resolve("part"), "new");
        AllLists.replace(target, made, within.resolve("before"));
        assertThat(target.resolve("part")).hasContent("new");
    }
}
