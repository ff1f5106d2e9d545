package dev.matinee.lab.best;

import dev.matinee.engine.recommend.Model;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a search found.
 *
 * @param attempts all candidates, in the order of the search
 * @param best the one with the best score
 * @param model the best one trained on all ratings
 * @param metric what was compared
 * @param higherIsBetter whether higher scores are better
 * @param endedBy what ended the search
 */
public record BestResult(
        List<Attempt> attempts, Attempt best, Model model, String metric, boolean higherIsBetter, Ending endedBy) {
    /** What ends a search. */
    public enum Ending {
        /** Time was up, or nothing more would have fitted into what was left. */
        DEADLINE,
        /** It was asked to stop. */
        REQUEST,
        /** Everything was tried. */
        EXHAUSTED
    }

    /** Copies. */
    public BestResult {
        attempts = List.copyOf(attempts);
    }

    /** The attempts that no other beats in score, seconds and bytes alike. */
    public List<Attempt> front() {
        return Attempt.front(attempts, higherIsBetter);
    }

    /** All of it as JSON values. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("metric", metric);
        json.put("endedBy", endedBy.name().toLowerCase(Locale.ROOT));
        json.put("best", best.toJson());
        json.put("front", front().stream().map(Attempt::toJson).toList());
        json.put("attempts", attempts.stream().map(Attempt::toJson).toList());
        return json;
    }
}
