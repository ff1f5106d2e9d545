package dev.matinee.cli;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Movies;
import dev.matinee.data.catalog.QualityFinding;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.ingest.Ingest;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.models.Biases;
import dev.matinee.engine.models.ClusterMean;
import dev.matinee.engine.models.Ease;
import dev.matinee.engine.models.ImplicitAls;
import dev.matinee.engine.models.ItemNeighbors;
import dev.matinee.engine.models.ModelFamilies;
import dev.matinee.engine.models.Popularity;
import dev.matinee.engine.models.PureSvd;
import dev.matinee.engine.recommend.Recommendations;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Request;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.split.TrainingSet;
import dev.matinee.lab.answers.MovieLists;
import dev.matinee.lab.leaderboard.ComparableRecords;
import dev.matinee.lab.leaderboard.EvaluationPlan;
import dev.matinee.lab.leaderboard.EvaluationRecord;
import dev.matinee.lab.leaderboard.EvaluationReport;
import dev.matinee.lab.leaderboard.EvaluationStore;
import dev.matinee.lab.leaderboard.Evaluator;
import dev.matinee.lab.leaderboard.Leaderboard;
import dev.matinee.lab.models.ModelStore;
import dev.matinee.lab.report.Report;
import dev.matinee.lab.segments.SegmentStore;
import dev.matinee.lab.segments.Segmentation;
import dev.matinee.lab.segments.Segments;
import dev.matinee.server.ServiceSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code demo}: the main job on the embedded sample. */
@Command(
        name = "demo",
        description =
                "Does the main job on the embedded sample: takes the ratings in, shows what they are, finds segments of users, trains and"
                        + " compares models, trains the best one on everything, recommends, and serves all of it.")
final class DemoCommand extends MatineeCommand {
    private static final String SAMPLE = "sample";

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Option(
            names = "--user",
            paramLabel = "USER",
            defaultValue = "42",
            description = "whom to recommend to (default: ${DEFAULT-VALUE})")
    private String user = "42";

    @Option(names = "--no-serve", description = "end when all is computed, instead of serving it until Ctrl-C")
    private boolean noServe;

    /** Those that take seconds on the sample. */
    private static final List<Settings<?>> COMPARED = List.of(
            Popularity.defaults(),
            Biases.defaults(),
            ClusterMean.defaults(),
            ItemNeighbors.defaults(),
            ImplicitAls.defaults(),
            PureSvd.defaults(),
            Ease.defaults());

    private final Map<String, @Nullable Object> json = new LinkedHashMap<>();
    private final Map<String, Object> seconds = new LinkedHashMap<>();
    private final List<String> text = new ArrayList<>();
    private long lap = System.nanoTime();

    @Override
    Answer answer(Run run) {
        Workspace target = ingest(run);
        try (Catalog catalog = target.catalog()) {
            json.put("data", catalog.dataCard().toJson());
            json.put(
                    "quality",
                    catalog.quality().stream().map(QualityFinding::toJson).toList());
            text.add(DescribeCommand.data(catalog.dataCard()));
            text.add(IngestCommand.quality(catalog.quality()));
            segment(target, catalog, run);
            EvaluationRecord best = evaluate(target, catalog, run);
            recommend(target, catalog, best, run);
            String report = Report.write(target, catalog, run).toString();
            json.put("report", report);
            text.add("The report is " + report + "; open it in a browser.");
            step("report");
        }
        json.put("workspace", workspace.folder().toString());
        json.put("seconds", seconds);
        text.add("All of it is in " + workspace.folder() + ". Next: matinee leaderboard, matinee similar \"Toy Story\","
                + " matinee ingest with ratings of your own.");
        return new Answer(json, String.join("\n\n", text));
    }

    @Override
    void afterwards(Run run) {
        if (noServe) {
            return;
        }
        Workspace target = Workspace.open(workspace.folder());
        try {
            ServeCommand.serve(this, target, ServiceSettings.defaults(), run);
        } catch (MatineeException taken) {
            if (taken.code() != ErrorCode.CONFLICT) {
                throw taken;
            }
            ServeCommand.serve(this, target, ServiceSettings.defaults().port(0), run);
        }
    }

    private void step(String name) {
        long now = System.nanoTime();
        seconds.put(name, (now - lap) / 1e9);
        lap = now;
    }

    private Workspace ingest(Run run) {
        try (Source source = Sources.open(SAMPLE, SourceOptions.none())) {
            Workspace target = Workspace.create(workspace.folder());
            logTo(workspace.folder());
            if (target.hasCatalog()) {
                try (Catalog before = target.catalog()) {
                    if (!before.dataCard().format().equals(SAMPLE)) {
                        throw new MatineeException(
                                ErrorCode.CONFLICT,
                                "the workspace " + target + " holds "
                                        + before.dataCard().name() + ", which the demo would replace",
                                "name another folder with --workspace");
                    }
                }
            }
            Ingest.of(source, IngestOptions.defaults()).into(target, run);
            step("ingest");
            return target;
        }
    }

    private void segment(Workspace target, Catalog catalog, Run run) {
        Segments segments = Segmentation.defaults().segment(catalog, run);
        new SegmentStore(target).save("audience", segments);
        json.put("segments", segments.toJson());
        text.add(SegmentText.of(segments));
        step("segment");
    }

    private EvaluationRecord evaluate(Workspace target, Catalog catalog, Run run) {
        EvaluationStore store = EvaluationStore.in(target.evaluationsFolder());
        EvaluationPlan plan = EvaluationPlan.defaults().seeds(seed(), 1);
        Interactions ratings = catalog.interactions(run);
        EvaluationReport report = new Evaluator(catalog.dataCard().name(), ratings, plan, store)
                .dividing(new SegmentStore(target).groups(ratings.users()))
                .evaluate(COMPARED, run);
        if (!report.failures().isEmpty()) {
            throw report.failures().getFirst().error();
        }
        step("evaluate");
        ComparableRecords group =
                Leaderboard.read(store).groupsOf(report.records().getFirst()).getFirst();
        ComparableRecords.Ranking ranking = group.rankedBy(group.usualMetric(), run);
        json.put("leaderboard", group.toJson(ranking));
        text.add(LeaderboardText.of(group, ranking));
        return ranking.standings().getFirst().evaluation();
    }

    private void recommend(Workspace target, Catalog catalog, EvaluationRecord best, Run run) {
        Settings<?> settings = ModelOptions.changed(ModelFamilies.named(best.model()), best.settings());
        var model = settings.train(TrainingSet.everything(catalog.interactions(run)), run);
        Map<String, Object> metrics = new LinkedHashMap<>();
        best.metrics().forEach((name, metric) -> metrics.put(name, metric.toJson()));
        String version = new ModelStore(target).save(model, metrics, run.threads());
        step("train");
        if (!(model instanceof Recommender recommender)) {
            throw new IllegalStateException(best.model());
        }
        Movies movies = catalog.movies();
        Recommendations answer = recommender.recommend(Request.forUser(user));
        Map<String, @Nullable Object> recommendations = new LinkedHashMap<>();
        recommendations.put("user", user);
        recommendations.put("basis", answer.basis().json());
        recommendations.put("model", best.model());
        recommendations.put("version", version);
        recommendations.put("items", MovieLists.json(answer, movies));
        json.put("recommendations", recommendations);
        text.add("for user " + user + " by " + best.model() + " " + version + ", trained on all ratings\n\n"
                + MovieList.text(answer, movies));
        step("recommend");
    }
}
