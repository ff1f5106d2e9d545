package dev.matinee.cli;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.lab.segments.SegmentStore;
import java.util.List;
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
                    + " segments kept under this name; without one: audience)")
    private @Nullable String per;

    boolean isGiven() {
        return per != null;
    }

    /** What was asked for, in words. */
    String text() {
        return per == null ? "" : per;
    }

    /** What users are divided by, as evaluations name it; refuses what there is not. */
    Optional<String> in(SegmentStore segments) {
        if (per == null || per.equals("activity") || per.equals("taste")) {
            return Optional.ofNullable(per);
        }
        if (per.equals(SEGMENT) || per.startsWith(SEGMENT + ":")) {
            String name = per.length() > SEGMENT.length() + 1 ? per.substring(SEGMENT.length() + 1) : USUAL;
            return Optional.of(segments.groupsName(name));
        }
        throw MatineeException.usage("--per must be activity, taste, segment or segment:NAME, got " + per
                + Nearest.hint(per, List.of("activity", "taste", SEGMENT)));
    }
}
