package dev.matinee.cli;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.ItemBands;
import dev.matinee.lab.leaderboard.ComparableRecords;
import dev.matinee.lab.leaderboard.GroupRanking;
import dev.matinee.lab.segments.SegmentStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a leaderboard divides users by, if it does. */
final class UserGrouping {
    private static final String SEGMENT = "segment";
    private static final String USUAL = "audience";

    @Option(
            names = "--per",
            paramLabel = "GROUPS",
            description = "show the metric and the winner for each group of users as well: activity (how many ratings a"
                    + " model knows of them), taste (how popular their relevant movies are), or segment:NAME (the"
                    + " segments kept under this name; without one: audience); or popularity, for bands of movies by how many"
                    + " training ratings they have (rmse)")
    private @Nullable String per;

    /** What users are divided by, as evaluations name it; refuses what there is not. */
    Optional<String> in(SegmentStore segments) {
        if (per == null || per.equals("activity") || per.equals("taste") || per.equals(ItemBands.POPULARITY)) {
            return Optional.ofNullable(per);
        }
        if (per.equals(SEGMENT) || per.startsWith(SEGMENT + ":")) {
            String name = per.length() > SEGMENT.length() + 1 ? per.substring(SEGMENT.length() + 1) : USUAL;
            return Optional.of(segments.groupsName(name));
        }
        throw MatineeException.usage("--per must be activity, taste, popularity, segment or segment:NAME, got " + per
                + Nearest.hint(per, List.of("activity", "taste", ItemBands.POPULARITY, SEGMENT)));
    }

    /** The metric of one table for each group, and the winners; also added to the table's JSON. */
    String text(
            String by,
            ComparableRecords group,
            ComparableRecords.Ranking ranking,
            Map<String, ? super Map<String, Object>> json,
            Run run) {
        if (by.equals(ItemBands.POPULARITY)) {
            return LeaderboardText.bands(ranking);
        }
        List<GroupRanking> within = group.rankedWithin(by, ranking.metric(), run);
        json.put("per", GroupRanking.toJson(by, ranking.metric(), within));
        return LeaderboardText.per(per == null ? by : per, ranking, within);
    }
}
