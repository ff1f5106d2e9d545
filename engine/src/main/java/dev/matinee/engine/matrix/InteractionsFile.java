package dev.matinee.engine.matrix;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/** Reads and writes the memory-mapped form of {@link Interactions}. */
final class InteractionsFile {
    private InteractionsFile() {}

    static Interactions open(Path file) {
        if (!Files.exists(file)) {
            throw MatineeException.notFound("there is no interactions file " + file, "run ingest again");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long length = channel.size();
            MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, length, Arena.ofAuto());
            boolean whole = length >= InteractionsLayout.HEADER
                    && mapped.get(Rows.LONG, 0) == InteractionsLayout.MAGIC
                    && mapped.get(Rows.INT, 8) == InteractionsLayout.FORMAT
                    && mapped.get(Rows.INT, InteractionsLayout.CHECK_AT) == headerCheck(mapped)
                    && mapped.get(Rows.LONG, 64) == length;
            if (!whole) {
                throw MatineeException.badData(
                        "the interactions file " + file + " is cut short or damaged (" + length + " bytes)",
                        "delete it: it is rebuilt from the catalog");
            }
            return read(mapped);
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE, "cannot read " + file + ": " + failure.getMessage(), "", failure);
        }
    }

    /** Writes a file of a given length through a mapping: to a temporary name, forced to disk, renamed. */
    static void write(Path file, long length, Consumer<MemorySegment> fill) {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (Arena arena = Arena.ofShared();
                    FileChannel channel = FileChannel.open(
                            temporary,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE)) {
                requireSpace(temporary, length);
                MemorySegment mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, length, arena);
                fill.accept(mapped);
                mapped.force();
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE,
                    "cannot write " + file + ": " + failure.getMessage(),
                    "check free space and permissions",
                    failure);
        } finally {
            deleteQuietly(temporary);
        }
    }

    /** A full disk under a mapping ends the process by a signal, so it is asked for beforehand. */
    private static void requireSpace(Path file, long length) throws IOException {
        long free = Files.getFileStore(file).getUsableSpace();
        if (free < length) {
            throw new IOException("it needs " + length + " bytes and the disk has " + free + " left");
        }
    }

    private static void deleteQuietly(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException left) {
            System.getLogger(InteractionsFile.class.getName())
                    .log(System.Logger.Level.WARNING, "cannot delete {0}", temporary);
        }
    }

    static Interactions read(MemorySegment file) {
        InteractionsLayout layout = InteractionsLayout.read(file);
        Rows byUser = new Rows(
                layout.users().size(),
                layout.userStarts(file),
                layout.userColumns(file),
                layout.userRatings(file),
                layout.scale(),
                layout.userTimes(file),
                layout.baseTime());
        Rows byItem = new Rows(
                layout.items().size(),
                layout.itemStarts(file),
                layout.itemColumns(file),
                layout.itemRatings(file),
                layout.scale(),
                MemorySegment.NULL,
                0);
        byte[] hash = new byte[32];
        MemorySegment.copy(file, Rows.BYTE, InteractionsLayout.HASH_AT, hash, 0, hash.length);
        return new Interactions(
                layout.users(), layout.items(), byUser, byItem, HexFormat.of().formatHex(hash));
    }

    static byte[] sha256(MemorySegment file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(file.asSlice(0, InteractionsLayout.HASH_AT).toArray(Rows.BYTE));
            long at = InteractionsLayout.HEADER;
            while (at < file.byteSize()) {
                long length = Math.min(1 << 26, file.byteSize() - at);
                digest.update(file.asSlice(at, length).asByteBuffer());
                at += length;
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static int headerCheck(MemorySegment file) {
        CRC32C check = new CRC32C();
        check.update(file.asSlice(0, InteractionsLayout.CHECK_AT).toArray(Rows.BYTE));
        return (int) check.getValue();
    }
}
