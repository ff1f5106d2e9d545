package dev.matinee.lab.leaderboard;

import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.split.Split;
import java.util.List;

/** The splits of a plan, cut when they are needed; only the latest one is kept. */
final class SplitCutter {
    private final Interactions interactions;
    private final EvaluationPlan plan;
    private final Run run;
    private List<Split> splits = List.of();
    private long seed;

    SplitCutter(Interactions interactions, EvaluationPlan plan, Run run) {
        this.interactions = interactions;
        this.plan = plan;
        this.run = run;
    }

    /** Cuts one split, so that whatever is wrong with it shows before any model is trained. */
    void cutFirst() {
        cut(plan.seeds().getFirst());
        if (splits.size() > 1) {
            run.checkCancelled();
            splits.getFirst();
        }
    }

    int count(long seed) {
        cut(seed);
        return splits.size();
    }

    Split get(long seed, int index) {
        cut(seed);
        return splits.get(index);
    }

    /** Several splits of one seed are a list that cuts each when it is taken; a single one is cut here and kept. */
    private void cut(long wanted) {
        if (splits.isEmpty() || seed != wanted) {
            splits = List.of();
            List<Split> made = plan.splitter().splits(interactions, run.seed(wanted));
            splits = made.size() == 1 ? List.of(made.getFirst()) : made;
            seed = wanted;
        }
    }
}
