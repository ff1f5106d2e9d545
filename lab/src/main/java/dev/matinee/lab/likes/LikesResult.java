package dev.matinee.lab.likes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one classifier reached under one protocol.
 *
 * @param protocol who was asked about
 * @param model the kind of classifier
 * @param tuning how its settings were found: {@code baseline}, {@code grid}, {@code random} or {@code halving}
 * @param settings its settings by name
 * @param leak why the figures are too good; empty for honest ones
 * @param threshold the probability from which on it says like, chosen on the validation part
 * @param validation what a classifier that learned from 64 % reached on the 16 % that the threshold was chosen on
 * @param test what one that learned from both reached on the 20 % that nothing was chosen on
 * @param bounds the intervals of the latter, as {@link LikeMetrics#NAMES} has them
 * @param roc points of the ROC curve on the test part
 * @param precisionRecall points of the curve of precision over recall
 * @param reliability points of the reliability curve
 * @param importances the share of each feature in what was learned
 * @param trainSeconds what learning took, features aside
 * @param rows how many rows were learned from in the end
 */
public record LikesResult(
        Protocol protocol,
        String model,
        String tuning,
        Map<String, Object> settings,
        Optional<String> leak,
        double threshold,
        LikeMetrics validation,
        LikeMetrics test,
        List<ScoredRows.Bounds> bounds,
        ScoredRows.Curve roc,
        ScoredRows.Curve precisionRecall,
        ScoredRows.Curve reliability,
        Map<String, Double> importances,
        double trainSeconds,
        long rows) {
    /** What it is called where several stand side by side. */
    public String name() {
        return (tuning.equals("baseline") ? model : model + " (" + tuning + ")") + (leak.isPresent() ? " LEAKS" : "");
    }

    /** As JSON values. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("protocol", protocol.key());
        json.put("model", model);
        json.put("tuning", tuning);
        json.put("settings", settings);
        leak.ifPresent(why -> json.put("leak", why));
        json.put("threshold", threshold);
        json.put("validation", metrics(validation));
        Map<String, Object> measured = new LinkedHashMap<>();
        for (int i = 0; i < bounds.size(); i++) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("mean", bounds.get(i).mean());
            one.put("low", bounds.get(i).low());
            one.put("high", bounds.get(i).high());
            measured.put(LikeMetrics.NAMES.get(i), one);
        }
        json.put("test", measured);
        json.put("confusion", test.confusion());
        json.put("classes", test.classes().stream().map(LikesResult::json).toList());
        json.put("roc", json(roc));
        json.put("precisionRecall", json(precisionRecall));
        json.put("reliability", json(reliability));
        json.put("importances", importances);
        json.put("trainSeconds", trainSeconds);
        json.put("rows", rows);
        return json;
    }

    private static Map<String, Object> metrics(LikeMetrics metrics) {
        Map<String, Object> json = new LinkedHashMap<>();
        double[] values = metrics.values();
        for (int i = 0; i < values.length; i++) {
            json.put(LikeMetrics.NAMES.get(i), values[i]);
        }
        return json;
    }

    private static Map<String, Object> json(LikeMetrics.ClassRow row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("class", row.name());
        json.put("precision", row.precision());
        json.put("recall", row.recall());
        json.put("f1", row.f1());
        json.put("support", row.support());
        return json;
    }

    private static Map<String, Object> json(ScoredRows.Curve curve) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("x", curve.x());
        json.put("y", curve.y());
        return json;
    }
}
