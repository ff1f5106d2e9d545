package dev.matinee.data.catalog;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that everything is kept in: {@code catalog/}, {@code matrix/}, {@code models/}, {@code evaluations/},
 * {@code segments/}, {@code factors/}, {@code reports/}. Any number of processes may read; whoever writes holds the {@linkplain #lock lock}. Immutable.
 */
public final class Workspace {
    private static final List<String> PARTS = List.of(
            "catalog",
            "matrix",
            "models",
            "evaluations",
            "segments",
            "factors",
            "likes",
            "tmdb",
            "tuning",
            "checkpoints",
            "reports",
            "jobs",
            "logs",
            "sources",
            "staged",
            "lock",
            "tmp",
            "erased-users",
            "service.db",
            "matinee.yaml");

    private final Path folder;

    private Workspace(Path folder) {
        this.folder = folder;
    }

    /** The workspace in a folder that exists. */
    public static Workspace open(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw MatineeException.notFound(
                    "there is no workspace " + folder, "make one with: matinee ingest SOURCE --workspace " + folder);
        }
        return new Workspace(folder);
    }

    /** The workspace in a folder, which is made where it is missing; a folder that holds anything else is refused. */
    public static Workspace create(Path folder) {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> entries = Files.list(folder)) {
                List<String> names = entries.map(entry -> entry.getFileName().toString())
                        .sorted()
                        .toList();
                if (!names.isEmpty() && names.stream().noneMatch(PARTS::contains)) {
                    throw new MatineeException(
                            ErrorCode.CONFLICT,
                            "the folder " + folder + " is no workspace and holds " + names.getFirst(),
                            "name an empty folder or one that does not exist with --workspace");
                }
            }
            return new Workspace(folder);
        } catch (FileAlreadyExistsException file) {
            throw new MatineeException(
                    ErrorCode.CONFLICT, folder + " is a file, not a folder", "name a folder with --workspace", file);
        } catch (IOException failure) {
            throw AtomicFile.cannotWrite(folder, failure);
        }
    }

    /** The folder itself. */
    public Path folder() {
        return folder;
    }

    /** Where catalogs are. */
    public Path catalogFolder() {
        return folder.resolve("catalog");
    }

    /** Where interactions are. */
    public Path matrixFolder() {
        return folder.resolve("matrix");
    }

    /** Where trained models are: {@code models/<name>/<version>/}. */
    public Path modelsFolder() {
        return folder.resolve("models");
    }

    /** Where evaluations are, one JSON file each. */
    public Path evaluationsFolder() {
        return folder.resolve("evaluations");
    }

    /** Where segments of users are: {@code segments/<name>/}. */
    public Path segmentsFolder() {
        return folder.resolve("segments");
    }

    /** Where taste factors are: {@code factors/<name>/}. */
    public Path factorsFolder() {
        return folder.resolve("factors");
    }

    /** Where models, evaluations and leakage of likes are. */
    public Path likesFolder() {
        return folder.resolve("likes");
    }

    /** Where answers of themoviedb.org are kept. */
    public Path tmdbFolder() {
        return folder.resolve("tmdb");
    }

    /** Where tunings are, one folder each. */
    public Path tuningFolder() {
        return folder.resolve("tuning");
    }

    /** Where trainings that can be gone on with leave what they have done, one folder each. */
    public Path checkpointsFolder() {
        return folder.resolve("checkpoints");
    }

    /** Where reports are. */
    public Path reportsFolder() {
        return folder.resolve("reports");
    }

    /** Settings of the service, where there are any. */
    public Path settingsFile() {
        return folder.resolve("matinee.yaml");
    }

    /** The list of users who were erased. */
    public Path erasedUsersFile() {
        return folder.resolve("erased-users");
    }

    /** Where jobs of the service work, one folder each, until they are done. */
    public Path jobsFolder() {
        return folder.resolve("jobs");
    }

    /** Files and folders of ratings that a service may take in. */
    public Path sourcesFolder() {
        return folder.resolve("sources");
    }

    /** The workspace of ratings that were taken in to be looked at, until they are put in use. */
    public Path stagedFolder() {
        return folder.resolve("staged");
    }

    /** Where logs are. */
    public Path logsFolder() {
        return folder.resolve("logs");
    }

    Path temporaryFolder() {
        return folder.resolve("tmp");
    }

    /** The catalog's snapshots. */
    public Snapshots snapshots() {
        return new Snapshots(this);
    }

    /**
     * Takes the right to write.
     *
     * @throws MatineeException of code {@code CONFLICT} when another process, or another part of this one, holds it
     */
    public WorkspaceLock lock() {
        return WorkspaceLock.take(this);
    }

    /** Whether anything was ingested yet. */
    public boolean hasCatalog() {
        return snapshots().current().isPresent();
    }

    /**
     * Opens the catalog in use.
     *
     * @throws MatineeException of code {@code NOT_FOUND} when nothing was ingested yet, {@code BAD_DATA} when it is damaged
     */
    public Catalog catalog() {
        return Catalog.open(this);
    }

    /**
     * Opens a version of the catalog that is kept.
     *
     * @throws MatineeException of code {@code BAD_DATA} when it is damaged or not there
     */
    public Catalog catalog(String version) {
        return Catalog.open(this, version);
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
