package dev.matinee.engine.evaluate;

import dev.matinee.engine.Run;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Setting;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.split.TrainingSet;
import java.util.Map;

/** A model that says what a function says, for tests. */
record FixedScores(TrainingSet training, Scorer scorer) implements Recommender, RatingPredictor {
    @FunctionalInterface
    interface Scorer {
        float score(int user, int item);
    }

    record Nothing(@Setting("means nothing") int none) implements Settings<FixedScores> {
        @Override
        public String model() {
            return "fixed";
        }

        @Override
        public FixedScores train(TrainingSet training, Run run) {
            return new FixedScores(training, (user, item) -> 0);
        }
    }

    @Override
    public Settings<?> settings() {
        return new Nothing(0);
    }

    @Override
    public Provenance provenance() {
        return Provenance.of(training, Run.seeded(0), "scalar");
    }

    @Override
    public Map<String, Tensor> tensors() {
        return Map.of();
    }

    @Override
    public void scores(int user, float[] scores) {
        for (int item = 0; item < items().size(); item++) {
            scores[item] = scorer.score(user, item);
        }
    }

    @Override
    public float predict(int user, int item) {
        return scorer.score(user, item);
    }
}
