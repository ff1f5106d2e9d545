package dev.matinee.cli;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** A file of settings: JSON with {@code model} and {@code settings}, as tuning and model cards have them. */
final class SettingsFile {
    private SettingsFile() {}

    /** The settings by name; {@code USAGE} when they are for another model. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> read(Path file, String model) {
        Map<String, Object> json;
        try {
            json = Json.parseObject(Files.readString(file));
        } catch (NoSuchFileException absent) {
            throw MatineeException.notFound("there is no file " + file, "name one that matinee tune wrote");
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE,
                    "cannot read " + file + ": " + failure.getMessage(),
                    "name a file that matinee tune wrote",
                    failure);
        } catch (MatineeException notJson) {
            throw MatineeException.badData("the settings file " + file + " is " + notJson.getMessage(), "");
        }
        if (json.get("model") instanceof String other && json.get("settings") instanceof Map<?, ?> settings) {
            if (!other.equals(model)) {
                throw MatineeException.usage("the settings in " + file + " are for " + other + ", not for " + model);
            }
            return (Map<String, Object>) settings;
        }
        throw MatineeException.badData(
                "the settings file " + file + " has no model and settings", "name one that matinee tune wrote");
    }
}
