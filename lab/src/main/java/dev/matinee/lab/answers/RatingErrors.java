package dev.matinee.lab.answers;

import dev.matinee.data.catalog.Scale;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.recommend.PredictedRating;
import dev.matinee.lab.leaderboard.EvaluationRecord;
import dev.matinee.lab.leaderboard.EvaluationStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far predicted ratings are off: the root of the mean squared error that the last evaluation of a model of this kind found,
 * on ratings that it had not seen. An error of a rating is taken as normally distributed around it. Without such an
 * evaluation nothing is said. Thread-safe.
 */
public final class RatingErrors {
    private static final double IN_95_OF_100 = 1.959964;

    private record Known(List<String> runs, Map<String, Double> byModel) {}

    private final EvaluationStore evaluations;
    private volatile Known known = new Known(List.of(), Map.of());

    /** The errors that these evaluations found. */
    public RatingErrors(EvaluationStore evaluations) {
        this.evaluations = evaluations;
    }

    /** The interval around a predicted rating of a kind of model, within the scale; empty where none was evaluated. */
    Optional<PredictedRating> interval(String model, float rating, Scale scale) {
        return of(model)
                .map(rmse -> new PredictedRating(
                        rating, rmse.floatValue(), (float) Math.max(scale.min(), rating - IN_95_OF_100 * rmse), (float)
                                Math.min(scale.max(), rating + IN_95_OF_100 * rmse)));
    }

    private Optional<Double> of(String model) {
        List<String> runs = evaluations.runs();
        if (!runs.equals(known.runs())) {
            known = read(runs);
        }
        return Optional.ofNullable(known.byModel().get(model)).filter(rmse -> rmse > 0);
    }

    /** Of each kind of model the error that was found last. */
    private Known read(List<String> runs) {
        Map<String, Double> byModel = new HashMap<>();
        for (String run : runs) {
            try {
                EvaluationRecord found = evaluations.read(run);
                found.metric("rmse").ifPresent(rmse -> byModel.put(found.model(), rmse.mean()));
            } catch (MatineeException damaged) {
                System.getLogger(RatingErrors.class.getName())
                        .log(System.Logger.Level.DEBUG, "passed over the evaluation {0}", run);
            }
        }
        return new Known(runs, byModel);
    }

    /** The standard normal distribution function, to 1e-7 (Abramowitz, Stegun 1964, equation 26.2.17). */
    static double normal(double x) {
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double tail = Math.exp(-x * x / 2)
                / Math.sqrt(2 * Math.PI)
                * t
                * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x >= 0 ? 1 - tail : tail;
    }
}
