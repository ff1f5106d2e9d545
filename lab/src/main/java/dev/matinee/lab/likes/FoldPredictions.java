package dev.matinee.lab.likes;

import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.split.KFold;
import dev.matinee.engine.split.Split;
import dev.matinee.engine.split.TrainingSet;
import java.util.ArrayList;
import java.util.List;

/**
 * What models predict of each training rating after learning from the other folds, and of any other rating after learning
 * from all.
 *
 * <p>Memory: the models, and 4 bytes a training rating and model. Time: each model is trained {@code folds + 1} times.
 */
final class FoldPredictions {
    private static final int USERS_AT_ONCE = 64;

    private final List<RatingPredictor> models;
    private final float[][] outOfFold;

    private FoldPredictions(List<RatingPredictor> models, float[][] outOfFold) {
        this.models = models;
        this.outOfFold = outOfFold;
    }

    static FoldPredictions of(TrainingSet training, int folds, List<Settings<?>> settings, boolean withFolds, Run run) {
        List<RatingPredictor> models = new ArrayList<>();
        long trainings = (long) settings.size() * (withFolds ? folds + 1 : 1);
        if (settings.isEmpty()) {
            return new FoldPredictions(models, new float[0][]);
        }
        Interactions ratings = training.interactions();
        float[][] outOfFold = new float[withFolds ? settings.size() : 0][];
        try (Progress.Task task = run.progress().start("predicting ratings out of fold", trainings, "trainings")) {
            for (int i = 0; i < settings.size(); i++) {
                task.note(settings.get(i).model());
                models.add(predictor(settings.get(i), training, run));
                task.advance(1);
            }
            for (int i = 0; i < outOfFold.length; i++) {
                outOfFold[i] = new float[Math.toIntExact(ratings.size())];
            }
            for (int fold = 0; fold < folds && withFolds; fold++) {
                Split split = KFold.of(folds).splits(ratings, run).get(fold);
                for (int i = 0; i < outOfFold.length; i++) {
                    task.note(settings.get(i).model());
                    RatingPredictor model = predictor(settings.get(i), split.training(), run);
                    predict(model, split.heldOut().interactions().byUser(), ratings.byUser(), outOfFold[i], run);
                    task.advance(1);
                }
            }
        }
        return new FoldPredictions(models, outOfFold);
    }

    /** Models that were saved; nothing is known of how they predict ratings they have seen. */
    static FoldPredictions of(List<RatingPredictor> models) {
        return new FoldPredictions(models, new float[0][]);
    }

    private static RatingPredictor predictor(Settings<?> settings, TrainingSet training, Run run) {
        if (settings.train(training, run) instanceof RatingPredictor predictor) {
            return predictor;
        }
        throw new IllegalStateException(settings.model());
    }

    private static void predict(RatingPredictor model, Rows heldOut, Rows all, float[] into, Run run) {
        run.parallelRanges(heldOut.rows(), USERS_AT_ONCE, (from, to) -> {
            for (int user = from; user < to; user++) {
                for (long position = heldOut.start(user); position < heldOut.end(user); position++) {
                    int movie = heldOut.column(position);
                    into[(int) all.position(user, movie)] = model.predict(user, movie, heldOut.time(position));
                }
            }
        });
    }

    /** The models that learned from all training ratings. */
    List<RatingPredictor> models() {
        return models;
    }

    /** Writes what the models of the other folds predict of a training rating. */
    void writeOutOfFold(long position, float[] row, int at) {
        for (int i = 0; i < outOfFold.length; i++) {
            row[at + i] = outOfFold[i][(int) position];
        }
    }

    /** Writes what the models of all training ratings predict; NaN for whom nothing is known of. */
    void write(int user, int movie, long time, Interactions ratings, float[] row, int at) {
        boolean known = user >= 0 && movie >= 0;
        for (int i = 0; i < models.size(); i++) {
            row[at + i] =
                    known && ratings.byUser().count(user) > 0 ? models.get(i).predict(user, movie, time) : Float.NaN;
        }
    }
}
