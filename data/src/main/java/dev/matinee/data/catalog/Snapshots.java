package dev.matinee.data.catalog;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The catalog snapshots of a workspace: {@code catalog/0002.duckdb} with its card {@code 0002.json} and
 * {@code matrix/0002.bin}, and {@code catalog/CURRENT}, which names the one in use. The one before it is kept too, for
 * readers that just opened it.
 */
public final class Snapshots {
    private static final Pattern FILE = Pattern.compile("(\\d{4,})\\.(duckdb|json|bin)(\\.wal|\\.tmp)?");

    private final Workspace workspace;

    Snapshots(Workspace workspace) {
        this.workspace = workspace;
    }

    /** The version in use; empty before the first ingest. */
    public Optional<String> current() {
        Path file = currentFile();
        try {
            String version = Files.readString(file).strip();
            if (!version.matches("\\d{4,}")) {
                throw MatineeException.badData(
                        "the file " + file + " should name a catalog version and holds \"" + version + "\"",
                        "ingest again");
            }
            return Optional.of(version);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE, "cannot read " + file + ": " + failure.getMessage(), "", failure);
        }
    }

    private Path currentFile() {
        return workspace.catalogFolder().resolve("CURRENT");
    }

    /** The version after the current one, for whoever holds the lock. */
    public String next() {
        return String.format("%04d", current().map(Long::parseLong).orElse(0L) + 1);
    }

    /** The database of a version. */
    public Path database(String version) {
        return workspace.catalogFolder().resolve(version + ".duckdb");
    }

    /** The card of a version: what {@code describe} shows, in JSON. */
    public Path card(String version) {
        return workspace.catalogFolder().resolve(version + ".json");
    }

    /** The interactions of a version. */
    public Path matrix(String version) {
        return workspace.matrixFolder().resolve(version + ".bin");
    }

    /** Puts a version in use whose files are in place, for whoever holds the lock. */
    public void use(String version) {
        AtomicFile.write(currentFile(), version + "\n");
        try {
            deleteUnused();
        } catch (IOException failure) {
            System.getLogger(Snapshots.class.getName())
                    .log(System.Logger.Level.WARNING, "cannot delete old snapshots", failure);
        }
    }

    /** Deletes every snapshot but the current one and the one before it. */
    void deleteUnused() throws IOException {
        long current = current().map(Long::parseLong).orElse(0L);
        for (Path folder : List.of(workspace.catalogFolder(), workspace.matrixFolder())) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            List<Path> files;
            try (Stream<Path> entries = Files.list(folder)) {
                files = entries.toList();
            }
            for (Path file : files) {
                Matcher matcher = FILE.matcher(file.getFileName().toString());
                if (matcher.matches()) {
                    long version = Long.parseLong(matcher.group(1));
                    if (version > current || version < current - 1 || matcher.group(3) != null) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        }
    }
}
