package dev.matinee.data.catalog;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.io.IOException;
import java.nio.file.FileSystemException;
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
 * {@code matrix/0002.bin} and {@code matrix/0002.movies}, and {@code catalog/CURRENT}, which names the one in use. Some before it are {@linkplain #kept kept} too,
 * for readers that just opened one and to go back to: what was in use is put in use again under a new number, so that the
 * highest number always is the one in use.
 */
public final class Snapshots {
    private static final Pattern FILE = Pattern.compile("(\\d{4,})\\.(duckdb|json|bin|movies)(\\.wal|\\.tmp)?");

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

    /** The movies of a version, to be read without the database. */
    public Path movies(String version) {
        return workspace.matrixFolder().resolve(version + ".movies");
    }

    /**
     * How many versions before the one in use are kept, of the catalog and of each model: 1 unless {@link #keep} said
     * otherwise.
     */
    public int kept() {
        Path file = keptFile();
        try {
            return Integer.parseInt(Files.readString(file).strip());
        } catch (NoSuchFileException unsaid) {
            return 1;
        } catch (IOException | NumberFormatException damaged) {
            throw new MatineeException(
                    ErrorCode.BAD_DATA,
                    "the file " + file + " should hold a number and cannot be read: " + damaged.getMessage(),
                    "delete it, or write one into it",
                    damaged);
        }
    }

    /** Keeps this many versions before the one in use from now on. */
    public void keep(int versions) {
        if (versions < 1 || versions > 1000) {
            throw MatineeException.usage("versions to keep must be from 1 to 1000, got " + versions);
        }
        AtomicFile.write(keptFile(), versions + "\n");
    }

    private Path keptFile() {
        return workspace.catalogFolder().resolve("KEEP");
    }

    /** The matrices of all versions there are. */
    public List<Path> matrices() {
        if (!Files.isDirectory(workspace.matrixFolder())) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(workspace.matrixFolder())) {
            return entries.filter(file -> {
                        Matcher matcher = FILE.matcher(file.getFileName().toString());
                        return matcher.matches() && "bin".equals(matcher.group(2)) && matcher.group(3) == null;
                    })
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE,
                    "cannot read " + workspace.matrixFolder() + ": " + failure.getMessage(),
                    "",
                    failure);
        }
    }

    /** The latest version there is whose ratings have a {@linkplain dev.matinee.engine.matrix.Interactions#hash hash}. */
    public Optional<String> holding(String hash) {
        long current = current().map(Long::parseLong).orElse(0L);
        for (long number = current; number >= Math.max(1, current - kept()); number--) {
            String version = String.format("%04d", number);
            if (Files.exists(card(version))
                    && CatalogCard.read(card(version)).matrix().equals(hash)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    /**
     * Puts a copy of a version of these or other snapshots in use, for whoever holds the lock. Nothing is copied where the
     * file system has hard links.
     *
     * @return the version that it has here
     */
    public String adopt(Snapshots source, String version) {
        String own = place(source, version, next());
        use(own);
        return own;
    }

    /**
     * Keeps a copy of a version of other snapshots beside the one in use, which gets a number after it.
     *
     * @return the version that it has here
     */
    public String keepAside(Snapshots source, String version) {
        String before = current().orElseThrow();
        String own = place(source, version, next());
        use(place(this, before, String.format("%04d", Long.parseLong(own) + 1)));
        return own;
    }

    private String place(Snapshots source, String version, String own) {
        link(source.database(version), database(own));
        link(source.matrix(version), matrix(own));
        if (Files.exists(source.movies(version))) {
            link(source.movies(version), movies(own));
        } else {
            AtomicFile.delete(movies(own));
        }
        link(source.card(version), card(own));
        return own;
    }

    private static void link(Path file, Path as) {
        try {
            Files.createDirectories(AtomicFile.parent(as));
            Files.deleteIfExists(as);
            try {
                Files.createLink(as, file);
            } catch (UnsupportedOperationException | FileSystemException noLinks) {
                Files.copy(file, as);
            }
        } catch (IOException failure) {
            throw AtomicFile.cannotWrite(as, failure);
        }
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

    /** Deletes every snapshot but the current one and those before it that are kept. */
    void deleteUnused() throws IOException {
        deleteAllBut(kept());
    }

    /** Deletes every snapshot but the current one, for whoever holds the lock; readers that have one open keep it until they end. */
    public void deleteOthers() {
        try {
            deleteAllBut(0);
        } catch (IOException failure) {
            throw AtomicFile.cannotWrite(workspace.catalogFolder(), failure);
        }
    }

    private void deleteAllBut(int kept) throws IOException {
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
                    if (version > current || version < current - kept || matcher.group(3) != null) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        }
    }
}
