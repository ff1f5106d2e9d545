package dev.matinee.bench;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.split.Split;
import dev.matinee.engine.split.Splitters;
import dev.matinee.engine.split.TrainingSet;
import dev.matinee.lab.likes.FeatureTable;
import dev.matinee.lab.likes.LikeFeatures;
import dev.matinee.lab.likes.LikesForest;
import dev.matinee.lab.likes.LikesSettings;
import dev.matinee.lab.likes.LikesXgboost;
import dev.matinee.lab.likes.Scorer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Makes features or grows a forest in this process and prints what it took. */
final class LikesRun {
    private LikesRun() {}

    /** {@code features} and a workspace; or {@code forest}, a workspace, a folder for the rows, rounds, rows and trees. */
    public static void main(String[] arguments) {
        Run run = Run.seeded(42).threads(2);
        try (Catalog catalog = Workspace.open(Path.of(arguments[1])).catalog()) {
            Interactions ratings = catalog.interactions(run);
            System.out.println(Json.write(
                    arguments[0].equals("features")
                            ? features(ratings, run)
                            : forest(
                                    ratings,
                                    Path.of(arguments[2]),
                                    Integer.parseInt(arguments[3]),
                                    Integer.parseInt(arguments[4]),
                                    Integer.parseInt(arguments[5]),
                                    run)));
        }
    }

    private static Map<String, Object> features(Interactions ratings, Run run) {
        LikesSettings settings = LikesXgboost.defaults().with(Map.of("predictors", "none", "factors", 0));
        AtomicLong rows = new AtomicLong();
        double cpu = Fork.processorSeconds();
        long start = System.nanoTime();
        LikeFeatures features = LikeFeatures.of(TrainingSet.everything(ratings), settings, run);
        features.stream(block -> rows.addAndGet(block.rows()), run);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("wall", (System.nanoTime() - start) / 1e9);
        answer.put("cpu", Fork.processorSeconds() - cpu);
        answer.put("rows", rows.get());
        answer.put("columns", features.features().size());
        answer.put("resident", Fork.peakResidentMebibytes());
        return answer;
    }

    private static Map<String, Object> forest(
            Interactions ratings, Path folder, int rounds, int rows, int trees, Run run) {
        LikesSettings settings = LikesForest.defaults()
                .with(Map.of(
                        "features", "document-000",
                        "factors", 10,
                        "trees", trees,
                        "depth", 20,
                        "minimumSplit", 10,
                        "minimumLeaf", 1));
        Split split = Splitters.parse("stratified:0.2,4").split(ratings, run);
        LikeFeatures features = LikeFeatures.of(split.training(), settings, run);
        FeatureTable training = features.training(rows, run);
        FeatureTable whole = features.heldOut(split.heldOut(), run);
        FeatureTable test = whole.rows(0, Math.min(whole.rows(), rows / 4));
        export(training, "training", folder);
        export(test, "test", folder);
        double[] seconds = new double[rounds];
        double[] cpu = new double[rounds];
        double accuracy = 0;
        for (int round = 0; round < rounds; round++) {
            double before = Fork.processorSeconds();
            long start = System.nanoTime();
            Scorer forest = settings.classifier().learn(training, run);
            seconds[round] = (System.nanoTime() - start) / 1e9;
            cpu[round] = Fork.processorSeconds() - before;
            accuracy = accuracy(forest.probabilities(test, run), test);
        }
        Arrays.sort(seconds);
        Arrays.sort(cpu);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("wall", seconds[rounds / 2]);
        answer.put("cpu", cpu[rounds / 2]);
        answer.put("accuracy", accuracy);
        answer.put("rows", training.rows());
        answer.put("columns", training.columns());
        answer.put("names", List.copyOf(training.names()));
        return answer;
    }

    private static double accuracy(float[] probabilities, FeatureTable rows) {
        int right = 0;
        for (int row = 0; row < rows.rows(); row++) {
            right += (probabilities[row] >= 0.5 ? 1 : 0) == rows.like(row) ? 1 : 0;
        }
        return (double) right / rows.rows();
    }

    private static void export(FeatureTable rows, String name, Path folder) {
        float[] values = new float[rows.rows() * rows.columns()];
        int[] likes = new int[rows.rows()];
        for (int row = 0; row < rows.rows(); row++) {
            for (int column = 0; column < rows.columns(); column++) {
                values[row * rows.columns() + column] = rows.value(row, column);
            }
            likes[row] = rows.like(row);
        }
        Python.write(folder.resolve(name + "-values"), values);
        Python.write(folder.resolve(name + "-likes"), likes);
    }
}
