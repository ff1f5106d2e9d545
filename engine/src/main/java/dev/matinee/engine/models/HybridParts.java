package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.recommend.FoldsIn;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.split.TrainingSet;
import java.util.List;

/** The two parts of a hybrid by support, and how they are trained. */
final class HybridParts {
    private HybridParts() {}

    /** The settings of the part that goes by ratings; {@code USAGE} where there is no such model or it cannot be a part. */
    static Settings<?> ofRatings(String model) {
        List<String> fit = ModelFamilies.singles().stream()
                .filter(family -> family.defaults().trains(FoldsIn.class))
                .map(ModelFamily::name)
                .toList();
        if (!fit.contains(model)) {
            throw MatineeException.usage("ratings must be a model that can answer from a history, got " + model
                    + Nearest.hint(model, fit) + "; these can: " + String.join(", ", fit));
        }
        return ModelFamilies.single(model).defaults();
    }

    /** Trains both parts and chooses the rule. */
    static SupportHybridModel train(
            Settings<SupportHybridModel> settings,
            String ratings,
            List<? extends SupportRule> rules,
            TrainingSet training,
            Run run) {
        Settings<?> byRatings = ofRatings(ratings);
        Content byContent = Content.defaults();
        try (Progress.Task task = run.progress().start("training " + settings.model(), 3, "parts")) {
            Content.Trained content = byContent.train(training, run);
            task.advance(1);
            Model trained = byRatings.train(training, run);
            task.advance(1);
            SupportRule rule = SupportRules.best(rules, byRatings, byContent, training, run);
            task.advance(1);
            Provenance provenance = Provenance.of(
                            training, run, Kernels.active().name())
                    .features(content.provenance().features());
            return new SupportHybridModel(
                    settings, training, provenance, SupportHybridModel.foldsIn(trained), content, rule);
        }
    }
}
