package dev.matinee.lab.best;

import dev.matinee.engine.recommend.Settings;
import dev.matinee.lab.tune.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A candidate, and what became of it.
 *
 * @param settings the candidate
 * @param outcome what became of it
 * @param reason why it was not measured; empty when it was
 * @param predictedBytes the heap that its training was expected to take
 * @param predictedSeconds how long it was expected to take; NaN where there was nothing to expect it from
 * @param score what it scored on the validation part; NaN when it was not measured
 * @param seconds how long its training took
 * @param bytes the size of the model
 */
public record Attempt(
        Settings<?> settings,
        Outcome outcome,
        String reason,
        long predictedBytes,
        double predictedSeconds,
        double score,
        double seconds,
        long bytes) {
    /** What became of a candidate. */
    public enum Outcome {
        /** It was trained and measured. */
        MEASURED,
        /** It was not begun, because it would not have fitted. */
        SKIPPED,
        /** It was stopped, because time was up. */
        STOPPED,
        /** It cannot learn from these data. */
        FAILED
    }

    static Attempt without(Settings<?> settings, Outcome outcome, String reason, long bytes, double seconds) {
        return new Attempt(settings, outcome, reason, bytes, seconds, Double.NaN, Double.NaN, 0);
    }

    /** Whether it has a score. */
    public boolean measured() {
        return outcome == Outcome.MEASURED;
    }

    /** Whether another is at least as good in score, seconds and bytes, and better in one. */
    boolean beatenBy(Attempt other, double sign) {
        boolean asGood = sign * other.score >= sign * score && other.seconds <= seconds && other.bytes <= bytes;
        return asGood && (sign * other.score > sign * score || other.seconds < seconds || other.bytes < bytes);
    }

    /** Those that no other one beats, in the order given. */
    public static List<Attempt> front(List<Attempt> attempts, boolean higherIsBetter) {
        double sign = higherIsBetter ? 1 : -1;
        List<Attempt> measured = attempts.stream().filter(Attempt::measured).toList();
        return measured.stream()
                .filter(attempt -> measured.stream().noneMatch(other -> attempt.beatenBy(other, sign)))
                .toList();
    }

    /** The attempt as JSON values. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", settings.model());
        json.put("settings", SearchSpace.values(settings));
        json.put("outcome", outcome.name().toLowerCase(Locale.ROOT));
        json.put("reason", reason);
        json.put("predictedBytes", predictedBytes);
        json.put("predictedSeconds", predictedSeconds);
        json.put("score", score);
        json.put("trainSeconds", seconds);
        json.put("bytes", bytes);
        return json;
    }
}
