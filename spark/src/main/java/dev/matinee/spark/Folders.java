package dev.matinee.spark;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders for intermediate files. */
final class Folders {
    private Folders() {}

    /** A new folder within another, which is made where it is not there. */
    static Path create(Path within) {
        try {
            Files.createDirectories(within);
            return Files.createTempDirectory(within.toAbsolutePath(), "spark-");
        } catch (IOException failure) {
            throw failed("cannot write to " + within, failure);
        }
    }

    /** Deletes a folder with all that is in it; one that is not there is no error. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw failed("cannot delete " + folder, failure);
        }
    }

    static MatineeException failed(String what, IOException failure) {
        return new MatineeException(
                ErrorCode.STORAGE, what + ": " + failure.getMessage(), "check permissions and free space", failure);
    }
}
