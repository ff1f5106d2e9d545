package dev.matinee.engine.recommend;

import dev.matinee.engine.Run;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.split.TrainingSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The birth record of a model: all that its content depends on. Nothing in it changes from one run to the next.
 *
 * @param trainingHash the hash of the ratings it learned from
 * @param trainingOrigin how those were chosen
 * @param ratings how many there were
 * @param users the number of users
 * @param items the number of items
 * @param seed the run's seed
 * @param kernels the kernels that computed it: {@code scalar}, or {@code vector} with its width
 * @param features the hash of the side features it learned from; empty where it learned from ratings alone
 */
public record Provenance(
        String trainingHash,
        String trainingOrigin,
        long ratings,
        int users,
        int items,
        long seed,
        String kernels,
        String features) {
    /** What this process computes with: {@code scalar}, or {@code vector} with its width. */
    public static String kernelsInUse() {
        return Kernels.active().name();
    }

    /** The record of a model trained now. */
    public static Provenance of(TrainingSet training, Run run, String kernels) {
        var interactions = training.interactions();
        return new Provenance(
                training.hash(),
                training.origin(),
                interactions.size(),
                interactions.users().size(),
                interactions.items().size(),
                run.seed(),
                kernels,
                "");
    }

    /** The same for a model that learned from side features with this hash. */
    public Provenance features(String features) {
        return new Provenance(trainingHash, trainingOrigin, ratings, users, items, seed, kernels, features);
    }

    /** The record as JSON values. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("trainingHash", trainingHash);
        json.put("trainingOrigin", trainingOrigin);
        json.put("ratings", ratings);
        json.put("users", users);
        json.put("items", items);
        json.put("seed", seed);
        json.put("kernels", kernels);
        if (!features.isEmpty()) {
            json.put("features", features);
        }
        return json;
    }

    /** The record that {@link #toJson} wrote. */
    public static Provenance fromJson(Map<String, Object> json) {
        return new Provenance(
                String.valueOf(json.get("trainingHash")),
                String.valueOf(json.get("trainingOrigin")),
                whole(json, "ratings"),
                (int) whole(json, "users"),
                (int) whole(json, "items"),
                whole(json, "seed"),
                String.valueOf(json.get("kernels")),
                json.get("features") instanceof String features ? features : "");
    }

    private static long whole(Map<String, Object> json, String name) {
        return json.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
