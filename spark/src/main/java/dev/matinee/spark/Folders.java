package dev.matinee.spark;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Folders for intermediate files. */
final class Folders {
    private static final String LOCK = ".lock";
    private static final Pattern NAME = Pattern.compile("spark-\\d+\\.lock");

    /** What keeps the folders of this process locked. */
    private static final ConcurrentMap<Path, FileChannel> HELD = new ConcurrentHashMap<>();

    private Folders() {}

    /**
     * A new folder within another, which is made where it is not there. What processes that were killed left there goes: each
     * folder has a file beside it that is locked as long as whoever made it lives.
     */
    static Path create(Path within) {
        try {
            Files.createDirectories(within);
            clear(within.toAbsolutePath());
            while (true) {
                Path beside = Files.createTempFile(within.toAbsolutePath(), "spark-", LOCK);
                FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE);
                // Another process may have cleared it away before it was locked.
                if (channel.tryLock() != null && Files.exists(beside)) {
                    Path folder = Files.createDirectory(lockedBy(beside));
                    HELD.put(folder, channel);
                    return folder;
                }
                channel.close();
            }
        } catch (IOException failure) {
            throw failed("cannot write to " + within, failure);
        }
    }

    private static void clear(Path within) throws IOException {
        List<Path> locks;
        try (Stream<Path> files = Files.list(within)) {
            locks = files.filter(file ->
                            NAME.matcher(String.valueOf(file.getFileName())).matches())
                    .filter(file -> !HELD.containsKey(lockedBy(file)))
                    .toList();
        }
        for (Path lock : locks) {
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
                if (channel.tryLock() != null) {
                    deleteAll(lockedBy(lock));
                    Files.deleteIfExists(lock);
                }
            } catch (NoSuchFileException | OverlappingFileLockException beingDone) {
                // Whoever made it, or another who clears, was faster.
            }
        }
    }

    private static Path lockedBy(Path lock) {
        String name = String.valueOf(lock.getFileName());
        return lock.resolveSibling(name.substring(0, name.length() - LOCK.length()));
    }

    /** Deletes a folder with all that is in it; one that is not there is no error. */
    static void delete(Path folder) {
        try {
            deleteAll(folder);
            FileChannel channel = HELD.remove(folder);
            if (channel != null) {
                Files.deleteIfExists(folder.resolveSibling(folder.getFileName() + LOCK));
                channel.close();
            }
        } catch (IOException failure) {
            throw failed("cannot delete " + folder, failure);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    static MatineeException failed(String what, IOException failure) {
        return new MatineeException(
                ErrorCode.STORAGE, what + ": " + failure.getMessage(), "check permissions and free space", failure);
    }
}
