package dev.matinee.cli;

import dev.matinee.data.generate.DataShape;
import dev.matinee.data.generate.GenerationReport;
import dev.matinee.data.generate.Generator;
import dev.matinee.data.generate.Layout;
import dev.matinee.engine.Run;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code generate --like NAME --to DIR}: synthetic ratings. */
@Command(
        name = "generate",
        description = "Writes synthetic ratings with the shape of a published data set: its counts, long tails, tastes,"
                + " genres and times. The same seed gives the same bytes.")
final class GenerateCommand extends MatineeCommand {
    @Option(
            names = "--like",
            required = true,
            paramLabel = "NAME",
            description = "the data set to be like: ${COMPLETION-CANDIDATES}",
            completionCandidates = Shapes.class)
    @SuppressWarnings("NullAway.Init")
    private String like;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "DIR",
            description = "an empty or new folder; for viewer-interactions also a .db file")
    @SuppressWarnings("NullAway.Init")
    private Path to;

    @Option(
            names = "--scale",
            paramLabel = "X",
            defaultValue = "1",
            description = "this many times the users and ratings (default: ${DEFAULT-VALUE})")
    private double scale;

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            description = "csv, parquet, dat, u.data, netflix or sqlite (default: that of the data set)")
    private @Nullable String layout;

    @Option(names = "--noise", paramLabel = "STARS", description = "how far ratings scatter (default: 0.75)")
    private @Nullable Double noise;

    @Option(names = "--taste", paramLabel = "STARS", description = "how much tastes differ (default: 0.45)")
    private @Nullable Double taste;

    /** The names that {@code --like} takes. */
    static final class Shapes implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return DataShape.names().iterator();
        }
    }

    @Override
    Answer answer(Run run) {
        DataShape shape = DataShape.named(like).scaled(scale);
        Generator generator = Generator.like(shape);
        generator = noise == null ? generator : generator.noise(noise);
        generator = taste == null ? generator : generator.taste(taste);
        long start = System.nanoTime();
        GenerationReport report = generator.write(to, layout == null ? shape.layout() : Layout.named(layout), run);
        double seconds = (System.nanoTime() - start) / 1e9;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", report.name());
        json.put("seed", report.seed());
        json.put("path", to.toString());
        json.put("users", report.users());
        json.put("movies", report.movies());
        json.put("ratedMovies", report.ratedMovies());
        json.put("rows", report.rows());
        json.put("ratings", report.ratings());
        json.put("missingRatings", report.missingRatings());
        json.put("anomalousDates", report.anomalousDates());
        json.put("tags", report.tags());
        json.put("meanRating", report.meanRating());
        json.put("noiseFloor", report.noiseFloor());
        json.put("trueParametersRmse", report.trueParametersRmse());
        json.put("bytes", report.bytes());
        json.put("seconds", seconds);
        return new Answer(
                json,
                String.format(
                        Locale.ROOT,
                        "%s: %,d ratings by %,d users of %,d movies, like %s, %.0f MiB in %.1f s;"
                                + " no model can be expected to have an RMSE below %.4f",
                        to,
                        report.ratings(),
                        report.users(),
                        report.ratedMovies(),
                        report.name(),
                        report.bytes() / 1048576.0,
                        seconds,
                        report.noiseFloor()));
    }
}
