package dev.matinee.lab.likes;

import dev.matinee.data.catalog.AtomicFile;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.catalog.WorkspaceLock;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.engine.files.ModelFolder;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.split.TrainingSet;
import dev.matinee.lab.leaderboard.Environment;
import dev.matinee.lab.segments.JsonParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of likes in a workspace: {@code likes/models/<name>/}, a model folder each, and the last evaluation and
 * measurement of leakage, {@code likes/evaluation.json} and {@code likes/leakage.json}.
 */
public final class LikesStore {
    private static final String EVALUATION = "evaluation.json";
    private static final String LEAKAGE = "leakage.json";

    private final Workspace workspace;
    private final Path folder;

    /** The likes of a workspace. */
    public LikesStore(Workspace workspace) {
        this.workspace = workspace;
        this.folder = workspace.likesFolder();
    }

    /** Saves a model in place of the one of its name. */
    public void save(LikesModel model, int threads) {
        Path place = folder.resolve("models").resolve(model.settings().model());
        try (WorkspaceLock lock = workspace.lock()) {
            Path unfinished = lock.temporaryFolder("likes");
            Environment environment = Environment.of(model.provenance().kernels(), threads);
            ModelFolder.save(model, unfinished, model.card(), environment.toJson());
            Files.createDirectories(folder.resolve("models"));
            if (Files.isDirectory(place)) {
                Files.move(place, lock.temporaryFolder("old").resolve("model"), StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE,
                    "cannot save the model to " + place + ": " + failure.getMessage(),
                    "check free space and permissions",
                    failure);
        }
    }

    /** The names of the saved models, ascending. */
    public List<String> names() {
        Path models = folder.resolve("models");
        if (!Files.isDirectory(models)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(models)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (IOException failure) {
            throw unreadable(models, failure);
        }
    }

    /**
     * The saved model of a name.
     *
     * @throws MatineeException {@code NOT_FOUND} when there is none; {@code CONFLICT} when it was trained on other ratings or
     *     other features; {@code BAD_DATA} when it is damaged
     */
    public LikesModel load(String name, Interactions ratings) {
        var family = LikesFamilies.named(name);
        if (!names().contains(name)) {
            throw MatineeException.notFound(
                    "there is no trained model " + name + Nearest.hint(name, names()) + " in " + workspace,
                    "train it with: matinee train " + name);
        }
        return ModelFolder.load(folder.resolve("models").resolve(name), family, TrainingSet.everything(ratings));
    }

    /**
     * The saved model that is asked where none is named: the last of {@link LikesFamilies#all} whose features do not leak, with the
     * checksum of its numbers, which tells one training from another.
     */
    public Optional<Saved> preferred() {
        List<String> names = names();
        return LikesFamilies.names().reversed().stream()
                .filter(names::contains)
                .map(name -> new Saved(
                        name, ModelFolder.card(folder.resolve("models").resolve(name))))
                .filter(saved -> !saved.card().containsKey("leak"))
                .findFirst();
    }

    /**
     * A saved model that was not read yet.
     *
     * @param name its name
     * @param card what its card says
     */
    public record Saved(String name, Map<String, Object> card) {
        /** The bytes it needs; 0 where its card does not say. */
        public long bytes() {
            return card.get("bytes") instanceof Number number ? number.longValue() : 0;
        }

        /** The checksum of its numbers. */
        public String checksum() {
            return String.valueOf(card.get("checksum"));
        }
    }

    /** Where the tuning of a model by a method is kept. */
    public Path tuning(String name, String method) {
        return folder.resolve("tuning").resolve(name + "-" + method);
    }

    /** The settings that tunings of a model found, by the method. */
    public Map<String, LikesSettings> tuned(String name) {
        Map<String, LikesSettings> found = new LinkedHashMap<>();
        for (String method : List.of("grid", "random", "halving")) {
            read(tuning(name, method).resolve("settings.json"))
                    .map(json -> json.get("settings"))
                    .flatMap(JsonParts::map)
                    .ifPresent(values -> {
                        Map<String, Object> changes = new LinkedHashMap<>();
                        values.forEach((key, value) -> changes.put(String.valueOf(key), value));
                        found.put(method, LikesFamilies.named(name).defaults().with(changes));
                    });
        }
        return found;
    }

    /** Keeps an evaluation, in place of the one before. */
    @SuppressWarnings("try")
    public void keep(LikesEvaluation evaluation) {
        try (WorkspaceLock lock = workspace.lock()) {
            AtomicFile.write(folder.resolve(EVALUATION), Json.writePretty(evaluation.toJson()));
        }
    }

    /** Keeps a measurement of leakage, in place of the one before. */
    @SuppressWarnings("try")
    public void keep(Leakage leakage) {
        try (WorkspaceLock lock = workspace.lock()) {
            AtomicFile.write(folder.resolve(LEAKAGE), Json.writePretty(leakage.toJson()));
        }
    }

    /** The last evaluation, as JSON values. */
    public Optional<Map<String, Object>> evaluation() {
        return read(folder.resolve(EVALUATION));
    }

    /** The last measurement of leakage, as JSON values. */
    public Optional<Map<String, Object>> leakage() {
        return read(folder.resolve(LEAKAGE));
    }

    private static Optional<Map<String, Object>> read(Path file) {
        try {
            return Optional.of(Json.parseObject(Files.readString(file)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    private static MatineeException unreadable(Path file, IOException failure) {
        return new MatineeException(
                ErrorCode.STORAGE,
                "cannot read " + file + ": " + failure.getMessage(),
                "check its permissions",
                failure);
    }
}
