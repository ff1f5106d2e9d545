package dev.matinee.lab.leaderboard;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.Evaluation;
import dev.matinee.engine.evaluate.Measure;
import dev.matinee.engine.evaluate.Metric;
import dev.matinee.engine.evaluate.RatingEvaluation;
import dev.matinee.engine.evaluate.UserInfluence;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.split.Split;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How errors of predicted ratings fall as a model learns from more: it is trained anew on each share of the training ratings
 * of each split, and measured on the same held-out ratings.
 */
public final class LearningCurve {
    private final List<Double> shares;
    private final List<Map<String, List<UserInfluence>>> influences = new ArrayList<>();
    private final long[] ratings;
    private int splits;

    LearningCurve(List<Double> shares) {
        this.shares = shares;
        this.ratings = new long[shares.size()];
        shares.forEach(share -> influences.add(new LinkedHashMap<>()));
    }

    /** Refuses shares that are not ascending, above 0 and at most 1. */
    public static void check(List<Double> shares) {
        double before = 0;
        for (double share : shares) {
            if (!(share > before && share <= 1)) {
                throw MatineeException.usage(
                        "the shares of a learning curve must ascend, above 0 and at most 1, such as 0.1,0.25,0.5,1, got "
                                + shares);
            }
            before = share;
        }
    }

    /**
     * Trains and measures on all shares of one split.
     *
     * @param whole what the model scored that learned from all of it
     */
    void add(Settings<?> settings, Trainer trainer, Split split, Evaluation whole, Run run) {
        for (int i = 0; i < shares.size(); i++) {
            run.checkCancelled();
            Split part = split.withTrainingShare(shares.get(i), run);
            Map<String, List<UserInfluence>> byName = influences.get(i);
            Evaluation evaluation = shares.get(i) == 1 ? whole : measured(settings, trainer, part, run);
            evaluation
                    .values()
                    .forEach((name, values) -> byName.computeIfAbsent(name, absent -> new ArrayList<>())
                            .add(values.influence()));
            ratings[i] += part.training().interactions().size();
        }
        splits++;
    }

    private static Evaluation measured(Settings<?> settings, Trainer trainer, Split part, Run run) {
        if (trainer.train(settings, part.training(), run) instanceof RatingPredictor predictor) {
            return RatingEvaluation.measure(predictor, part, run);
        }
        throw new IllegalArgumentException(settings.model() + " predicts no ratings");
    }

    /** The curve; empty where nothing was added. */
    List<LearningPoint> points() {
        List<LearningPoint> points = new ArrayList<>();
        for (int i = 0; i < shares.size() && splits > 0; i++) {
            Map<String, Metric> metrics = new LinkedHashMap<>();
            influences
                    .get(i)
                    .forEach((name, parts) ->
                            metrics.put(name, UserInfluence.mean(parts).metric(Measure.of(name))));
            points.add(new LearningPoint(shares.get(i), Math.round((double) ratings[i] / splits), metrics));
        }
        return points;
    }
}
