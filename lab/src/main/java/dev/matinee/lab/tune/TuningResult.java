package dev.matinee.lab.tune;

import dev.matinee.engine.evaluate.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What came of a tuning.
 *
 * @param folder where its files are
 * @param plan what was to be tried
 * @param trials what was tried, in order
 * @param seconds how long each trial took, training and measuring
 * @param winner the best trial with all users
 * @param settings the file that {@code train --settings} reads
 * @param testRun the id of the evaluation on the test set; empty when the test set was not touched
 * @param test what the winner scored there
 * @param testUsesBefore how often evaluations of this kind of model had looked at the same test set before
 * @param testedBefore whether the test set had been used by an earlier run of this very tuning, and was not again
 */
public record TuningResult(
        Path folder,
        TuningPlan plan,
        List<Trial> trials,
        List<Double> seconds,
        Trial winner,
        Path settings,
        String testRun,
        Map<String, Metric> test,
        OptionalInt testUsesBefore,
        boolean testedBefore) {
    /** Copies. */
    public TuningResult {
        trials = List.copyOf(trials);
        seconds = List.copyOf(seconds);
    }

    TuningResult(
            Path folder,
            TuningPlan plan,
            List<Trial> trials,
            List<Double> seconds,
            Trial winner,
            Path settings,
            TestSet.Use use) {
        this(folder, plan, trials, seconds, winner, settings, use.run(), use.metrics(), use.usesBefore(), use.again());
    }

    /** All of it as JSON values. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", String.valueOf(folder.getFileName()));
        json.put("model", plan.model());
        json.put("method", plan.method());
        json.put("metric", plan.metric());
        json.put("split", plan.evaluation().splitter().kind());
        json.put("validation", plan.validation().kind());
        json.put("seeds", plan.evaluation().seeds());
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < trials.size(); i++) {
            Map<String, Object> row = trials.get(i).toJson();
            row.put("seconds", seconds.get(i));
            rows.add(row);
        }
        json.put("trials", rows);
        json.put("winner", winner.toJson());
        json.put("settingsFile", settings.toString());
        Map<String, Object> tested = new LinkedHashMap<>();
        tested.put("run", testRun);
        test.forEach((name, metric) -> tested.put(name, metric.toJson()));
        testUsesBefore.ifPresent(uses -> tested.put("usesBefore", uses));
        json.put("test", tested);
        return json;
    }
}
