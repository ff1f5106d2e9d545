package dev.matinee.data.texts;

import dev.matinee.data.source.MovieText;
import dev.matinee.data.source.Rule;
import dev.matinee.data.source.TableSink;
import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Texts of themoviedb.org, of movies that have a link there and no text yet. Whatever goes wrong is a finding: a movie that cannot be
 * fetched is left out, and after {@value #MOST_IN_A_ROW} in a row, or when the key is not accepted, all others are.
 */
public final class TmdbTexts implements MovieTextSource {
    private static final String NAME = "themoviedb.org";
    private static final int MOST_IN_A_ROW = 5;
    private static final int MOST_ACTORS = 5;

    private final TmdbSettings settings;

    private TmdbTexts(TmdbSettings settings) {
        this.settings = settings;
    }

    /** The texts of a server. */
    public static TmdbTexts of(TmdbSettings settings) {
        return new TmdbTexts(settings);
    }

    @Override
    public void forEach(SequencedMap<String, String> tmdbIds, TableSink sink, Consumer<FoundText> taker, Run run) {
        long line = 0;
        int failedInARow = 0;
        try (TmdbClient client = new TmdbClient(settings);
                Progress.Task task = run.progress().start("fetching texts", tmdbIds.size(), "movies")) {
            for (Map.Entry<String, String> movie : tmdbIds.entrySet()) {
                line++;
                String id = movie.getValue();
                if (!id.matches("\\d{1,12}")) {
                    sink.finding(
                            NAME,
                            line,
                            Rule.TEXT_NOT_FETCHED,
                            "movie " + movie.getKey() + " has no id there but \"" + id + "\"");
                    continue;
                }
                String why = "";
                switch (client.movie(id, run)) {
                    case TmdbClient.Answer.Movie found -> {
                        failedInARow = 0;
                        taker.accept(new FoundText(
                                movie.getKey(), FoundText.Kind.MOVIE, text(found.json(), line, sink), NAME, line, id));
                    }
                    case TmdbClient.Answer.Unknown unknown -> why = "there is no movie " + id;
                    case TmdbClient.Answer.Failed failed -> {
                        failedInARow++;
                        why = failed.why();
                    }
                    case TmdbClient.Answer.Refused refused -> {
                        failedInARow = MOST_IN_A_ROW;
                        why = refused.why();
                    }
                }
                if (!why.isEmpty()) {
                    sink.finding(NAME, line, Rule.TEXT_NOT_FETCHED, "movie " + movie.getKey() + ": " + why);
                }
                task.advance(1);
                if (failedInARow >= MOST_IN_A_ROW) {
                    for (long left = line + 1; left <= tmdbIds.size(); left++) {
                        sink.finding(NAME, left, Rule.TEXT_NOT_FETCHED, "not asked for any more: " + why);
                    }
                    return;
                }
            }
        }
    }

    private static MovieText text(JsonNode json, long line, TableSink sink) {
        int runtime = json.path("runtime").asInt(0);
        return new MovieText(
                json.path("overview").asString(""),
                names(json.path("keywords").path("keywords"), ""),
                names(json.path("credits").path("crew"), "Director"),
                names(json.path("credits").path("cast"), "").stream()
                        .limit(MOST_ACTORS)
                        .toList(),
                json.path("poster_path").asString(""),
                runtime > 0 ? OptionalInt.of(runtime) : OptionalInt.empty(),
                date(json.path("release_date").asString(""), line, sink));
    }

    /** The names of entries, of those with a job if one is given. */
    private static List<String> names(JsonNode entries, String job) {
        return entries.valueStream()
                .filter(entry -> job.isEmpty() || entry.path("job").asString("").equals(job))
                .map(entry -> entry.path("name").asString("").strip())
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static Optional<LocalDate> date(String text, long line, TableSink sink) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException notADate) {
            sink.finding(NAME, line, Rule.TEXT_UNREADABLE, "the release date \"" + text + "\" is no date");
            return Optional.empty();
        }
    }
}
