package dev.matinee.server.jobs;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.lab.leaderboard.EvaluationPlan;
import dev.matinee.lab.leaderboard.EvaluationStore;
import dev.matinee.lab.tune.Judge;
import dev.matinee.lab.tune.SearchSpace;
import dev.matinee.lab.tune.Tuning;
import dev.matinee.lab.tune.TuningPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tries settings of a model at random, as the command {@code tune} does, and measures the best on the test set, which puts it on the
 * leaderboard. What was tried is kept: asked for again after it was stopped, it goes on where it was.
 */
final class Tuned {
    /** How many are tried where nothing is said. */
    static final int TRIALS = 20;

    private static final int FEWEST = 2;
    private static final int MOST = 200;

    private Tuned() {}

    /**
     * Refuses what makes no sense before it is begun.
     *
     * @param parameters {@code model}, {@code trials}, {@code halving} and, where it is not the usual one, {@code metric}
     * @throws MatineeException {@code NOT_FOUND} or {@code USAGE}
     */
    static void check(Map<String, Object> parameters) {
        plan(parameters, Run.seeded(seed(parameters)));
        int trials = trials(parameters);
        if (trials < FEWEST || trials > MOST) {
            throw MatineeException.usage("trials must be from " + FEWEST + " to " + MOST + ", got " + trials);
        }
    }

    private static int trials(Map<String, Object> parameters) {
        return parameters.get("trials") instanceof Number number ? number.intValue() : TRIALS;
    }

    private static long seed(Map<String, Object> parameters) {
        return parameters.get("seed") instanceof Number number ? number.longValue() : 42;
    }

    private static TuningPlan plan(Map<String, Object> parameters, Run run) {
        Settings<?> base = Training.settings(String.valueOf(parameters.get("model")), Map.of());
        boolean halving = Boolean.TRUE.equals(parameters.get("halving"));
        EvaluationPlan evaluation = EvaluationPlan.defaults().seeds(seed(parameters), 1);
        List<Settings<?>> candidates =
                SearchSpace.random(base, SearchSpace.ranges(base), trials(parameters), run.seed(seed(parameters)));
        String metric = parameters.get("metric") instanceof String given ? given : Judge.usualMetric(base);
        TuningPlan plan = new TuningPlan(
                halving ? "halving" : "random", candidates, halving, evaluation, evaluation.splitter(), metric);
        if (!plan.judge().fits(base)) {
            throw MatineeException.usage(metric + " cannot be measured of " + base.model() + "; leave it out for "
                    + Judge.usualMetric(base));
        }
        return plan;
    }

    /** Tries them, and says which was best. */
    static Map<String, Object> of(Workspace workspace, Map<String, Object> parameters, Run run) {
        TuningPlan plan = plan(parameters, run);
        try (Catalog catalog = workspace.catalog()) {
            Interactions ratings = catalog.interactions(run);
            Tuning tuning = new Tuning(
                    catalog.dataCard().name(),
                    ratings,
                    plan,
                    workspace.tuningFolder().resolve(plan.name(ratings.hash())),
                    EvaluationStore.in(workspace.evaluationsFolder()));
            Map<String, Object> all = tuning.tune(true, run).toJson();
            Map<String, Object> json = new LinkedHashMap<>();
            for (String name : List.of("name", "model", "metric", "trials", "winner", "test")) {
                json.put(name, all.get(name));
            }
            return json;
        }
    }
}
