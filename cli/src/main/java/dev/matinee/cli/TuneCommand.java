package dev.matinee.cli;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.catalog.WorkspaceLock;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.recommend.SearchRange;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.split.Splitter;
import dev.matinee.engine.split.Splitters;
import dev.matinee.lab.leaderboard.EvaluationPlan;
import dev.matinee.lab.leaderboard.EvaluationStore;
import dev.matinee.lab.likes.LikesFamilies;
import dev.matinee.lab.tune.Judge;
import dev.matinee.lab.tune.SearchSpace;
import dev.matinee.lab.tune.Tuning;
import dev.matinee.lab.tune.TuningPlan;
import dev.matinee.lab.tune.TuningResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tune MODEL}: finds settings on parts of the training set, and measures the best ones on the test set once. */
@Command(
        name = "tune",
        description =
                "Tries settings of a model on a validation part cut from the training set, then trains the best ones on"
                        + " the whole training set and measures them on the test set, once. Started again after it was stopped,"
                        + " the same command goes on where it was. train MODEL --settings FILE uses what it found.")
final class TuneCommand extends MatineeCommand {
    private static final int TRIALS = 20;

    /** Document 000's grid; its {@code max_depth=None} is as deep as trees get here. */
    private static final List<String> DOCUMENT_000 =
            List.of("trees=50,100,150", "depth=10,15,20,40", "minimumSplit=2,5,10", "minimumLeaf=1,2,4");

    @Parameters(
            paramLabel = "MODEL",
            description = "the kind of model: ${COMPLETION-CANDIDATES}",
            completionCandidates = ModelNames.class)
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    private ModelOptions options = new ModelOptions();

    @Mixin
    private EvaluationOptions evaluation = new EvaluationOptions();

    @Option(
            names = "--grid",
            paramLabel = "NAME=V,…",
            description = "try these values; every combination of several --grid")
    private List<String> grid = new ArrayList<>();

    @Option(
            names = "--random",
            paramLabel = "N",
            description = "try the model's default settings and N - 1 random ones (the default way, with 20)")
    private @Nullable Integer random;

    @Option(
            names = "--halving",
            paramLabel = "N",
            description =
                    "as --random, but begin with few users, and keep a third of the settings for three times as many")
    private @Nullable Integer halving;

    @Option(
            names = "--range",
            paramLabel = "NAME=LOW..HIGH",
            description =
                    "draw this setting from this range, with :log behind it by ratios; only the settings so named are"
                            + " drawn (default: those that the model says are worth it)")
    private List<String> ranges = new ArrayList<>();

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            description = "the metric that decides (default: ndcg@10, rmse where a model only predicts ratings)")
    private @Nullable String metric;

    @Option(
            names = "--validation",
            paramLabel = "SPLIT",
            description =
                    "how the training set is divided to compare settings (default: as --split, where that is a rule)")
    private @Nullable String validation;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "the folder in workspace/tuning (default: the model and a number made from all options)")
    private @Nullable String folder;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "for likes-forest: the grid of document 000 (document-000)")
    private @Nullable String preset;

    @Mixin
    private LikesOptions likes = new LikesOptions();

    @Option(names = "--no-test", description = "leave the test set untouched")
    private boolean untested;

    @Override
    @SuppressWarnings("try")
    Answer answer(Run run) {
        boolean ofLikes = LikesFamilies.means(name);
        Settings<?> base = ofLikes ? likes.apply(options.likes(name)) : options.settings(name);
        int ways = (grid.isEmpty() ? 0 : 1) + (random == null ? 0 : 1) + (halving == null ? 0 : 1);
        if (ways > 1) {
            throw MatineeException.usage("--grid, --random and --halving are three ways to search; choose one");
        }
        if (!grid.isEmpty() && !ranges.isEmpty()) {
            throw MatineeException.usage("--range is for --random and --halving; --grid names its values itself");
        }
        usePreset();
        if (ofLikes) {
            return LikesTune.answer(this, workspace.folder(), method(), candidates(base, run), validation, metric, run);
        }
        likes.refuse();
        logTo(workspace.folder());
        Workspace opened = Workspace.open(workspace.folder());
        try (Catalog catalog = opened.catalog()) {
            EvaluationPlan evaluated = evaluation.plan(catalog, seed(), run);
            TuningPlan plan = new TuningPlan(
                    method(),
                    candidates(base, run),
                    halving != null,
                    evaluated,
                    validation(evaluated.splitter()),
                    metric == null ? Judge.usualMetric(base) : metric);
            var ratings = catalog.interactions(run);
            String called = folder == null ? plan.name(ratings.hash()) : folder;
            if (!called.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
                throw MatineeException.usage("--name must be letters, digits, dots and hyphens, got " + called);
            }
            Tuning tuning = new Tuning(
                    catalog.dataCard().name(),
                    ratings,
                    plan,
                    opened.tuningFolder().resolve(called),
                    EvaluationStore.in(opened.evaluationsFolder()));
            TuningResult result;
            try (WorkspaceLock lock = opened.lock()) {
                result = tuning.tune(!untested, run);
            }
            return new Answer(result.toJson(), TuningText.of(result));
        }
    }

    private String method() {
        return halving != null ? "halving" : random == null && !grid.isEmpty() ? "grid" : "random";
    }

    /** Takes the values of a preset for those of {@code --grid}; with {@code --random} some of them are tried. */
    private void usePreset() {
        if (preset == null) {
            return;
        }
        if (!preset.equals("document-000") || !name.equals("likes-forest") || !grid.isEmpty()) {
            throw MatineeException.usage("--preset must be document-000 with likes-forest and without --grid, got "
                    + preset + " with " + name);
        }
        grid = DOCUMENT_000;
    }

    private List<Settings<?>> candidates(Settings<?> base, Run run) {
        if (!grid.isEmpty()) {
            Map<String, List<String>> values = new LinkedHashMap<>();
            for (String one : grid) {
                int equals = one.indexOf('=');
                if (equals < 1 || equals == one.length() - 1) {
                    throw MatineeException.usage(
                            "--grid must read NAME=VALUE,VALUE, such as factors=32,64, got " + one);
                }
                values.put(
                        one.substring(0, equals),
                        List.of(one.substring(equals + 1).split(",")));
            }
            return some(SearchSpace.grid(base, values), run);
        }
        Map<String, SearchRange> drawn = new LinkedHashMap<>();
        ranges.forEach(range -> addRange(range, base, drawn));
        int count = halving != null ? halving : random != null ? random : TRIALS;
        return SearchSpace.random(base, drawn.isEmpty() ? SearchSpace.ranges(base) : drawn, count, run.seed(seed()));
    }

    /** All of a grid, or with { --random} so many of it. */
    private List<Settings<?>> some(List<Settings<?>> all, Run run) {
        if (random == null || random >= all.size()) {
            return all;
        }
        List<Settings<?>> left = new ArrayList<>(all);
        List<Settings<?>> chosen = new ArrayList<>();
        var stream = run.seed(seed()).random("tuning preset", 0);
        while (chosen.size() < random) {
            chosen.add(left.remove(stream.nextInt(left.size())));
        }
        return chosen;
    }

    private static void addRange(String text, Settings<?> base, Map<String, SearchRange> drawn) {
        var parts = Pattern.compile("([^=]+)=(.+?)\\.\\.(.+?)(:log)?").matcher(text);
        if (!parts.matches()) {
            throw MatineeException.usage("--range must read NAME=LOW..HIGH or NAME=LOW..HIGH:log, got " + text);
        }
        try {
            Object now = SearchSpace.values(base).get(parts.group(1));
            drawn.put(
                    parts.group(1),
                    new SearchRange(
                            Double.parseDouble(parts.group(2)),
                            Double.parseDouble(parts.group(3)),
                            parts.group(4) != null,
                            now instanceof Long));
        } catch (NumberFormatException notNumbers) {
            throw MatineeException.usage("--range needs two numbers, got " + text);
        }
    }

    private Splitter validation(Splitter outer) {
        if (validation != null) {
            return Splitters.parse(validation);
        }
        String kind = outer.kind();
        return kind.startsWith("predefined") || kind.startsWith("kfold") ? Splitters.parse("random:0.2") : outer;
    }
}
