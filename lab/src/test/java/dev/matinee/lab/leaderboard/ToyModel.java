package dev.matinee.lab.leaderboard;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Setting;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.split.TrainingSet;
import java.util.Map;

/** Recommends movies in the order of their distance to one, and predicts the same rating for all. */
public record ToyModel(Toy settings, TrainingSet training, Provenance provenance)
        implements Recommender, RatingPredictor {
    public enum Mishap {
        NONE,
        BAD_DATA,
        DEFECT,
        MEMORY
    }

    public record Toy(
            @Setting("the movie that comes first") int favourite,
            @Setting("the rating of all") double rating,
            @Setting("what goes wrong") Mishap mishap)
            implements Settings<ToyModel> {
        @Override
        public String model() {
            return "toy";
        }

        @Override
        public ToyModel train(TrainingSet training, Run run) {
            switch (mishap) {
                case NONE -> run.checkCancelled();
                case BAD_DATA -> throw MatineeException.badData("toy cannot learn from this", "take other data");
                case DEFECT -> throw new IllegalStateException("wheel came off");
                case MEMORY -> throw new OutOfMemoryError("toy");
            }
            return new ToyModel(this, training, Provenance.of(training, run, "scalar"));
        }
    }

    static Toy toy(int favourite, double rating) {
        return new Toy(favourite, rating, Mishap.NONE);
    }

    static Toy failing(Mishap mishap) {
        return new Toy(0, 3, mishap);
    }

    @Override
    public Map<String, Tensor> tensors() {
        return Map.of("favourite", Tensor.of(new int[] {settings.favourite()}, 1));
    }

    @Override
    public void scores(int user, float[] scores) {
        for (int item = 0; item < items().size(); item++) {
            scores[item] = -Math.abs(item - settings.favourite());
        }
    }

    @Override
    public float predict(int user, int item) {
        return (float) settings.rating();
    }

    /** Predicts ratings without recommending. */
    public record Ratings(@Setting("the rating of all") double rating) implements Settings<RatingsOnly> {
        @Override
        public String model() {
            return "ratings";
        }

        @Override
        public RatingsOnly train(TrainingSet training, Run run) {
            return new RatingsOnly(this, training, Provenance.of(training, run, "scalar"));
        }
    }

    public record RatingsOnly(Ratings settings, TrainingSet training, Provenance provenance)
            implements RatingPredictor {
        @Override
        public Map<String, Tensor> tensors() {
            return Map.of();
        }

        @Override
        public float predict(int user, int item) {
            return (float) settings.rating();
        }
    }
}
