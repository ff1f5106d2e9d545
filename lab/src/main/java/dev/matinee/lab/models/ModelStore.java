package dev.matinee.lab.models;

import dev.matinee.data.catalog.AtomicFile;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.catalog.WorkspaceLock;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.engine.files.ModelFolder;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.split.TrainingSet;
import dev.matinee.lab.leaderboard.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The trained models of a workspace: {@code models/<name>/<version>/}, where {@code models/<name>/CURRENT} names the
 * version in use and {@code models/CURRENT} the model that was put in use last. A version appears whole or not at all; as many
 * before it are {@linkplain dev.matinee.data.catalog.Snapshots#kept kept} as of the catalog. Reading is thread-safe.
 */
public final class ModelStore {
    private static final String CURRENT = "CURRENT";
    private static final String VERSION = "\\d{4,}";

    private final Workspace workspace;
    private final Path folder;

    /** The models of a workspace. */
    public ModelStore(Workspace workspace) {
        this.workspace = workspace;
        this.folder = workspace.modelsFolder();
    }

    /**
     * One saved model.
     *
     * @param name the kind of model
     * @param version its version, such as {@code 0003}
     * @param card what its card says
     */
    public record Saved(String name, String version, Map<String, Object> card) {}

    /**
     * Saves a model that was trained on all ratings as the new version in use.
     *
     * @param metrics what is known of its quality
     * @param threads on how many threads it was trained
     * @return its version
     */
    public String save(Model model, Map<String, ?> metrics, int threads) {
        return save(model, metrics, threads, true);
    }

    /** The same, but another version stays in use. */
    public String keep(Model model, Map<String, ?> metrics, int threads) {
        return save(model, metrics, threads, false);
    }

    private String save(Model model, Map<String, ?> metrics, int threads, boolean use) {
        String name = model.settings().model();
        try (WorkspaceLock lock = workspace.lock()) {
            Path unfinished = lock.temporaryFolder("model");
            Environment environment = Environment.of(model.provenance().kernels(), threads);
            ModelFolder.save(model, unfinished, metrics, environment.toJson());
            String version = place(unfinished, name);
            if (use) {
                putInUse(name, version);
            }
            deleteOlder(name);
            return version;
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE,
                    "cannot save the model to " + folder + ": " + failure.getMessage(),
                    "check free space and permissions",
                    failure);
        }
    }

    /** Takes a whole model folder in as the next version. */
    private String place(Path whole, String name) throws IOException {
        Path home = folder.resolve(name);
        long last = versions(home).stream().mapToLong(Long::parseLong).max().orElse(0);
        String version = String.format("%04d", last + 1);
        Files.createDirectories(home);
        Files.move(whole, home.resolve(version), StandardCopyOption.ATOMIC_MOVE);
        return version;
    }

    private void putInUse(String name, String version) {
        AtomicFile.write(folder.resolve(name).resolve(CURRENT), version + "\n");
        AtomicFile.write(folder.resolve(CURRENT), name + "\n");
    }

    /** Deletes all but the latest versions that are kept, and never the one in use. */
    private void deleteOlder(String name) throws IOException {
        deleteAllBut(name, workspace.snapshots().kept() + 1);
    }

    private void deleteAllBut(String name, int kept) throws IOException {
        Path home = folder.resolve(name);
        List<String> all = versions(home);
        Optional<String> current = currentVersion(name);
        for (String version : all.subList(0, Math.max(0, all.size() - kept))) {
            if (!current.equals(Optional.of(version))) {
                try (Stream<Path> files = Files.walk(home.resolve(version))) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    /** Deletes every version that is not in use. */
    @SuppressWarnings("try")
    public void deleteUnused() {
        try (WorkspaceLock lock = workspace.lock()) {
            for (String name : names()) {
                deleteAllBut(name, 0);
            }
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE,
                    "cannot delete old models in " + folder + ": " + failure.getMessage(),
                    "check permissions",
                    failure);
        }
    }

    /**
     * Takes over a version of a model from the store of another workspace on the same disk, where it is no longer
     * afterwards. Another version stays in use.
     *
     * @return its version here
     */
    @SuppressWarnings("try")
    public String adopt(ModelStore other, String name, String version) {
        try (WorkspaceLock lock = workspace.lock()) {
            String own = place(other.folder.resolve(name).resolve(version), name);
            deleteOlder(name);
            return own;
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE,
                    "cannot save the model to " + folder + ": " + failure.getMessage(),
                    "check free space and permissions",
                    failure);
        }
    }

    private static List<String> versions(Path home) throws IOException {
        if (!Files.isDirectory(home)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(home)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches(VERSION))
                    .sorted()
                    .toList();
        }
    }

    /** The name of the model saved last, if there is one. */
    public Optional<String> latest() {
        return read(folder.resolve(CURRENT));
    }

    /** All models, by name, each in the version in use. */
    public List<Saved> list() {
        return names().stream().flatMap(name -> current(name).stream()).toList();
    }

    /** The names of all models, ascending. */
    public List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE, "cannot read " + folder + ": " + failure.getMessage(), "", failure);
        }
    }

    /** All versions of all models, by name and version. */
    public List<Saved> versions() {
        List<Saved> all = new ArrayList<>();
        for (String name : names()) {
            versions(name).forEach(version -> version(name, version).ifPresent(all::add));
        }
        return all;
    }

    /** The versions of a model that are kept, ascending. */
    public List<String> versions(String name) {
        try {
            return versions(folder.resolve(name));
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE, "cannot read " + folder + ": " + failure.getMessage(), "", failure);
        }
    }

    /** One version of a model, if it is kept. */
    public Optional<Saved> version(String name, String version) {
        Path home = folder.resolve(name).resolve(version);
        return name.matches("[a-z0-9-]+") && version.matches(VERSION) && Files.isDirectory(home)
                ? Optional.of(new Saved(name, version, ModelFolder.card(home)))
                : Optional.empty();
    }

    /** The version of a model that is in use, without a look at what it is; empty if it was never saved. */
    public Optional<String> currentVersion(String name) {
        return read(folder.resolve(name).resolve(CURRENT));
    }

    /**
     * Puts a version that is kept in use, and its model with it.
     *
     * @throws MatineeException {@code NOT_FOUND} when there is no such version, naming those there are
     */
    @SuppressWarnings("try")
    public void use(String name, String version) {
        try (WorkspaceLock lock = workspace.lock()) {
            if (version(name, version).isEmpty()) {
                throw MatineeException.notFound(
                        "there is no version " + version + " of " + name + "; kept are "
                                + String.join(", ", versions(name)),
                        "name one of them");
            }
            putInUse(name, version);
        }
    }

    /** The version of a model in use, if it was ever saved. */
    public Optional<Saved> current(String name) {
        return read(folder.resolve(name).resolve(CURRENT))
                .map(version -> new Saved(
                        name, version, ModelFolder.card(folder.resolve(name).resolve(version))));
    }

    /**
     * Loads a model.
     *
     * @param saved which one
     * @param ratings all ratings of the catalog
     * @throws MatineeException {@code CONFLICT} when it was trained on other ratings, {@code BAD_DATA} when it is damaged
     */
    public Model load(Saved saved, Interactions ratings) {
        return ModelFolder.load(folder.resolve(saved.name()).resolve(saved.version()), TrainingSet.everything(ratings));
    }

    /**
     * The model of this name, or without a name the one saved last.
     *
     * @throws MatineeException {@code NOT_FOUND} when there is none, naming those there are
     */
    public Saved find(Optional<String> name) {
        Optional<String> wanted = name.isPresent() ? name : latest();
        return wanted.flatMap(this::current).orElseThrow(() -> {
            List<String> known = list().stream().map(Saved::name).toList();
            String which = wanted.map(missing -> "there is no trained model " + missing + Nearest.hint(missing, known))
                    .orElse("no model was trained yet");
            return MatineeException.notFound(
                    which + " in " + workspace, "train it with: matinee train " + wanted.orElse("implicit-als"));
        });
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE, "cannot read " + file + ": " + failure.getMessage(), "", failure);
        }
    }
}
