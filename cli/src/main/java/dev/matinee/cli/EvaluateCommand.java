package dev.matinee.cli;

import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.lab.leaderboard.ComparableRecords;
import dev.matinee.lab.leaderboard.EvaluationReport;
import dev.matinee.lab.leaderboard.EvaluationStore;
import dev.matinee.lab.leaderboard.Evaluator;
import dev.matinee.lab.leaderboard.Leaderboard;
import dev.matinee.lab.segments.SegmentStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code evaluate MODEL…}: trains models on a split and measures them. */
@Command(
        name = "evaluate",
        description = "Trains models on the training part of a split, measures them on the rest, and adds them to the"
                + " leaderboard. Lists are ranked over all movies that the user has not rated in training.")
final class EvaluateCommand extends MatineeCommand {
    @Parameters(
            paramLabel = "MODEL",
            arity = "1..*",
            description = "kinds of model: ${COMPLETION-CANDIDATES}",
            completionCandidates = ModelNames.class)
    private List<String> names = new ArrayList<>();

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private ModelOptions options = new ModelOptions();

    @Mixin
    private EvaluationOptions evaluation = new EvaluationOptions();

    @Mixin
    private UserGrouping per = new UserGrouping();

    @Mixin
    private RatingOptions ratings = new RatingOptions();

    @Mixin
    private EngineOptions engines = new EngineOptions();

    @Mixin
    private LikesEvaluate likes = new LikesEvaluate();

    @Override
    Answer answer(Run run) {
        if (likes.means(names)) {
            engines.refuse("classifiers of likes");
            return likes.answer(this, names, options, data, ratings.charts(), run);
        }
        List<Settings<?>> models = options.settings(names, engines.provider());
        ratings.check(data, models);
        try (EngineOptions.Started started = engines.start(run);
                DataOptions.Opened opened = data.open(this, started, run)) {
            EvaluationStore store = EvaluationStore.in(opened.workspace().evaluationsFolder());
            SegmentStore segments = new SegmentStore(opened.workspace());
            Optional<String> by = per.in(segments);
            Interactions interactions = opened.catalog().interactions(run);
            EvaluationReport report = new Evaluator(
                            opened.catalog().dataCard().name(),
                            interactions,
                            evaluation.plan(opened.catalog(), seed(), run),
                            store)
                    .trainedBy(started.trainer(opened.workspace().folder()))
                    .learningCurve(ratings.shares())
                    .dividing(segments.groups(interactions.users()))
                    .evaluate(models, run);
            Path charts = opened.workspace().reportsFolder().resolve("evaluation");
            return answer(report, store, by, charts, started, run);
        }
    }

    /** What was measured among all that it can be compared with, and what failed. */
    private Answer answer(
            EvaluationReport report,
            EvaluationStore store,
            Optional<String> by,
            Path charts,
            EngineOptions.Started started,
            Run run) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder();
        if (!report.records().isEmpty()) {
            ComparableRecords group = Leaderboard.read(store)
                    .groupsOf(report.records().getFirst())
                    .getFirst();
            ComparableRecords.Ranking ranking = group.rankedBy(ratings.metric(group), run);
            json.putAll(group.toJson(ranking));
            text.append(LeaderboardText.of(group, ranking));
            by.ifPresent(name -> text.append("\n\n").append(per.text(name, group, ranking, json, run)));
            ratings.add(report, ranking, charts, json, text, run);
        }
        List<Map<String, Object>> failures = new ArrayList<>();
        for (EvaluationReport.Failure failure : report.failures()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("model", failure.model());
            one.put("settings", failure.settings());
            one.put("code", failure.error().code().code());
            one.put("message", String.valueOf(failure.error().getMessage()));
            one.put("remedy", failure.error().remedy());
            failures.add(one);
            text.append(text.isEmpty() ? "" : "\n\n")
                    .append(failure.model())
                    .append(" could not be measured: ")
                    .append(failure.error().getMessage())
                    .append(
                            failure.error().remedy().isEmpty()
                                    ? ""
                                    : "; " + failure.error().remedy());
        }
        json.put("failures", failures);
        List<String> engine = new ArrayList<>();
        started.describe(json, engine);
        engine.forEach(line -> text.append(text.isEmpty() ? "" : "\n\n").append(line));
        return new Answer(json, text.toString(), report.exitCode());
    }
}
