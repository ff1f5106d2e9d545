package dev.matinee.data.ingest;

import dev.matinee.data.catalog.QualityFinding;
import dev.matinee.data.source.Rule;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.UserRows;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Checks ratings against movies, and makes the quality report of all that was found. */
final class Quality {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int USERS_AT_ONCE = 1024;
    private static final Set<Rule> OF_MOVIES = EnumSet.of(
            Rule.NO_TITLE,
            Rule.NO_YEAR,
            Rule.SAME_TITLE,
            Rule.TEXT_UNMATCHED,
            Rule.TEXT_EMPTY,
            Rule.TEXT_MARKUP,
            Rule.TEXT_UNREADABLE,
            Rule.TEXT_NOT_FETCHED);
    private static final Set<Rule> WITHOUT_PLACE =
            EnumSet.of(Rule.NO_TITLE, Rule.NO_YEAR, Rule.SAME_TITLE, Rule.UNKNOWN_MOVIE, Rule.BEFORE_RELEASE);

    private Quality() {}

    /** Finds ratings of movies that are not listed, where any are, and ratings older than the movie. */
    static Findings ofRatings(UserRows rows, Map<String, OptionalInt> years, Run run) {
        Findings all = new Findings();
        if (years.isEmpty()) {
            return all;
        }
        boolean[] unknown = new boolean[rows.items().size()];
        long[] released = new long[rows.items().size()];
        for (int movie = 0; movie < unknown.length; movie++) {
            OptionalInt year = years.get(rows.items().id(movie));
            unknown[movie] = year == null;
            released[movie] = year == null || year.isEmpty() ? Long.MIN_VALUE : startOf(year.getAsInt());
        }
        Findings[] ranges = new Findings[Math.ceilDiv(rows.users().size(), USERS_AT_ONCE)];
        run.parallelRanges(rows.users().size(), USERS_AT_ONCE, (from, to) -> {
            Findings own = new Findings();
            for (int user = from; user < to; user++) {
                check(rows, user, unknown, released, own);
            }
            ranges[from / USERS_AT_ONCE] = own;
        });
        Arrays.stream(ranges).forEach(all::addAll);
        return all;
    }

    private static long startOf(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    private static void check(UserRows rows, int user, boolean[] unknown, long[] released, Findings own) {
        for (long position = rows.starts()[user]; position < rows.starts()[user + 1]; position++) {
            int movie = rows.columns().getAtIndex(INT, position);
            int time = rows.times().getAtIndex(INT, position);
            if (unknown[movie]) {
                own.add(Rule.UNKNOWN_MOVIE, 0, position, pair(rows, user, movie) + ", which is not listed");
            } else if (time != UserRows.NO_TIME && Integer.toUnsignedLong(time) < released[movie]) {
                String when = Reasons.when(Integer.toUnsignedLong(time));
                own.add(Rule.BEFORE_RELEASE, 0, position, pair(rows, user, movie) + " on " + when);
            }
        }
    }

    private static String pair(UserRows rows, int user, int movie) {
        return "user " + rows.users().id(user) + " rated movie " + rows.items().id(movie);
    }

    /**
     * The report, rule by rule, those that nobody broke included.
     *
     * @param read rating rows read
     * @param listed movies listed
     */
    static List<QualityFinding> report(Findings findings, Parts parts, long read, long listed) {
        List<QualityFinding> report = new ArrayList<>();
        for (Rule rule : Rule.values()) {
            Findings.Finding finding = findings.of(rule).orElse(new Findings.Finding(0, 0, 0, ""));
            String example = finding.rows() == 0 || WITHOUT_PLACE.contains(rule)
                    ? finding.example()
                    : parts.place(finding.part(), finding.line()) + ": " + finding.example();
            double of = Math.max(finding.rows(), OF_MOVIES.contains(rule) ? listed : read);
            report.add(new QualityFinding(rule, finding.rows(), of == 0 ? 0 : finding.rows() / of, example));
        }
        return report;
    }
}
