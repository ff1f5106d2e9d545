package dev.matinee.lab.likes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What several classifiers reached, protocol by protocol.
 *
 * @param data what the ratings are called
 * @param hash their hash
 * @param likeAt a rating of this and above is a like
 * @param seed the seed of cuts and classifiers
 * @param parts one a protocol
 */
public record LikesEvaluation(String data, String hash, double likeAt, long seed, List<Part> parts) {
    /**
     * The classifiers under one protocol.
     *
     * @param splitKind how the test part was cut
     * @param splitHash the hash of the cut
     * @param trainingRows ratings that the first classifiers learned from
     * @param validationRows ratings that was chosen on
     * @param testRows ratings that were measured on
     * @param results the classifiers, the best by ROC-AUC first
     * @param comparisons the first with each of the others
     */
    public record Part(
            Protocol protocol,
            String splitKind,
            String splitHash,
            long trainingRows,
            long validationRows,
            long testRows,
            List<LikesResult> results,
            List<Comparison> comparisons) {
        Map<String, Object> toJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("protocol", protocol.key());
            json.put("description", protocol.description());
            Map<String, Object> split = new LinkedHashMap<>();
            split.put("kind", splitKind);
            split.put("hash", splitHash);
            split.put("training", trainingRows);
            split.put("validation", validationRows);
            split.put("test", testRows);
            json.put("split", split);
            json.put("results", results.stream().map(LikesResult::toJson).toList());
            json.put("comparisons", comparisons.stream().map(Comparison::toJson).toList());
            return json;
        }
    }

    /** Two classifiers on the same test part. */
    public record Comparison(String first, String second, ScoredRows.Pair pair) {
        Map<String, Object> toJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("first", first);
            json.put("second", second);
            json.put("onlyFirstRight", pair.onlyFirst());
            json.put("onlySecondRight", pair.onlySecond());
            json.put("mcNemar", pair.mcNemar());
            json.put("rocAucDifference", pair.aucDifference());
            json.put("low", pair.low());
            json.put("high", pair.high());
            return json;
        }
    }

    /** As JSON values. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", 1);
        json.put("data", data);
        json.put("hash", hash);
        json.put("likeAt", likeAt);
        json.put("seed", seed);
        json.put("protocols", parts.stream().map(Part::toJson).toList());
        return json;
    }

    /** All results of all protocols. */
    public List<LikesResult> results() {
        List<LikesResult> all = new ArrayList<>();
        parts.forEach(part -> all.addAll(part.results()));
        return all;
    }
}
