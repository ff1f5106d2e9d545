package dev.matinee.lab.content;

import dev.matinee.engine.evaluate.Metric;
import dev.matinee.engine.evaluate.PairedComparison;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one model reaches where little is known.
 *
 * @param model its name
 * @param settings its settings by name
 * @param users NDCG@10 for new users by how many ratings of theirs are known; empty for a model that cannot answer from a history
 * @param movies the share of those who like a new movie who get it among their first 100, by how many ratings it has
 */
public record ColdStartResult(
        String model, Map<String, Object> settings, Map<Integer, Reached> users, Map<Integer, Reached> movies) {
    /**
     * One number, beside what is reached without a model.
     *
     * @param metric the number with its interval over users or, for new movies, over movies
     * @param asked how many lists were asked for: one a new user, or one a movie and user who likes it
     * @param popularity what a list of what is popular reaches
     * @param toPopularity the comparison with that
     * @param chance what a list in random order reaches, for new movies
     */
    public record Reached(
            Metric metric, int asked, double popularity, PairedComparison toPopularity, Optional<Chance> chance) {
        /** Whether it is better than what is reached without a model, by more than chance. */
        public boolean better() {
            return toPopularity.low() > 0
                    && chance.map(one -> one.comparison().low() > 0).orElse(true);
        }

        private Map<String, Object> toJson(String units) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("mean", metric.mean());
            json.put("low", metric.low());
            json.put("high", metric.high());
            json.put(units, metric.users());
            json.put("asked", asked);
            json.put("better", better());
            json.put("popularity", beside(popularity, toPopularity));
            chance.ifPresent(one -> json.put("chance", beside(one.mean(), one.comparison())));
            return json;
        }

        private static Map<String, Object> beside(double mean, PairedComparison comparison) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("mean", mean);
            json.put("difference", comparison.difference());
            json.put("low", comparison.low());
            json.put("high", comparison.high());
            json.put("pValue", comparison.pValue());
            return json;
        }
    }

    /**
     * What a list in random order reaches.
     *
     * @param mean the number
     * @param comparison the model's comparison with it
     */
    public record Chance(double mean, PairedComparison comparison) {}

    /** As JSON values. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", model);
        json.put("settings", settings);
        json.put("newUsers", named(users, "users"));
        json.put("newMovies", named(movies, "movies"));
        return json;
    }

    private static Map<String, Object> named(Map<Integer, Reached> values, String units) {
        Map<String, Object> named = new LinkedHashMap<>();
        values.forEach((count, value) -> named.put(Integer.toString(count), value.toJson(units)));
        return named;
    }
}
