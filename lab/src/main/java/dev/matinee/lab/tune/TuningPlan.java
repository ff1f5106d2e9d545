package dev.matinee.lab.tune;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.split.Splitter;
import dev.matinee.lab.leaderboard.EvaluationPlan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which settings are tried, and how they are compared.
 *
 * @param method how they were chosen, in the words of the command line: {@code grid}, {@code random}, {@code halving}
 * @param candidates the settings, all of one model and all different
 * @param halving whether a third of them goes on at a time, with three times as many users; otherwise all are tried once
 * @param evaluation how the winner is measured on the test set; the settings are tried on its training sets
 * @param validation the rule that divides those training sets
 * @param metric the metric that decides
 */
public record TuningPlan(
        String method,
        List<Settings<?>> candidates,
        boolean halving,
        EvaluationPlan evaluation,
        Splitter validation,
        String metric) {
    /** Checks and copies. */
    public TuningPlan {
        candidates = List.copyOf(candidates);
        int places = new Judge(metric, evaluation.relevant()).places();
        if (places > 0 && !evaluation.at().contains(places)) {
            List<Integer> at = new ArrayList<>(evaluation.at());
            at.add(places);
            evaluation = evaluation.at(at);
        }
        if (candidates.isEmpty()) {
            throw MatineeException.usage("there is nothing to try");
        }
    }

    /** The kind of model. */
    public String model() {
        return candidates.getFirst().model();
    }

    /** What decides. */
    public Judge judge() {
        return new Judge(metric, evaluation.relevant());
    }

    /** Whether higher values of the metric are better. */
    public boolean higherIsBetter() {
        return judge().higherIsBetter();
    }

    /** A name that the same plan on the same ratings has every time: the model, and eight digits. */
    public String name(String dataHash) {
        try {
            byte[] text = Json.write(toJson(dataHash)).getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
            return model() + "-" + HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** All that the trials depend on, as JSON values. */
    Map<String, Object> toJson(String dataHash) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", 1);
        json.put("model", model());
        json.put("data", dataHash);
        json.put("method", method);
        json.put("metric", metric);
        json.put("split", evaluation.splitter().kind());
        json.put("validation", validation.kind());
        json.put("seeds", evaluation.seeds());
        json.put("at", evaluation.at());
        json.put(
                "relevant",
                evaluation.relevant().isPresent() ? evaluation.relevant().getAsDouble() : "four fifths of the highest");
        json.put("halving", halving);
        json.put("candidates", candidates.stream().map(SearchSpace::values).toList());
        return json;
    }
}
