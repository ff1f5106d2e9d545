package dev.matinee.bench;

import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.models.ModelFamilies;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.split.TrainingSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains one rating predictor in this process, predicts what is held out, and prints the RMSE and what training took, start-up
 * of its code included, epoch by epoch.
 */
final class MfRun {
    private MfRun() {}

    /** The files to learn from and to predict, the number of threads, the model, and settings as {@code name=value}. */
    public static void main(String[] arguments) {
        TrainingSet training = TrainingSet.everything(Interactions.open(Path.of(arguments[0])));
        Run run = Run.seeded(42).threads(Integer.parseInt(arguments[2]));
        Map<String, String> changes = new LinkedHashMap<>();
        for (int i = 4; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            changes.put(pair[0], pair[1]);
        }
        Settings<?> settings = settings(ModelFamilies.named(arguments[3]), changes);
        List<Double> epochs = Collections.synchronizedList(new ArrayList<>());
        double cpu = Fork.processorSeconds();
        long start = System.nanoTime();
        RatingPredictor model = (RatingPredictor) settings.train(training, run.progress(timing(epochs)));
        double wall = (System.nanoTime() - start) / 1e9;
        cpu = Fork.processorSeconds() - cpu;
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("wall", wall);
        answer.put("cpu", cpu);
        answer.put("epochs", epochs);
        answer.put("ratings", training.interactions().size());
        answer.put("heap", Fork.peakHeapMebibytes());
        answer.put("resident", Fork.peakResidentMebibytes());
        answer.put("rmse", rmse(model, Interactions.open(Path.of(arguments[1])).byUser(), run));
        System.out.println(Json.write(answer));
    }

    /** The settings of a family with changes. */
    static <M extends Model, S extends Settings<M>> Settings<?> settings(
            ModelFamily<M, S> family, Map<String, String> changes) {
        return SettingsSchema.of(family.defaults()).with(family.defaults(), changes);
    }

    private static double rmse(RatingPredictor model, Rows heldOut, Run run) {
        double[] squares = new double[heldOut.rows()];
        run.parallelRanges(heldOut.rows(), 1024, (from, to) -> {
            for (int user = from; user < to; user++) {
                for (long at = heldOut.start(user); at < heldOut.end(user); at++) {
                    double error = model.predict(user, heldOut.column(at)) - (double) heldOut.rating(at);
                    squares[user] += error * error;
                }
            }
        });
        double sum = 0;
        for (double square : squares) {
            sum += square;
        }
        return Math.sqrt(sum / heldOut.size());
    }

    /** Notes how many seconds each unit of the task took. */
    private static Progress timing(List<Double> seconds) {
        return (name, total, unit) -> new Progress.Task() {
            private long last = System.nanoTime();

            @Override
            public void advance(long units) {
                long now = System.nanoTime();
                seconds.add((now - last) / 1e9);
                last = now;
            }

            @Override
            public void note(String remark) {
                System.err.println(name + ": " + remark);
            }

            @Override
            public void close() {}
        };
    }
}
