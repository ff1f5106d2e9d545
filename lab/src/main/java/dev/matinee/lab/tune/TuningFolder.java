package dev.matinee.lab.tune;

import dev.matinee.data.catalog.AtomicFile;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The files of one tuning, {@code tuning/<name>/}: each is written whole, so a killed process leaves all that was done. */
public final class TuningFolder {
    private static final String PLAN = "plan.json";
    private static final String SETTINGS = "settings.json";
    private static final String TEST = "test.json";

    private final Path folder;

    /** The files in a folder, which need not exist. */
    public TuningFolder(Path folder) {
        this.folder = folder;
    }

    /** The folder. */
    public Path path() {
        return folder;
    }

    /** Writes the plan, or finds that the folder was begun with the same one. */
    public void begin(Map<String, Object> plan) {
        String text = Json.writePretty(plan);
        Optional<String> before = read(folder.resolve(PLAN));
        if (before.isPresent() && !before.get().equals(text)) {
            throw new MatineeException(
                    ErrorCode.CONFLICT,
                    "the tuning " + folder.getFileName() + " was begun with another "
                            + firstDifference(before.get(), plan),
                    "choose another name with --name, or delete " + folder);
        }
        AtomicFile.write(folder.resolve(PLAN), text);
    }

    private static String firstDifference(String before, Map<String, Object> plan) {
        Map<String, Object> then = Json.parseObject(before);
        Map<String, Object> now = Json.parseObject(Json.write(plan));
        return now.keySet().stream()
                .filter(key -> !Objects.equals(now.get(key), then.get(key)))
                .findFirst()
                .orElse("plan");
    }

    /** A trial that was kept, by its number. */
    public Optional<Trial> trial(int number) {
        Path file = trialFile(number);
        try {
            return read(file).map(Trial::fromJson);
        } catch (MatineeException damaged) {
            throw MatineeException.badData(
                    "the trial " + file + " is damaged: " + damaged.getMessage(), "delete it, and tune again");
        }
    }

    /** Keeps a trial and what it took. */
    public void add(Trial trial, double seconds) {
        AtomicFile.write(secondsFile(trial.number()), Json.writePretty(Map.of("seconds", seconds)));
        AtomicFile.write(trialFile(trial.number()), Json.writePretty(trial.toJson()));
    }

    /** What a trial took; NaN where it is not known. */
    public double seconds(int number) {
        return read(secondsFile(number))
                .map(text -> Json.parseObject(text).get("seconds"))
                .map(seconds -> seconds instanceof Number known ? known.doubleValue() : Double.NaN)
                .orElse(Double.NaN);
    }

    /** The winner, in the form that {@code train --settings} reads. */
    public void winner(String model, Trial trial, String metric) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", model);
        json.put("settings", trial.settings());
        json.put("trial", trial.number());
        json.put("validation", Map.of(metric, trial.score()));
        AtomicFile.write(settingsFile(), Json.writePretty(json));
    }

    /** The file of the winner. */
    public Path settingsFile() {
        return folder.resolve(SETTINGS);
    }

    /** What is recorded of the use of the test set. */
    Optional<Map<String, Object>> test() {
        return read(folder.resolve(TEST)).map(Json::parseObject);
    }

    void test(Map<String, Object> use) {
        AtomicFile.write(folder.resolve(TEST), Json.writePretty(use));
    }

    private Path trialFile(int number) {
        return folder.resolve("trials").resolve("%05d.json".formatted(number));
    }

    private Path secondsFile(int number) {
        return folder.resolve("seconds").resolve("%05d.json".formatted(number));
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE,
                    "cannot read " + file + ": " + failure.getMessage(),
                    "check its permissions",
                    failure);
        }
    }
}
