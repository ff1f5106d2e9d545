package dev.matinee.lab.factors;

import dev.matinee.data.catalog.AtomicFile;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.catalog.WorkspaceLock;
import dev.matinee.data.table.ResultTable;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The factors of a workspace: {@code factors/<name>/factors.json} is what {@code factors} shows, and names, as {@code
 * moviesFile}, the file beside it with the loadings of all movies. Both change at once, when {@code factors.json} is
 * replaced.
 */
public final class FactorStore {
    private static final String FACTORS = "factors.json";
    private static final String MOVIES = "moviesFile";

    private final Workspace workspace;

    /** The factors of a workspace. */
    public FactorStore(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Refuses a name that has anything but letters, digits, dots, hyphens and underscores. */
    public static void checkName(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw MatineeException.usage(
                    "a name of factors has letters, digits, dots, hyphens and underscores, got " + name);
        }
    }

    /** Saves factors under a name and answers their folder. */
    public Path save(String name, FoundFactors found) {
        checkName(name);
        Path folder = workspace.factorsFolder().resolve(name);
        String loadings = found.movies().csv();
        CRC32C checksum = new CRC32C();
        checksum.update(loadings.getBytes(StandardCharsets.UTF_8));
        String movies = String.format("movies-%08x.csv", checksum.getValue());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put(MOVIES, movies);
        json.putAll(found.factors().toJson());
        try (WorkspaceLock lock = workspace.lock()) {
            Path finished = lock.temporaryFolder("factors").resolve(movies);
            Files.writeString(finished, loadings);
            AtomicFile.publish(finished, folder.resolve(movies));
            AtomicFile.write(folder.resolve(FACTORS), Json.writePretty(json));
            deleteOthers(folder, movies);
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE,
                    "cannot save the factors to " + folder + ": " + failure.getMessage(),
                    "check free space and permissions",
                    failure);
        }
        return folder;
    }

    private static void deleteOthers(Path folder, String movies) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (name.startsWith("movies-") && !name.equals(movies)) {
                    Files.delete(entry);
                }
            }
        }
    }

    /** The names of what is saved. */
    public List<String> names() {
        Path folder = workspace.factorsFolder();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.exists(entry.resolve(FACTORS)))
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE, "cannot read " + folder + ": " + failure.getMessage(), "", failure);
        }
    }

    /**
     * What {@code factors} showed.
     *
     * @throws MatineeException {@code NOT_FOUND} when there is nothing of this name, naming the nearest; {@code BAD_DATA}
     *     when it is damaged
     */
    public TasteFactors read(String name) {
        return TasteFactors.fromJson(Json.parseObject(text(name, FACTORS)));
    }

    /** The loadings of all movies, as {@link FoundFactors#movies} made them. */
    public ResultTable movies(String name) {
        return ResultTable.parse(text(name, new SavedFields(Json.parseObject(text(name, FACTORS))).text(MOVIES)));
    }

    private String text(String name, String file) {
        Path path = workspace.factorsFolder().resolve(name).resolve(file);
        try {
            return Files.readString(path);
        } catch (NoSuchFileException none) {
            throw MatineeException.notFound(
                    "there are no factors " + name + Nearest.hint(name, names()) + " in " + workspace,
                    "find them with: matinee factors --name " + name);
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE, "cannot read " + path + ": " + failure.getMessage(), "", failure);
        }
    }
}
