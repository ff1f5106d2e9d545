package dev.matinee.bench;

import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.models.ModelFamilies;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.TopLists;
import dev.matinee.engine.split.TrainingSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** What each peer does, done by one of our models in this process: trains, then lists for all users or predicts what is held out. */
final class PeerRun {
    private static final int TOP = 10;

    private PeerRun() {}

    /**
     * The files of interactions to learn from and to predict, threads, {@code lists} or {@code predictions}, the file to write,
     * the model, and settings as {@code name=value}.
     */
    public static void main(String[] arguments) throws IOException {
        TrainingSet training = TrainingSet.everything(Interactions.open(Path.of(arguments[0])));
        Run run = Run.seeded(42).threads(Integer.parseInt(arguments[2]));
        Map<String, String> changes = new LinkedHashMap<>();
        for (int i = 6; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            changes.put(pair[0], pair[1]);
        }
        Settings<?> settings = MfRun.settings(ModelFamilies.named(arguments[5]), changes);
        double cpu = Fork.processorSeconds();
        long start = System.nanoTime();
        Model model = settings.train(training, run);
        double trained = (System.nanoTime() - start) / 1e9;
        String text = arguments[3].equals("lists")
                ? lists((Recommender) model, run)
                : predictions(
                        (RatingPredictor) model,
                        Interactions.open(Path.of(arguments[1])).byUser(),
                        run);
        Files.writeString(Path.of(arguments[4]), text);
        double wall = (System.nanoTime() - start) / 1e9;
        cpu = Fork.processorSeconds() - cpu;
        System.out.println(Json.write(Map.of("wall", wall, "cpu", cpu, "train", trained)));
    }

    private static String lists(Recommender model, Run run) {
        String[] lines = new String[model.users().size()];
        TopLists.of(model, TOP)
                .forEach(IntStream.range(0, lines.length).toArray(), run, (user, items, scores, length) -> {
                    StringBuilder line = new StringBuilder().append(user);
                    for (int rank = 0; rank < length; rank++) {
                        line.append('\t').append(items[rank]);
                    }
                    lines[user] = line.append('\n').toString();
                });
        return String.join("", lines);
    }

    private static String predictions(RatingPredictor model, Rows heldOut, Run run) {
        String[] lines = new String[heldOut.rows()];
        run.parallel(lines.length, user -> {
            StringBuilder text = new StringBuilder();
            for (long at = heldOut.start(user); at < heldOut.end(user); at++) {
                text.append(model.predict(user, heldOut.column(at))).append('\n');
            }
            lines[user] = text.toString();
        });
        return String.join("", lines);
    }
}
