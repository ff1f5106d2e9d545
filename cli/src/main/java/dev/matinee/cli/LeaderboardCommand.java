package dev.matinee.cli;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.Measure;
import dev.matinee.lab.leaderboard.ColdStartRecord;
import dev.matinee.lab.leaderboard.ComparableRecords;
import dev.matinee.lab.leaderboard.EvaluationStore;
import dev.matinee.lab.leaderboard.Finding;
import dev.matinee.lab.leaderboard.Leaderboard;
import dev.matinee.lab.segments.SegmentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leaderboard}: every evaluation, comparable ones side by side. */
@Command(
        name = "leaderboard",
        description =
                "Shows every evaluation of the workspace. Only those of the same data, split, seeds and definitions"
                        + " stand in one table; what cannot be told apart from the best is marked as tied.")
final class LeaderboardCommand extends MatineeCommand {
    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Option(names = "--by", paramLabel = "METRIC", description = "the metric to order by (default: ndcg@10)")
    private @Nullable String metric;

    @Mixin
    private UserGrouping per = new UserGrouping();

    @Option(
            names = "--explain",
            description = "say how each metric is computed: formula, denominator, ties, source and"
                    + " where libraries differ")
    private boolean explain;

    @Override
    Answer answer(Run run) {
        logTo(workspace.folder());
        Workspace opened = Workspace.open(workspace.folder());
        Leaderboard leaderboard = Leaderboard.read(EvaluationStore.in(opened.evaluationsFolder()));
        Optional<String> divided = per.in(new SegmentStore(opened));
        Optional<String> wanted = Optional.ofNullable(metric);
        wanted.ifPresent(Measure::of);
        List<Map<String, Object>> groups = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (ComparableRecords group : leaderboard.groups()) {
            ComparableRecords.Ranking ranking = Leaderboard.ranked(group, wanted, run);
            Map<String, Object> one = group.toJson(ranking);
            groups.add(one);
            texts.add(LeaderboardText.of(group, ranking));
            divided.ifPresent(name -> texts.add(per.text(name, group, ranking, one, run)));
        }
        leaderboard
                .coldStarts()
                .groups()
                .forEach(records -> texts.add(ColdStartText.of(
                        records.getFirst().data().name(),
                        records.stream().map(ColdStartRecord::result).toList())));
        if (texts.isEmpty()) {
            texts.add("nothing was evaluated yet; try: matinee evaluate popularity implicit-als");
        }
        for (Finding finding : leaderboard.findings()) {
            texts.add(finding.problem() + (finding.remedy().isEmpty() ? "" : "; " + finding.remedy()));
        }
        Map<String, Object> json = leaderboard.toJson(groups);
        if (explain) {
            texts.add(MetricCards.text());
            json.put("metrics", MetricCards.json());
        }
        return new Answer(json, String.join("\n\n", texts));
    }
}
