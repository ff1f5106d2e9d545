package dev.matinee.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command found out, in both of its forms.
 *
 * @param json what {@code --json} prints, as values that {@link dev.matinee.engine.json.Json} writes
 * @param text what is printed for people: lines, without the last line's end
 * @param exitCode what the process ends with: 0 unless part of the work failed
 */
record Answer(Map<String, ? extends @Nullable Object> json, String text, int exitCode) {
    Answer(Map<String, ? extends @Nullable Object> json, String text) {
        this(json, text, 0);
    }
}
