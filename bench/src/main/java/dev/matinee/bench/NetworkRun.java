package dev.matinee.bench;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.generate.DataShape;
import dev.matinee.data.generate.Generator;
import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.Metric;
import dev.matinee.engine.evaluate.RatingEvaluation;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.models.BayesianMf;
import dev.matinee.engine.models.BiasedMf;
import dev.matinee.engine.models.Biases;
import dev.matinee.engine.models.EmbeddingDot;
import dev.matinee.engine.recommend.Network;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.split.Holdout;
import dev.matinee.engine.split.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains {@link EmbeddingDot} and the models beside it on four fifths of each user's ratings, with their defaults, and prints
 * the losses of the network and what all of them come to on the last fifth, which none of them has seen.
 */
final class NetworkRun {
    private static final Run RUN = Run.seeded(42);
    private static final List<Settings<? extends RatingPredictor>> MODELS =
            List.of(EmbeddingDot.defaults(), Biases.defaults(), BiasedMf.defaults(), BayesianMf.defaults());

    private NetworkRun() {}

    /** The name of a generated data set, or the folder of a workspace. */
    public static void main(String[] arguments) {
        Map<String, Object> answer = new LinkedHashMap<>();
        switch (arguments[0]) {
            case "head" -> generated(DataShape.named("ml-25m-head"), answer);
            case "tiny" -> generated(DataShape.of(300, 100, 6_000), answer);
            default -> {
                try (Catalog catalog = Catalog.open(Path.of(arguments[0]))) {
                    train(catalog.interactions(RUN), answer);
                }
            }
        }
        System.out.println(Json.write(answer));
    }

    private static void generated(DataShape shape, Map<String, Object> answer) {
        Generator.InMemory made = Generator.like(shape).inMemory(RUN);
        answer.put("noiseFloor", made.report().noiseFloor());
        train(made.interactions(), answer);
    }

    private static void train(Interactions ratings, Map<String, Object> answer) {
        Split split = Holdout.randomPerUser(0.2).split(ratings, RUN);
        List<Object> models = new ArrayList<>();
        for (Settings<? extends RatingPredictor> settings : MODELS) {
            double cpu = Fork.processorSeconds();
            long start = System.nanoTime();
            RatingPredictor model = settings.train(split.training(), RUN);
            double wall = (System.nanoTime() - start) / 1e9;
            cpu = Fork.processorSeconds() - cpu;
            Metric rmse = RatingEvaluation.measure(model, split, RUN).metric("rmse");
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("model", settings.model());
            one.put("wall", wall);
            one.put("cpu", cpu);
            one.put("rmse", rmse.mean());
            one.put("low", rmse.low());
            one.put("high", rmse.high());
            models.add(one);
            if (model instanceof Network network) {
                describe(network, answer);
            }
        }
        answer.put("ratings", split.training().interactions().size());
        answer.put("models", models);
    }

    private static void describe(Network network, Map<String, Object> answer) {
        answer.put(
                "parameters",
                network.layers().stream().mapToLong(Network.Layer::parameters).sum());
        answer.put("bestEpoch", network.bestEpoch());
        answer.put(
                "training",
                network.epochs().stream().map(Network.Epoch::trainingLoss).toList());
        answer.put(
                "validation",
                network.epochs().stream().map(Network.Epoch::validationLoss).toList());
    }
}
