package dev.matinee.data.catalog;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are there whole or not at all: written under a temporary name, forced to disk, renamed. */
public final class AtomicFile {
    private AtomicFile() {}

    /** Writes or replaces a file. */
    public static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes or replaces a file. */
    public static void write(Path file, byte[] bytes) {
        Path temporary = temporary(file);
        try {
            Files.createDirectories(parent(file));
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            move(temporary, file);
        } catch (IOException failure) {
            throw cannotWrite(file, failure);
        }
    }

    /** Deletes a file, if it is there. */
    public static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw cannotWrite(file, failure);
        }
    }

    /** Puts a finished file in its place, forced to disk before. */
    public static void publish(Path finished, Path file) {
        try {
            Files.createDirectories(parent(file));
            try (FileChannel channel = FileChannel.open(finished, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            move(finished, file);
        } catch (IOException failure) {
            throw cannotWrite(file, failure);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(parent(to), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException notOnThisSystem) {
            System.getLogger(AtomicFile.class.getName())
                    .log(System.Logger.Level.DEBUG, "cannot force the folder of {0}", to);
        }
    }

    static Path parent(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException("no file: " + file);
        }
        return parent;
    }

    /** The name under which a file is written before it is whole. */
    static Path temporary(Path file) {
        return parent(file).resolve(file.getFileName() + ".tmp");
    }

    static MatineeException cannotWrite(Path file, IOException failure) {
        String why = failure instanceof java.nio.file.AccessDeniedException ? "access is denied" : failure.getMessage();
        return new MatineeException(
                ErrorCode.STORAGE, "cannot write " + file + ": " + why, "check free space and permissions", failure);
    }
}
