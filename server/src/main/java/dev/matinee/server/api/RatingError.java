package dev.matinee.server.api;

import dev.matinee.engine.MatineeException;
import dev.matinee.lab.leaderboard.EvaluationRecord;
import dev.matinee.lab.leaderboard.EvaluationStore;
import dev.matinee.server.shelf.ServedCatalog;
import dev.matinee.server.shelf.ServedModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far predicted ratings are off: the root of the mean squared error that an evaluation found for a model of this kind,
 * on ratings that it had not seen. An error of a rating is taken as normally distributed around it. Without such an
 * evaluation nothing is said. Thread-safe.
 */
final class RatingError {
    private static final double IN_95_OF_100 = 1.959964;
    private static final double LIKED = 4;

    private record Known(List<String> runs, Map<String, Double> byModel) {}

    private final EvaluationStore evaluations;
    private volatile Known known = new Known(List.of(), Map.of());

    RatingError(EvaluationStore evaluations) {
        this.evaluations = evaluations;
    }

    /** Adds the interval that holds the rating in 95 of 100 cases, and how probable one of 4 of 5 stars or more is. */
    void put(Map<String, @Nullable Object> json, double rating, ServedModel model, ServedCatalog catalog) {
        double low = catalog.card().scale().min();
        double high = catalog.card().scale().max();
        Optional<Double> error = of(model.name());
        json.put(
                "low",
                error.map(rmse -> Math.max(low, rating - IN_95_OF_100 * rmse)).orElse(null));
        json.put(
                "high",
                error.map(rmse -> Math.min(high, rating + IN_95_OF_100 * rmse)).orElse(null));
        double step = catalog.card().scale().step();
        double liked = LIKED / 5 * high - (step > 0 ? step / 2 : 0);
        json.put(
                "likeProbability",
                error.map(rmse -> normal((rating - liked) / rmse)).orElse(null));
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
        Map<String, Double> byModel = new java.util.HashMap<>();
        for (String run : runs) {
            try {
                EvaluationRecord found = evaluations.read(run);
                found.metric("rmse").ifPresent(rmse -> byModel.put(found.model(), rmse.mean()));
            } catch (MatineeException damaged) {
                System.getLogger(RatingError.class.getName())
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
