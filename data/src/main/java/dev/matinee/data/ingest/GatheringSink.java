package dev.matinee.data.ingest;

import dev.matinee.data.source.RatingSink;
import dev.matinee.data.source.Rule;
import dev.matinee.engine.matrix.Rows;
import java.util.Optional;

/** Takes the rows of one part into columns, counts what is wrong with them, and takes away implausible times. */
final class GatheringSink implements RatingSink {
    private final int part;
    private final boolean strict;
    private final PlausibleTimes plausible;
    private final RejectedRows.Writer rejected;
    private final RatingColumns columns;
    private final Findings findings = new Findings();
    private long read;
    private Optional<Anomaly> anomaly = Optional.empty();
    private long lastLine = -1;

    /** A date that the source itself marks, whose row may come before or after. */
    private record Anomaly(long line, String found) {}

    /** Ends reading a part at its first bad row. */
    static final class FirstBadRow extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FirstBadRow() {
            super("a bad row", null, false, false);
        }
    }

    GatheringSink(
            int part, boolean strict, PlausibleTimes plausible, RejectedRows.Writer rejected, RatingColumns columns) {
        this.part = part;
        this.strict = strict;
        this.plausible = plausible;
        this.rejected = rejected;
        this.columns = columns;
    }

    @Override
    public void row(long line, long user, long movie, float rating, long time) {
        add(line, columns.users().code(user), columns.movies().code(movie), rating, time);
    }

    @Override
    public void row(long line, String user, String movie, float rating, long time) {
        String unfit = user.isEmpty() ? "the user is missing" : movie.isEmpty() ? "the movie is missing" : "";
        if (user.indexOf('\0') >= 0 || movie.indexOf('\0') >= 0) {
            unfit = "an id has a character of code 0";
        }
        if (!unfit.isEmpty()) {
            reject(line, Rule.UNPARSABLE, unfit, user + "," + movie + "," + rating);
            return;
        }
        add(line, columns.users().code(user), columns.movies().code(movie), rating, time);
    }

    private void add(long line, int user, int movie, float rating, long time) {
        read++;
        int kept = (int) time;
        if (time < plausible.first() || time > plausible.last()) {
            kept = RatingColumns.NO_TIME;
            if (time != Rows.NO_TIME) {
                Rule rule = time < plausible.first() ? Rule.TOO_EARLY : Rule.IN_FUTURE;
                String found = Reasons.when(time);
                findings.add(rule, part, line, Reasons.dated(time));
                rejected.implausible(
                        part, line, columns.users().id(user), columns.movies().id(movie), rule, found);
            }
        }
        columns.add(line, user, movie, rating, kept);
        lastLine = line;
        if (anomaly.isPresent()) {
            settleAnomaly();
        }
    }

    /** Takes the time from the row just added if it is the one that was marked. */
    private void settleAnomaly() {
        anomaly.filter(marked -> marked.line() == lastLine).ifPresent(marked -> {
            int row = columns.rows() - 1;
            columns.forgetTime(row);
            String user = columns.users().id(columns.user(row));
            String movie = columns.movies().id(columns.movie(row));
            rejected.implausible(part, lastLine, user, movie, Rule.ANOMALOUS_DATE, marked.found());
            anomaly = Optional.empty();
        });
    }

    @Override
    public void reject(long line, Rule rule, String reason, String raw) {
        read++;
        findings.add(rule, part, line, reason + ": " + shortened(raw));
        if (strict) {
            throw new FirstBadRow();
        }
        rejected.reject(part, line, rule, reason, raw);
    }

    @Override
    public void finding(long line, Rule rule, String found) {
        findings.add(rule, part, line, found);
        if (rule == Rule.ANOMALOUS_DATE) {
            anomaly = Optional.of(new Anomaly(line, found));
            settleAnomaly();
        }
    }

    /** A row as it can stand in a sentence. */
    static String shortened(String raw) {
        String line = raw.replace('\n', ' ').replace('\r', ' ');
        return line.length() <= 100 ? line : line.substring(0, 99) + "…";
    }

    RatingColumns columns() {
        return columns;
    }

    Findings findings() {
        return findings;
    }

    /** The number of rows taken, good or bad. */
    long read() {
        return read;
    }
}
