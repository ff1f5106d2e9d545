package dev.matinee.data.source;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Passes on to another what it takes; whoever changes some of it says only that. */
public abstract class PassedOn implements TableSink {
    private final TableSink sink;

    /** Passes on to this one. */
    protected PassedOn(TableSink sink) {
        this.sink = sink;
    }

    @Override
    public void movie(String movie, String title, OptionalInt year, List<String> genres) {
        sink.movie(movie, title, year, genres);
    }

    @Override
    public void tag(String user, String movie, String tag, long time) {
        sink.tag(user, movie, tag, time);
    }

    @Override
    public void link(String movie, String imdbId, String tmdbId) {
        sink.link(movie, imdbId, tmdbId);
    }

    @Override
    public void genomeTag(int tagId, String tag) {
        sink.genomeTag(tagId, tag);
    }

    @Override
    public void genomeScore(String movie, int tagId, float relevance) {
        sink.genomeScore(movie, tagId, relevance);
    }

    @Override
    public void text(String movie, MovieText text) {
        sink.text(movie, text);
    }

    @Override
    public void user(String user, Map<String, String> attributes) {
        sink.user(user, attributes);
    }

    @Override
    public void predefinedTest(String split, String user, String movie) {
        sink.predefinedTest(split, user, movie);
    }

    @Override
    public void reject(String file, long line, Rule rule, String reason, String raw) {
        sink.reject(file, line, rule, reason, raw);
    }

    @Override
    public void finding(String file, long line, Rule rule, String found) {
        sink.finding(file, line, rule, found);
    }
}
