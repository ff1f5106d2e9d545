package dev.matinee.data.source;

import dev.matinee.engine.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Everything that a source hands over, as text in the order of the source, for tests. */
public final class Recorded implements TableSink {
    /** {@code user movie rating time}. */
    public final List<String> rows = new ArrayList<>();

    /** {@code file:line rule: reason | raw}, lines from 1. */
    public final List<String> rejects = new ArrayList<>();

    /** {@code file:line rule: found}, lines from 1. */
    public final List<String> findings = new ArrayList<>();

    /** {@code id title year genres}. */
    public final List<String> movies = new ArrayList<>();

    private long textRows;

    /** Reads a source to its end and closes it. */
    public static Recorded of(Source source, Run run) {
        Recorded recorded = new Recorded();
        try (source) {
            long before = 0;
            String file = "";
            for (RatingPart part : source.ratings(run)) {
                before = part.file().equals(file) ? before : 0;
                file = part.file();
                before += part.read(recorded.sink(file, before + 1), run);
            }
            source.tables(recorded, run);
        }
        return recorded;
    }

    /** How many rows had ids handed over as text. */
    public long textRows() {
        return textRows;
    }

    private RatingSink sink(String file, long first) {
        return new RatingSink() {
            @Override
            public void row(long line, long user, long movie, float rating, long time) {
                rows.add(user + " " + movie + " " + rating + " " + (time == Long.MIN_VALUE ? "-" : time));
            }

            @Override
            public void row(long line, String user, String movie, float rating, long time) {
                textRows++;
                rows.add(user + " " + movie + " " + rating + " " + (time == Long.MIN_VALUE ? "-" : time));
            }

            @Override
            public void reject(long line, Rule rule, String reason, String raw) {
                Recorded.this.reject(file, first + line, rule, reason, raw);
            }

            @Override
            public void finding(long line, Rule rule, String found) {
                Recorded.this.finding(file, first + line, rule, found);
            }
        };
    }

    @Override
    public void movie(String movie, String title, OptionalInt year, List<String> genres) {
        movies.add(movie + " " + title + " " + (year.isPresent() ? year.getAsInt() : "-") + " " + genres);
    }

    @Override
    public void tag(String user, String movie, String tag, long time) {}

    @Override
    public void link(String movie, String imdbId, String tmdbId) {}

    @Override
    public void genomeTag(int tagId, String tag) {}

    @Override
    public void genomeScore(String movie, int tagId, float relevance) {}

    @Override
    public void text(String movie, MovieText text) {}

    @Override
    public void user(String user, Map<String, String> attributes) {}

    @Override
    public void predefinedTest(String split, String user, String movie) {}

    @Override
    public void reject(String file, long line, Rule rule, String reason, String raw) {
        rejects.add(file + ":" + line + " " + rule + ": " + reason + " | " + raw);
    }

    @Override
    public void finding(String file, long line, Rule rule, String found) {
        findings.add(file + ":" + line + " " + rule + ": " + found);
    }
}
