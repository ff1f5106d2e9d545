package dev.matinee.lab.reproduce;

import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.Evaluation;
import dev.matinee.engine.evaluate.RatingEvaluation;
import dev.matinee.engine.evaluate.TopNEvaluation;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.split.Split;

/** What a model reached on a split, and how long it took. */
record Timed(Evaluation evaluation, double seconds) {
    static Timed ratings(Settings<?> settings, Split split, Run run) {
        long start = System.nanoTime();
        Model model = settings.train(split, run);
        if (!(model instanceof RatingPredictor predictor)) {
            throw new IllegalStateException(settings.model() + " predicts no ratings");
        }
        return new Timed(RatingEvaluation.measure(predictor, split, run), since(start));
    }

    static Timed lists(Settings<?> settings, TopNEvaluation how, Split split, Run run) {
        long start = System.nanoTime();
        return new Timed(how.measure(recommender(settings, split, run), split, run), since(start));
    }

    static Recommender recommender(Settings<?> settings, Split split, Run run) {
        if (settings.train(split, run) instanceof Recommender recommender) {
            return recommender;
        }
        throw new IllegalStateException(settings.model() + " makes no lists");
    }

    static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    double mean(String metric) {
        return evaluation.metric(metric).mean();
    }
}
