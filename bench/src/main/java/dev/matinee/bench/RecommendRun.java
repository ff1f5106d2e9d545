package dev.matinee.bench;

import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.models.ImplicitAls;
import dev.matinee.engine.models.ImplicitAlsModel;
import dev.matinee.engine.recommend.Rated;
import dev.matinee.engine.recommend.Request;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.recommend.TopLists;
import dev.matinee.engine.split.TrainingSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Lists the ten best movies of all users in this process and prints what it took; leaves everything in files. */
final class RecommendRun {
    private static final int TOP = 10;
    private static final int VISITORS = 300;
    private static final int HISTORY = 100;

    private RecommendRun() {}

    /** The file of interactions, the folder for files, and the number of threads. */
    public static void main(String[] arguments) {
        TrainingSet training = TrainingSet.everything(Interactions.open(Path.of(arguments[0])));
        Path folder = Path.of(arguments[1]);
        Run run = Run.seeded(42).threads(Integer.parseInt(arguments[2]));
        ImplicitAlsModel model = ImplicitAls.defaults().iterations(2).train(training, run);
        int[] users = IntStream.range(0, model.users().size()).toArray();
        int[] lists = new int[users.length * TOP];
        TopLists top = TopLists.of(model, TOP);
        double cpu = Fork.processorSeconds();
        long start = System.nanoTime();
        top.forEach(users, run, (user, items, scores, length) -> System.arraycopy(items, 0, lists, user * TOP, length));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("wall", (System.nanoTime() - start) / 1e9);
        answer.put("cpu", Fork.processorSeconds() - cpu);
        answer.put("users", users.length);
        answer.put("heap", Fork.peakHeapMebibytes());
        answer.put("foldIn", foldIn(model));
        save(model, folder, lists);
        System.out.println(Json.write(answer));
    }

    /** The milliseconds a visitor waits, at the median. */
    private static double foldIn(ImplicitAlsModel model) {
        Rows rows = model.training().interactions().byUser();
        int items = model.items().size();
        double[] millis = new double[VISITORS];
        for (int visitor = 0; visitor < VISITORS; visitor++) {
            List<Rated> history = new ArrayList<>();
            for (int i = 0; i < Math.min(HISTORY, items / 2); i++) {
                history.add(new Rated(model.items().id((visitor * 31 + i * 7) % items), rows.rating(i)));
            }
            long start = System.nanoTime();
            model.recommend(Request.forHistory(history).top(TOP));
            millis[visitor] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return millis[VISITORS / 2];
    }

    private static void save(ImplicitAlsModel model, Path folder, int[] lists) {
        Rows rows = model.training().interactions().byUser();
        int size = Math.toIntExact(rows.size());
        int[] starts = new int[rows.rows() + 1];
        int[] columns = new int[size];
        for (int user = 0; user < rows.rows(); user++) {
            starts[user + 1] = (int) rows.end(user);
        }
        for (int position = 0; position < size; position++) {
            columns[position] = rows.column(position);
        }
        Python.write(folder.resolve("starts"), starts);
        Python.write(folder.resolve("columns"), columns);
        Python.write(folder.resolve("lists"), lists);
        for (String side : List.of("userFactors", "itemFactors")) {
            Tensor tensor = Objects.requireNonNull(model.tensors().get(side));
            Python.write(folder.resolve(side), tensor.floats());
        }
    }
}
