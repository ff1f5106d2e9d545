package dev.matinee.data.texts;

import dev.matinee.data.source.MovieText;
import dev.matinee.data.source.Origin;
import dev.matinee.data.source.PassedOn;
import dev.matinee.data.source.RatingPart;
import dev.matinee.data.source.Rule;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.TableSink;
import dev.matinee.engine.Run;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;

/**
 * A source of ratings with texts about its movies from elsewhere. What is wrong with a text is a finding and never ends an ingest;
 * where several sources know a movie, the first that says something about it counts, and parts that it leaves out are taken from the
 * next.
 */
public final class WithTexts implements Source {
    private final Source source;
    private final List<MovieTextSource> texts;

    /** The source, which is closed with this one, and texts, those that count first. */
    public WithTexts(Source source, List<MovieTextSource> texts) {
        this.source = source;
        this.texts = List.copyOf(texts);
    }

    @Override
    public String format() {
        return source.format();
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public List<RatingPart> ratings(Run run) {
        return source.ratings(run);
    }

    @Override
    public Optional<Origin> origin() {
        return source.origin();
    }

    @Override
    public boolean readsTablesAside() {
        return source.readsTablesAside();
    }

    @Override
    public void close() {
        source.close();
    }

    @Override
    public void tables(TableSink sink, Run run) {
        Known known = new Known(sink);
        source.tables(known, run);
        for (MovieTextSource from : texts) {
            Set<String> own = new HashSet<>();
            from.forEach(known.withoutText(), sink, found -> known.take(found, own), run);
        }
        known.earlier.forEach((movie, text) -> known.texts.merge(movie, text, WithTexts::filled));
        known.texts.forEach(sink::text);
    }

    /** A text with what it leaves out taken from another. */
    private static MovieText filled(MovieText first, MovieText other) {
        return new MovieText(
                first.overview().isEmpty() ? other.overview() : first.overview(),
                first.keywords().isEmpty() ? other.keywords() : first.keywords(),
                first.directors().isEmpty() ? other.directors() : first.directors(),
                first.actors().isEmpty() ? other.actors() : first.actors(),
                first.posterPath().isEmpty() ? other.posterPath() : first.posterPath(),
                first.runtime().isPresent() ? first.runtime() : other.runtime(),
                first.released().isPresent() ? first.released() : other.released());
    }

    /** Passes everything on and remembers which movies there are, by all their ids. */
    private static final class Known extends PassedOn {
        private final Set<String> movies = new HashSet<>();
        private final Map<String, String> byImdb = new HashMap<>();
        private final Map<String, String> byTmdb = new HashMap<>();
        private final SequencedMap<String, String> tmdbIds = new LinkedHashMap<>();
        private final SequencedMap<String, MovieText> texts = new LinkedHashMap<>();
        private final SequencedMap<String, MovieText> earlier = new LinkedHashMap<>();

        Known(TableSink sink) {
            super(sink);
        }

        /** The ids at themoviedb.org of the movies without an overview. */
        SequencedMap<String, String> withoutText() {
            SequencedMap<String, String> without = new LinkedHashMap<>();
            tmdbIds.forEach((movie, id) -> {
                if (!says(texts.get(movie)) && !says(earlier.get(movie))) {
                    without.put(movie, id);
                }
            });
            return without;
        }

        private static boolean says(@org.jspecify.annotations.Nullable MovieText text) {
            return text != null && !text.overview().isEmpty();
        }

        /** Takes a text; {@code own} are the movies that its source had texts of. */
        void take(FoundText found, Set<String> own) {
            String movie = switch (found.kind()) {
                case MOVIE -> movies.contains(found.key()) ? found.key() : null;
                case IMDB -> byImdb.get(found.key());
                case TMDB -> byTmdb.get(found.key());
            };
            if (movie == null) {
                String reason = "the text is about a movie that is not listed: " + found.kind() + " id " + found.key();
                reject(found.file(), found.line(), Rule.TEXT_UNMATCHED, reason, found.raw());
                return;
            }
            if (!own.add(movie)) {
                reject(
                        found.file(),
                        found.line(),
                        Rule.DUPLICATE,
                        "the movie " + movie + " has a text already",
                        found.raw());
                return;
            }
            MovieText plain = plain(found, movie);
            if (plain.isEmpty()) {
                finding(found.file(), found.line(), Rule.TEXT_EMPTY, "nothing is written about movie " + movie);
            }
            texts.merge(movie, plain, WithTexts::filled);
        }

        private MovieText plain(FoundText found, String movie) {
            MovieText text = found.text();
            if (PlainText.hasMarkup(text.overview())) {
                finding(
                        found.file(),
                        found.line(),
                        Rule.TEXT_MARKUP,
                        "the overview of movie " + movie + " has HTML, which was taken out");
            }
            return new MovieText(
                    PlainText.of(text.overview()),
                    plain(text.keywords()),
                    plain(text.directors()),
                    plain(text.actors()),
                    text.posterPath(),
                    text.runtime(),
                    text.released());
        }

        private static List<String> plain(List<String> entries) {
            return entries.stream()
                    .map(PlainText::of)
                    .filter(entry -> !entry.isEmpty())
                    .distinct()
                    .toList();
        }

        @Override
        public void movie(String movie, String title, OptionalInt year, List<String> genres) {
            movies.add(movie);
            super.movie(movie, title, year, genres);
        }

        @Override
        public void link(String movie, String imdbId, String tmdbId) {
            if (!imdbId.isEmpty()) {
                byImdb.putIfAbsent(FoundText.imdb(imdbId), movie);
            }
            if (!tmdbId.isEmpty()) {
                byTmdb.putIfAbsent(tmdbId, movie);
                tmdbIds.put(movie, tmdbId);
            }
            super.link(movie, imdbId, tmdbId);
        }

        /** What an earlier catalog has counts where nothing new is said. */
        @Override
        public void text(String movie, MovieText text) {
            earlier.put(movie, text);
        }
    }
}
