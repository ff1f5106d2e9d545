package dev.matinee.engine.files;

import dev.matinee.engine.Checkpoints;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Checkpoints as files of one folder, which is made when the first is written: {@code NAME.checkpoint}, each whole, its bytes
 * followed by their CRC-32C.
 */
public final class CheckpointFolder implements Checkpoints {
    private final Path folder;

    private CheckpointFolder(Path folder) {
        this.folder = folder;
    }

    /** The checkpoints in a folder, which need not exist. */
    public static CheckpointFolder of(Path folder) {
        return new CheckpointFolder(folder);
    }

    /**
     * What was last left under this name.
     *
     * @throws MatineeException {@code BAD_DATA} when the file is cut or altered, {@code STORAGE} when it cannot be read
     */
    @Override
    public Optional<byte[]> read(String name) {
        Path file = file(name);
        try {
            byte[] all = Files.readAllBytes(file);
            int length = all.length - Integer.BYTES;
            if (length < 0 || ByteBuffer.wrap(all).getInt(length) != checksum(all, length)) {
                throw MatineeException.badData(
                        "the checkpoint " + file + " is damaged: its checksum is not that of its bytes",
                        "delete " + folder + " and start again");
            }
            return Optional.of(Arrays.copyOf(all, length));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException failure) {
            throw storage("read", file, failure);
        }
    }

    @Override
    public void write(String name, byte[] content) {
        Path file = file(name);
        try {
            Files.createDirectories(folder);
            byte[] checksum = ByteBuffer.allocate(Integer.BYTES)
                    .putInt(checksum(content, content.length))
                    .array();
            ModelFolder.write(file, out -> {
                out.write(content);
                out.write(checksum);
            });
        } catch (IOException failure) {
            throw storage("write", file, failure);
        }
    }

    /** Deletes all checkpoints, and the folder, when they are of no more use. */
    public void delete() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw storage("delete", folder, failure);
        }
    }

    private Path file(String name) {
        return folder.resolve(name + ".checkpoint");
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }

    private static MatineeException storage(String what, Path file, IOException failure) {
        return new MatineeException(
                ErrorCode.STORAGE,
                "cannot " + what + " the checkpoint " + file + ": " + failure.getMessage(),
                "check free space and permissions",
                failure);
    }
}
