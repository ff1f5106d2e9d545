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
 * version in use and {@code models/CURRENT} the model that was saved last. A version appears whole or not at all; the one
 * before it is kept, older ones are deleted. Reading is thread-safe.
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
        String name = model.settings().model();
        try (WorkspaceLock lock = workspace.lock()) {
            Path unfinished = lock.temporaryFolder("model");
            Environment environment = Environment.of(model.provenance().kernels(), threads);
            ModelFolder.save(model, unfinished, metrics, environment.toJson());
            Path home = folder.resolve(name);
            long last = versions(home).stream().mapToLong(Long::parseLong).max().orElse(0);
            String version = String.format("%04d", last + 1);
            Files.createDirectories(home);
            Files.move(unfinished, home.resolve(version), StandardCopyOption.ATOMIC_MOVE);
            AtomicFile.write(home.resolve(CURRENT), version + "\n");
            AtomicFile.write(folder.resolve(CURRENT), name + "\n");
            deleteOlder(home, last);
            return version;
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE,
                    "cannot save the model to " + folder + ": " + failure.getMessage(),
                    "check free space and permissions",
                    failure);
        }
    }

    private static void deleteOlder(Path home, long kept) throws IOException {
        for (String version : versions(home)) {
            if (Long.parseLong(version) < kept) {
                try (Stream<Path> files = Files.walk(home.resolve(version))) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
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
        for (Saved current : list()) {
            try {
                for (String version : versions(folder.resolve(current.name()))) {
                    version(current.name(), version).ifPresent(all::add);
                }
            } catch (IOException failure) {
                throw new MatineeException(
                        ErrorCode.STORAGE, "cannot read " + folder + ": " + failure.getMessage(), "", failure);
            }
        }
        return all;
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
            Path home = folder.resolve(name);
            if (version(name, version).isEmpty()) {
                throw MatineeException.notFound(
                        "there is no version " + version + " of " + name + "; kept are "
                                + String.join(", ", versions(home)),
                        "name one of them");
            }
            AtomicFile.write(home.resolve(CURRENT), version + "\n");
            AtomicFile.write(folder.resolve(CURRENT), name + "\n");
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE, "cannot read " + folder + ": " + failure.getMessage(), "", failure);
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
