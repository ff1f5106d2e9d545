package dev.matinee.testkit.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.files.ModelFolder;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.models.AlternatingLeastSquares;
import dev.matinee.engine.models.BayesianMf;
import dev.matinee.engine.models.BiasedMf;
import dev.matinee.engine.models.Biases;
import dev.matinee.engine.models.Blend;
import dev.matinee.engine.models.ClusterMean;
import dev.matinee.engine.models.Content;
import dev.matinee.engine.models.EmbeddingDot;
import dev.matinee.engine.models.Hybrid;
import dev.matinee.engine.models.ImplicitAls;
import dev.matinee.engine.models.ItemNeighbors;
import dev.matinee.engine.models.Popularity;
import dev.matinee.engine.models.PureSvd;
import dev.matinee.engine.models.SlopeOne;
import dev.matinee.engine.models.SvdPlusPlus;
import dev.matinee.engine.models.SwitchingHybrid;
import dev.matinee.engine.models.UserNeighbors;
import dev.matinee.engine.models.WeightedHybrid;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.split.TrainingSet;
import dev.matinee.testkit.ToyRatings;
import dev.matinee.testkit.ToyTerms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Small models as files, with what they answered when they were written. They are kept for ever: a file of any format
 * that was ever released must go on giving the same answers.
 *
 * <p>{@link #main} writes those of the present format that are missing and never touches one that is there.
 */
final class GoldenModels {
    private static final int[] USERS = {0, 7, 33, 59};

    private GoldenModels() {}

    static TrainingSet training() {
        return TrainingSet.everything(ToyTerms.of(ToyRatings.mixed()));
    }

    private static List<Settings<? extends Model>> models() {
        return List.of(
                Popularity.defaults().halfLifeDays(1000),
                Biases.defaults(),
                ClusterMean.defaults().clusters(3),
                ItemNeighbors.defaults().neighbors(8),
                ImplicitAls.defaults().factors(4),
                PureSvd.defaults().factors(4),
                BayesianMf.defaults().factors(2).burnIn(4).samples(3).dates(true),
                BiasedMf.defaults().factors(4),
                SvdPlusPlus.defaults().factors(4),
                AlternatingLeastSquares.defaults().factors(4),
                UserNeighbors.defaults().neighbors(8),
                SlopeOne.defaults(),
                EmbeddingDot.defaults().factors(4).biases(true).learningRate(0.01),
                Blend.of(List.of(Biases.defaults(), SlopeOne.defaults().minimumCommon(2))),
                Content.defaults().dimensions(4),
                Hybrid.defaults().factors(4).dimensions(4),
                WeightedHybrid.defaults(),
                SwitchingHybrid.defaults().ratings("item-neighbors"));
    }

    /** Writes the missing ones: the argument is the folder {@code golden/models} of the test resources. */
    public static void main(String[] arguments) throws IOException {
        Path format = Path.of(arguments[0]).resolve("format-" + ModelFolder.FORMAT);
        for (Settings<? extends Model> settings : models()) {
            Path folder = format.resolve(settings.model());
            if (!Files.exists(folder)) {
                Model model = settings.train(training(), Run.seeded(42).threads(1));
                ModelFolder.save(model, folder, Map.of());
                Files.writeString(folder.resolve("answers.json"), Json.writePretty(answers(model)));
            }
        }
    }

    /** The scores, and where the model predicts ratings the predictions, of all items for some users. */
    static Map<String, Object> answers(Model model) {
        if (!(model instanceof Recommender recommender)) {
            throw MatineeException.usage(model.settings().model() + " is not a recommender");
        }
        Map<String, Object> answers = new LinkedHashMap<>();
        for (int user : USERS) {
            float[] scores = new float[model.items().size()];
            recommender.scores(user, scores);
            answers.put("scores of user " + user, list(scores));
            if (model instanceof RatingPredictor predictor) {
                for (int item = 0; item < scores.length; item++) {
                    scores[item] = predictor.predict(user, item);
                }
                answers.put("predictions for user " + user, list(scores));
            }
        }
        return answers;
    }

    private static List<Double> list(float[] values) {
        List<Double> list = new ArrayList<>();
        for (float value : values) {
            list.add((double) value);
        }
        return list;
    }
}
