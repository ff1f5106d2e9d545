package dev.matinee.cli;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.models.ModelFamilies;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.split.Splitters;
import dev.matinee.lab.best.Attempt;
import dev.matinee.lab.best.BestPicture;
import dev.matinee.lab.best.BestResult;
import dev.matinee.lab.best.BestSearch;
import dev.matinee.lab.best.Budget;
import dev.matinee.lab.models.ModelStore;
import dev.matinee.lab.tune.Judge;
import dev.matinee.lab.tune.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code best --seconds N --memory M}: the best recommender that a budget allows. */
@Command(
        name = "best",
        description =
                "Climbs from cheap models to costly ones within a budget of seconds and memory, compares them on a"
                        + " validation part, trains the best on all ratings and saves it. Each candidate's cost is predicted before"
                        + " it starts; what does not fit is skipped with a reason. Ctrl-C ends the search with the best so far.")
final class BestCommand extends MatineeCommand {
    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "how long it may take (default: ${DEFAULT-VALUE})")
    private double seconds = 60;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "how much memory a training may take, such as 800m or 2g (default: what Java may still use)")
    private @Nullable String memory;

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            defaultValue = "ndcg@10",
            description = "what best means (default: ${DEFAULT-VALUE})")
    private String metric = "ndcg@10";

    @Option(
            names = "--validation",
            paramLabel = "SPLIT",
            defaultValue = "random:0.2",
            description = "how ratings are divided to compare models (default: ${DEFAULT-VALUE})")
    private String validation = "random:0.2";

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    private ChartsOption charts = new ChartsOption();

    @Override
    Answer answer(Run run) {
        Judge judge = new Judge(metric, OptionalDouble.empty());
        Budget budget = new Budget(seconds, Math.min(memoryBytes(memory), free()));
        List<Settings<?>> models = new ArrayList<>();
        for (ModelFamily<?, ?> family : ModelFamilies.all()) {
            if (judge.fits(family.defaults())) {
                models.add(family.defaults());
            }
        }
        logTo(workspace.folder());
        Workspace opened = Workspace.open(workspace.folder());
        try (Catalog catalog = opened.catalog()) {
            List<Attempt> seen = new ArrayList<>();
            BestResult result = new BestSearch(
                            catalog.interactions(run), Splitters.parse(validation), judge, models, budget, attempt -> {
                                seen.add(attempt);
                                remark(line(attempt, seen, judge));
                            })
                    .search(run);
            Map<String, Object> quality =
                    Map.of(metric, result.best().score(), "measuredOn", "validation " + validation);
            String version = new ModelStore(opened).save(result.model(), quality, run.threads());
            Map<String, @Nullable Object> json = new LinkedHashMap<>(result.toJson());
            json.put("model", result.best().settings().model());
            json.put("version", version);
            List<String> text = new ArrayList<>(List.of(text(result, version)));
            if (charts.isGiven()) {
                charts.write(
                        "best",
                        "The best within " + seconds + " s",
                        List.of(BestPicture.of(result, BestCommand::name)),
                        opened.reportsFolder().resolve("best"),
                        json,
                        text,
                        run.cancelledWhen(() -> false));
            }
            return new Answer(json, String.join("\n\n", text));
        }
    }

    /** What Java may still use. */
    private static long free() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
    }

    static long memoryBytes(@Nullable String size) {
        if (size == null) {
            return Long.MAX_VALUE;
        }
        if (!size.matches("(?i)\\d{1,12}[kmg]?")) {
            throw MatineeException.usage("--memory must be a size such as 800m or 2g, got " + size);
        }
        int last = "kmg".indexOf(Character.toLowerCase(size.charAt(size.length() - 1)));
        long number = Long.parseLong(last < 0 ? size : size.substring(0, size.length() - 1));
        return number << (10 * (last + 1));
    }

    private static String line(Attempt attempt, List<Attempt> seen, Judge judge) {
        if (!attempt.measured()) {
            return name(attempt) + ": " + attempt.outcome().name().toLowerCase(Locale.ROOT) + ", " + attempt.reason();
        }
        boolean onFront = Attempt.front(seen, judge.higherIsBetter()).contains(attempt);
        return String.format(
                Locale.ROOT,
                "%s: %s %.4f, %.2f s, %.1f MiB%s",
                name(attempt),
                judge.metric(),
                attempt.score(),
                attempt.seconds(),
                attempt.bytes() / 1048576.0,
                onFront ? ", not beaten by any before" : "");
    }

    private static String text(BestResult result, String version) {
        TextTable table = new TextTable("model", result.metric(), "train s", "MiB", "");
        List<Attempt> front = result.front();
        for (Attempt attempt : front) {
            table.add(
                    name(attempt),
                    String.format(Locale.ROOT, "%.4f", attempt.score()),
                    String.format(Locale.ROOT, "%.2f", attempt.seconds()),
                    String.format(Locale.ROOT, "%.1f", attempt.bytes() / 1048576.0),
                    attempt.equals(result.best()) ? "best" : "");
        }
        StringBuilder text = new StringBuilder(
                        "those that no other beats in " + result.metric() + ", seconds and bytes:\n\n")
                .append(table);
        result.attempts().stream()
                .filter(attempt -> !attempt.measured())
                .forEach(attempt ->
                        text.append("\n").append(name(attempt)).append(": ").append(attempt.reason()));
        String ended = switch (result.endedBy()) {
            case DEADLINE -> "nothing more fits into the time";
            case REQUEST -> "stopped on request";
            case EXHAUSTED -> "everything was tried";
        };
        return text.append("\n\n")
                .append(ended)
                .append("; saved as ")
                .append(result.best().settings().model())
                .append(" version ")
                .append(version)
                .append(", trained on all ratings")
                .toString();
    }

    /** The model with those of its settings that are not the defaults. */
    private static String name(Attempt attempt) {
        String model = attempt.settings().model();
        Map<String, Object> defaults =
                SearchSpace.values(ModelFamilies.named(model).defaults());
        List<String> changed = new ArrayList<>();
        SearchSpace.values(attempt.settings()).forEach((name, value) -> {
            if (!value.equals(defaults.get(name))) {
                changed.add(name + "=" + value);
            }
        });
        return changed.isEmpty() ? model : model + " (" + String.join(", ", changed) + ")";
    }
}
