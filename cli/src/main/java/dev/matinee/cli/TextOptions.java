package dev.matinee.cli;

import dev.matinee.data.texts.FileTexts;
import dev.matinee.data.texts.MovieTextSource;
import dev.matinee.data.texts.TmdbSettings;
import dev.matinee.data.texts.TmdbTexts;
import dev.matinee.engine.MatineeException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which texts about movies are taken in, and from where. */
final class TextOptions {
    private static final String KEY = "MATINEE_TMDB_KEY";

    @Option(
            names = "--texts",
            paramLabel = "FILE",
            description =
                    "a CSV or JSON file of texts about movies, by movieId, imdbId or tmdbId: overview, keywords, director,"
                            + " cast, posterPath, runtime, releaseDate; may be given several times")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--tmdb",
            description =
                    "fetch the texts of movies that have none from themoviedb.org; the key stands in the environment"
                            + " variable " + KEY + ", answers are kept in the workspace")
    private boolean tmdb;

    @Option(
            names = "--tmdb-url",
            paramLabel = "URL",
            description = "the server to fetch them from, where it is another that answers as themoviedb.org does")
    private @Nullable URI server;

    @Option(
            names = "--tmdb-rate",
            paramLabel = "N",
            defaultValue = "20",
            description = "requests a second at most (default: ${DEFAULT-VALUE})")
    private double rate = 20;

    /** Whether any texts are asked for. */
    boolean given() {
        return tmdb || !files.isEmpty();
    }

    /** Where texts come from; files count before what is fetched. */
    List<MovieTextSource> sources(MatineeCommand command, Path workspace) {
        if (!tmdb && (server != null || command.isGiven("--tmdb-rate"))) {
            throw MatineeException.usage("--tmdb-url and --tmdb-rate are for --tmdb");
        }
        List<MovieTextSource> sources = new ArrayList<>();
        files.forEach(file -> sources.add(FileTexts.of(file)));
        if (tmdb) {
            Optional<String> key = Optional.ofNullable(System.getenv(KEY))
                    .or(() -> Optional.ofNullable(System.getProperty("matinee.tmdb.key")))
                    .filter(value -> !value.isBlank());
            if (key.isEmpty()) {
                command.remark(
                        "nothing is fetched from themoviedb.org: there is no key in the environment variable " + KEY);
            } else {
                TmdbSettings settings = TmdbSettings.of(key.get().strip(), workspace.resolve("tmdb"))
                        .perSecond(rate);
                sources.add(TmdbTexts.of(server == null ? settings : settings.server(server)));
            }
        }
        return sources;
    }
}
