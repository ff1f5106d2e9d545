package dev.matinee.lab.tune;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.Measure;
import dev.matinee.engine.evaluate.RatingEvaluation;
import dev.matinee.engine.evaluate.TopNEvaluation;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.split.Split;
import java.util.OptionalDouble;

/**
 * One number that says how good a model is.
 *
 * @param metric the metric, such as {@code ndcg@10} or {@code rmse}
 * @param relevant the rating from which on a held-out rating counts as relevant; without it four fifths of the highest
 */
public record Judge(String metric, OptionalDouble relevant) {
    /** Checks the name. */
    public Judge {
        Measure.of(metric);
    }

    /** What a kind of model is usually judged by: its lists where it makes any, else its predicted ratings. */
    public static String usualMetric(Settings<?> settings) {
        return settings.trains(Recommender.class) ? "ndcg@10" : "rmse";
    }

    /** Whether higher is better. */
    public boolean higherIsBetter() {
        return Measure.of(metric).higherIsBetter();
    }

    /** Whether this can be measured of what these settings train. */
    public boolean fits(Settings<?> settings) {
        return settings.trains(Measure.of(metric).ofLists() ? Recommender.class : RatingPredictor.class);
    }

    /** Measures a model on the held-out part; {@code USAGE} when the model is of another kind. */
    public double score(Model model, Split split, Run run) {
        if (Measure.of(metric).ofLists() && model instanceof Recommender recommender) {
            TopNEvaluation lists = TopNEvaluation.at(places());
            if (relevant.isPresent()) {
                lists = lists.relevant(relevant.getAsDouble());
            }
            return lists.measure(recommender, split, run).metric(metric).mean();
        }
        if (!Measure.of(metric).ofLists() && model instanceof RatingPredictor predictor) {
            return RatingEvaluation.measure(predictor, split, run)
                    .metric(metric)
                    .mean();
        }
        throw MatineeException.usage(model.settings().model() + " cannot be measured by " + metric + "; choose "
                + usualMetric(model.settings()) + " with --metric");
    }

    /** How many places of lists the metric looks at; 0 when it does not look at lists. */
    int places() {
        return Measure.of(metric).ofLists() ? Integer.parseInt(metric.substring(metric.indexOf('@') + 1)) : 0;
    }
}
