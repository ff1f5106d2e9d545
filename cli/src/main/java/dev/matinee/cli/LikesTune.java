package dev.matinee.cli;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.catalog.WorkspaceLock;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.lab.likes.LikesSettings;
import dev.matinee.lab.likes.LikesStore;
import dev.matinee.lab.likes.LikesTuning;
import dev.matinee.lab.tune.SearchSpace;
import dev.matinee.lab.tune.Trial;
import dev.matinee.lab.tune.TuningFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What {@code tune} does with classifiers of likes. */
final class LikesTune {
    private static final List<String> OF_OTHERS =
            List.of("--split", "--seeds", "--at", "--relevant", "--convention", "--no-test", "--name");
    private static final int FOLDS = 3;
    private static final int MOST_ROWS = 30;

    private LikesTune() {}

    @SuppressWarnings("try")
    static Answer answer(
            MatineeCommand command,
            Path workspace,
            String method,
            List<Settings<?>> candidates,
            @Nullable String validation,
            @Nullable String metric,
            Run run) {
        LikesOptions.refuse(command, OF_OTHERS);
        command.logTo(workspace);
        Workspace opened = Workspace.open(workspace);
        List<LikesSettings> all = new ArrayList<>();
        candidates.forEach(settings -> all.add((LikesSettings) settings));
        LikesTuning.Plan plan =
                new LikesTuning.Plan(method, all, folds(validation), metric == null ? "rocAuc" : metric);
        try (Catalog catalog = opened.catalog()) {
            Interactions ratings = catalog.interactions(run);
            Path folder = new LikesStore(opened).tuning(all.getFirst().model(), method);
            LikesTuning.Result result;
            try (WorkspaceLock lock = opened.lock()) {
                result = new LikesTuning(ratings, plan, new TuningFolder(folder)).tune(run);
            }
            return new Answer(json(result, folder), text(result, folder));
        }
    }

    private static int folds(@Nullable String validation) {
        if (validation == null) {
            return FOLDS;
        }
        if (!validation.matches("kfold:\\d{1,2}")) {
            throw MatineeException.usage(
                    "--validation of a classifier of likes must be folds, such as kfold:3, got " + validation);
        }
        return Integer.parseInt(validation.substring("kfold:".length()));
    }

    private static Map<String, @Nullable Object> json(LikesTuning.Result result, Path folder) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("model", result.winner().model());
        json.put("method", result.plan().method());
        json.put("metric", result.plan().metric());
        json.put("folds", result.plan().folds());
        json.put("settings", SearchSpace.values(result.winner()));
        json.put("score", result.score());
        json.put("trials", result.trials().stream().map(Trial::toJson).toList());
        json.put("folder", folder.toString());
        return json;
    }

    private static String text(LikesTuning.Result result, Path folder) {
        LikesTuning.Plan plan = result.plan();
        List<String> varied = varied(result.trials());
        List<String> header = new ArrayList<>(List.of("trial"));
        header.addAll(varied);
        header.addAll(List.of("rows", plan.metric(), "s"));
        TextTable table = new TextTable(header.toArray(String[]::new));
        double sign = plan.higherIsBetter() ? -1 : 1;
        result.trials().stream()
                .sorted(Comparator.comparingDouble((Trial trial) -> -trial.share())
                        .thenComparingDouble(
                                trial -> trial.values().isEmpty() ? Double.POSITIVE_INFINITY : sign * trial.score()))
                .limit(MOST_ROWS)
                .forEach(trial -> {
                    List<Object> row = new ArrayList<>(List.of(trial.number()));
                    varied.forEach(
                            name -> row.add(String.valueOf(trial.settings().get(name))));
                    row.add(String.format(Locale.ROOT, "%.0f %%", 100 * trial.share()));
                    row.add(trial.values().isEmpty() ? "failed" : String.format(Locale.ROOT, "%.4f", trial.score()));
                    row.add(String.format(Locale.ROOT, "%.2f", result.seconds().get(trial.number() - 1)));
                    table.add(row.toArray());
                });
        return String.format(
                Locale.ROOT,
                "%s, %d trials by %s over %d folds of the training part; the test part was not touched%n%n%s%n%nthe best, in"
                        + " %s: matinee evaluate %s --tuned measures it",
                result.winner().model(),
                result.trials().size(),
                plan.metric(),
                plan.folds(),
                table,
                folder,
                result.winner().model());
    }

    private static List<String> varied(List<Trial> trials) {
        TreeSet<String> varied = new TreeSet<>();
        for (Trial trial : trials) {
            trial.settings().forEach((name, value) -> {
                if (!Objects.equals(value, trials.getFirst().settings().get(name))) {
                    varied.add(name);
                }
            });
        }
        return List.copyOf(varied);
    }
}
