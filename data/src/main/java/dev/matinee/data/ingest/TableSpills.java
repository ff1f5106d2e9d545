package dev.matinee.data.ingest;

import dev.matinee.data.source.MovieText;
import dev.matinee.data.source.Rule;
import dev.matinee.data.source.TableSink;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.matrix.Ids;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Takes everything of a source that is not a rating, on its way into the catalog. */
final class TableSpills implements TableSink, AutoCloseable {
    /** What stands between genres; no genre has it. */
    static final char BETWEEN = '\u001f';

    private final Parts parts;
    private final boolean strict;
    private final RejectedRows.Writer rejected;
    private final Findings findings = new Findings();
    private final Map<String, OptionalInt> years = new HashMap<>();
    private final Set<String> titles = new HashSet<>();
    private final Set<String> attributes = new LinkedHashSet<>();
    private final Set<String> splits = new LinkedHashSet<>();
    private boolean userNumbers = true;
    private boolean movieNumbers = true;
    private String lastMovie = "";
    private long rejectedMovies;

    private final Spill movies;
    private final Spill tags;
    private final Spill links;
    private final Spill genomeTags;
    private final Spill genomeScores;
    private final Spill texts;
    private final Spill users;
    private final Spill tests;
    private final Map<Spill, Spill.Appender> appenders = new HashMap<>();

    TableSpills(Path folder, Parts parts, boolean strict, RejectedRows.Writer rejected) {
        this.parts = parts;
        this.strict = strict;
        this.rejected = rejected;
        this.movies = new Spill(
                folder,
                "movies",
                Spill.text("movie_id"),
                Spill.text("title"),
                Spill.whole("year"),
                Spill.text("genres"));
        this.tags = new Spill(
                folder, "tags", Spill.text("user_id"), Spill.text("movie_id"), Spill.text("tag"), Spill.whole("time"));
        this.links = new Spill(folder, "links", Spill.text("movie_id"), Spill.text("imdb_id"), Spill.text("tmdb_id"));
        this.genomeTags = new Spill(folder, "genome_tags", Spill.whole("tag_id"), Spill.text("tag"));
        this.genomeScores = new Spill(
                folder, "genome_scores", Spill.text("movie_id"), Spill.whole("tag_id"), Spill.real("relevance"));
        this.texts = new Spill(
                folder,
                "texts",
                Spill.text("movie_id"),
                Spill.text("overview"),
                Spill.text("keywords"),
                Spill.text("directors"),
                Spill.text("actors"),
                Spill.text("poster_path"),
                Spill.whole("runtime"),
                Spill.text("released"));
        this.users = new Spill(folder, "users", Spill.text("user_id"), Spill.text("name"), Spill.text("value"));
        this.tests = new Spill(
                folder, "predefined_tests", Spill.text("split"), Spill.text("user_id"), Spill.text("movie_id"));
        spills().forEach(spill -> appenders.put(spill, spill.appender()));
    }

    List<Spill> spills() {
        return List.of(movies, tags, links, genomeTags, genomeScores, texts, users, tests);
    }

    private Spill.Appender to(Spill spill) {
        Spill.Appender appender = appenders.get(spill);
        if (appender == null) {
            throw new IllegalStateException(spill.table());
        }
        return appender;
    }

    private void checkUser(String user) {
        userNumbers = userNumbers && Ids.isCanonicalNumber(user);
    }

    private void checkMovie(String movie) {
        if (!movie.equals(lastMovie)) {
            movieNumbers = movieNumbers && Ids.isCanonicalNumber(movie);
            lastMovie = movie;
        }
    }

    @Override
    public void movie(String movie, String title, OptionalInt year, List<String> genres) {
        checkMovie(movie);
        if (years.putIfAbsent(movie, year) != null) {
            reject(
                    "movies",
                    years.size() + ++rejectedMovies,
                    Rule.DUPLICATE,
                    "the movie is listed again",
                    movie + "," + title);
            return;
        }
        int part = parts.ofTable("movies");
        if (title.isBlank()) {
            findings.add(Rule.NO_TITLE, part, years.size(), "movie " + movie + " has no title");
        }
        if (year.isEmpty()) {
            findings.add(
                    Rule.NO_YEAR,
                    part,
                    years.size(),
                    "movie " + movie + " has no year" + (title.isEmpty() ? "" : ": " + title));
        }
        if (!title.isBlank() && !titles.add(title + "\0" + year)) {
            findings.add(
                    Rule.SAME_TITLE,
                    part,
                    years.size(),
                    "movie " + movie + " has the title and year of another: " + title);
        }
        to(movies)
                .add(movie)
                .add(title.isBlank() ? null : title)
                .add(year.isPresent() ? year.getAsInt() : Long.MIN_VALUE)
                .add(listed(genres))
                .endRow();
    }

    @Override
    public void tag(String user, String movie, String tag, long time) {
        checkUser(user);
        checkMovie(movie);
        to(tags).add(user).add(movie).add(tag).add(time).endRow();
    }

    @Override
    public void link(String movie, String imdbId, String tmdbId) {
        checkMovie(movie);
        to(links).add(movie).add(present(imdbId)).add(present(tmdbId)).endRow();
    }

    private static @org.jspecify.annotations.Nullable String present(String text) {
        return text.isEmpty() ? null : text;
    }

    @Override
    public void genomeTag(int tagId, String tag) {
        to(genomeTags).add(tagId).add(tag).endRow();
    }

    @Override
    public void genomeScore(String movie, int tagId, float relevance) {
        checkMovie(movie);
        to(genomeScores).add(movie).add((long) tagId).add((double) relevance).endRow();
    }

    @Override
    public void text(String movie, MovieText text) {
        checkMovie(movie);
        to(texts)
                .add(movie)
                .add(present(text.overview()))
                .add(listed(text.keywords()))
                .add(listed(text.directors()))
                .add(listed(text.actors()))
                .add(present(text.posterPath()))
                .add(text.runtime().isPresent() ? text.runtime().getAsInt() : Long.MIN_VALUE)
                .add(present(text.released().map(LocalDate::toString).orElse("")))
                .endRow();
    }

    private static String listed(List<String> texts) {
        return String.join(String.valueOf(BETWEEN), texts);
    }

    @Override
    public void user(String user, Map<String, String> known) {
        checkUser(user);
        known.forEach((name, value) -> {
            attributes.add(name);
            to(users).add(user).add(name).add(value).endRow();
        });
    }

    @Override
    public void predefinedTest(String split, String user, String movie) {
        checkUser(user);
        checkMovie(movie);
        splits.add(split);
        to(tests).add(split).add(user).add(movie).endRow();
    }

    @Override
    public void reject(String file, long line, Rule rule, String reason, String raw) {
        if (strict) {
            throw MatineeException.badData(
                    file + ", line " + line + ": " + reason + ": " + GatheringSink.shortened(raw),
                    "mend the row, or ingest without --strict to leave it out");
        }
        int part = parts.ofTable(file);
        findings.add(rule, part, line, reason + ": " + GatheringSink.shortened(raw));
        rejected.reject(part, line, rule, reason, raw);
    }

    @Override
    public void finding(String file, long line, Rule rule, String found) {
        findings.add(rule, parts.ofTable(file), line, found);
    }

    /** Hands over what is pending; to be called after the last row. */
    void flush() {
        appenders.values().forEach(Spill.Appender::flush);
        rejected.flush();
    }

    Findings findings() {
        return findings;
    }

    /** The movies that are listed, with their years. */
    Map<String, OptionalInt> years() {
        return years;
    }

    /** The names of what is known of users, in the order in which they were met. */
    Set<String> attributes() {
        return attributes;
    }

    /** The predefined splits, in the order in which they were met. */
    Set<String> splits() {
        return splits;
    }

    boolean userNumbers() {
        return userNumbers;
    }

    boolean movieNumbers() {
        return movieNumbers;
    }

    @Override
    public void close() {
        spills().forEach(Spill::close);
    }
}
