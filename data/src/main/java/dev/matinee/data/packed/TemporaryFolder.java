package dev.matinee.data.packed;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is gone when closed, with everything in it. */
final class TemporaryFolder implements AutoCloseable {
    private final Path path;

    TemporaryFolder() {
        try {
            this.path = Files.createTempDirectory("matinee-unpacked-");
        } catch (IOException failure) {
            throw cannotUse("the folder for temporary files", failure);
        }
    }

    Path path() {
        return path;
    }

    /** How many bytes can still be written. */
    long free() {
        try {
            return Files.getFileStore(path).getUsableSpace();
        } catch (IOException failure) {
            throw cannotUse(path.toString(), failure);
        }
    }

    static MatineeException cannotUse(String what, IOException failure) {
        String reason = failure instanceof FileSystemException known && known.getReason() != null
                ? known.getReason()
                : failure.getMessage();
        return new MatineeException(
                ErrorCode.STORAGE,
                "cannot unpack to " + what + ": " + reason,
                "make room there or name another folder with -Djava.io.tmpdir=…",
                failure);
    }

    /** Deletes it; once it is gone, does nothing. */
    @Override
    public void close() {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw cannotUse(path.toString(), failure);
        }
    }
}
