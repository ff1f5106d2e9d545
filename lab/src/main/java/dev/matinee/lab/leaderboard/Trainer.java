package dev.matinee.lab.leaderboard;

import dev.matinee.engine.Run;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.split.Split;
import dev.matinee.engine.split.TrainingSet;

/** Who trains models. */
@FunctionalInterface
public interface Trainer {
    /** A model with these settings. */
    Model train(Settings<?> settings, TrainingSet training, Run run);

    /** A model with these settings that is to be measured on a split. */
    default Model train(Settings<?> settings, Split split, Run run) {
        return train(settings, split.training(), run);
    }

    /** This process. */
    static Trainer here() {
        return new Trainer() {
            @Override
            public Model train(Settings<?> settings, TrainingSet training, Run run) {
                return settings.train(training, run);
            }

            @Override
            public Model train(Settings<?> settings, Split split, Run run) {
                return settings.train(split, run);
            }
        };
    }
}
