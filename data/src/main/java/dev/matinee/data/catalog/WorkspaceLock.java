package dev.matinee.data.catalog;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The right to write to a workspace, held by one process at a time; readers need none. The operating system takes it back
 * from a process that ends in whatever way. What such a process left unfinished is cleared away by the next holder.
 */
public final class WorkspaceLock implements AutoCloseable {
    private final Workspace workspace;
    private final FileChannel channel;
    private final FileLock lock;

    private WorkspaceLock(Workspace workspace, FileChannel channel, FileLock lock) {
        this.workspace = workspace;
        this.channel = channel;
        this.lock = lock;
    }

    static WorkspaceLock take(Workspace workspace) {
        Path file = workspace.folder().resolve("lock");
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                String holder = holder(channel);
                channel.close();
                throw new MatineeException(
                        ErrorCode.CONFLICT,
                        "another process" + holder + " is writing to the workspace " + workspace.folder(),
                        "wait until it has finished, or use another folder with --workspace");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            WorkspaceLock held = new WorkspaceLock(workspace, channel, lock);
            held.clear();
            return held;
        } catch (IOException failure) {
            throw AtomicFile.cannotWrite(file, failure);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(20);
        channel.read(text, 0);
        String id = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
        return id.matches("\\d+") ? " (" + id + ")" : "";
    }

    /** Deletes what killed processes left, and snapshots that were never or are no longer in use. */
    private void clear() throws IOException {
        deleteTree(workspace.temporaryFolder());
        workspace.snapshots().deleteUnused();
    }

    /** A folder of this name for unfinished work, empty; it is gone when the lock is released. */
    public Path temporaryFolder(String name) {
        Path folder = workspace.temporaryFolder().resolve(name);
        try {
            deleteTree(folder);
            return Files.createDirectories(folder);
        } catch (IOException failure) {
            throw AtomicFile.cannotWrite(folder, failure);
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> entries;
        try (Stream<Path> walk = Files.walk(folder)) {
            entries = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path entry : entries) {
            Files.deleteIfExists(entry);
        }
    }

    @Override
    public void close() {
        try (channel;
                lock) {
            clear();
        } catch (IOException failure) {
            System.getLogger(WorkspaceLock.class.getName())
                    .log(System.Logger.Level.WARNING, "cannot clear " + workspace.temporaryFolder(), failure);
        }
    }
}
