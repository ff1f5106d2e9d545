package dev.matinee.lab.tune;

import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.split.Split;
import java.util.HashMap;
import java.util.Map;

/**
 * The divisions of training sets that trials are compared on, by seed and share of users. Only the
 * parts of the share in use are kept.
 */
final class ValidationParts {
    private final Interactions ratings;
    private final TuningPlan plan;
    private final Map<Long, Split> parts = new HashMap<>();
    private double share;

    ValidationParts(Interactions ratings, TuningPlan plan) {
        this.ratings = ratings;
        this.plan = plan;
    }

    Split get(long seed, double wanted, Run run) {
        if (wanted != share) {
            parts.clear();
            share = wanted;
        }
        return parts.computeIfAbsent(seed, absent -> cut(run.seed(seed)));
    }

    private Split cut(Run seeded) {
        Interactions training =
                plan.evaluation().splitter().split(ratings, seeded).training().interactions();
        return plan.validation().split(share < 1 ? UserShare.of(training, share, seeded) : training, seeded);
    }
}
