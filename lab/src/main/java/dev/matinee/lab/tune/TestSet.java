package dev.matinee.lab.tune;

import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.Metric;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.lab.leaderboard.EvaluationRecord;
import dev.matinee.lab.leaderboard.EvaluationReport;
import dev.matinee.lab.leaderboard.EvaluationStore;
import dev.matinee.lab.leaderboard.Evaluator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The test set of a tuning, which is touched once, at the end; a file says so before it happens. */
final class TestSet {
    private final String data;
    private final Interactions ratings;
    private final TuningPlan plan;
    private final TuningFolder folder;
    private final EvaluationStore evaluations;

    TestSet(String data, Interactions ratings, TuningPlan plan, TuningFolder folder, EvaluationStore evaluations) {
        this.data = data;
        this.ratings = ratings;
        this.plan = plan;
        this.folder = folder;
        this.evaluations = evaluations;
    }

    /**
     * What the winner scored on the test set.
     *
     * @param run the id of the evaluation; empty when the test set was not touched
     * @param metrics what was measured
     * @param usesBefore how many evaluations of this kind of model in the workspace looked at the same test set before
     * @param again whether it had been measured by an earlier run of the same tuning
     */
    record Use(String run, Map<String, Metric> metrics, OptionalInt usesBefore, boolean again) {}

    Use measure(Trial winner, boolean wanted, Run run) {
        Optional<String> known = folder.test().map(use -> String.valueOf(use.get("run")));
        if (known.isPresent() && evaluations.contains(known.get())) {
            EvaluationRecord before = evaluations.read(known.get());
            return new Use(before.run(), before.metrics(), OptionalInt.of(usesBefore(before)), true);
        }
        if (!wanted) {
            return new Use("", Map.of(), OptionalInt.empty(), false);
        }
        Map<String, Object> use = new LinkedHashMap<>();
        use.put("touched", true);
        use.put("split", plan.evaluation().splitter().kind());
        use.put("seeds", plan.evaluation().seeds());
        use.put("run", "");
        folder.test(use);
        Settings<?> settings = SearchSpace.changed(plan.candidates().getFirst(), winner.settings());
        EvaluationReport report =
                new Evaluator(data, ratings, plan.evaluation(), evaluations).evaluate(List.of(settings), run);
        if (report.records().isEmpty()) {
            throw report.failures().getFirst().error();
        }
        EvaluationRecord measured = report.records().getFirst();
        use.put("run", measured.run());
        folder.test(use);
        return new Use(measured.run(), measured.metrics(), OptionalInt.of(usesBefore(measured)), false);
    }

    private int usesBefore(EvaluationRecord measured) {
        return (int) evaluations.runs().stream()
                .filter(run -> run.compareTo(measured.run()) < 0)
                .map(evaluations::read)
                .filter(other -> other.model().equals(measured.model())
                        && other.data().hash().equals(measured.data().hash())
                        && other.split().hash().equals(measured.split().hash()))
                .count();
    }
}
