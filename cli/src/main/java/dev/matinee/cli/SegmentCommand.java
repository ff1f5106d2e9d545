package dev.matinee.cli;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.table.ResultTable;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.lab.segments.Choice;
import dev.matinee.lab.segments.ClusterCount;
import dev.matinee.lab.segments.Correction;
import dev.matinee.lab.segments.GenreSubset;
import dev.matinee.lab.segments.Migration;
import dev.matinee.lab.segments.SegmentCharts;
import dev.matinee.lab.segments.SegmentStore;
import dev.matinee.lab.segments.Segmentation;
import dev.matinee.lab.segments.Segments;
import dev.matinee.lab.segments.Workers;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code segment}: groups of users who are alike. */
@Command(
        name = "segment",
        description = "Divides users into segments by what is known of them, says how far the segments can be trusted,"
                + " and keeps them in the workspace.")
final class SegmentCommand extends MatineeCommand {
    @Mixin
    private DataOptions data = new DataOptions();

    @Option(
            names = "--features",
            paramLabel = "NAME,…",
            split = ",",
            description = "what counts: ratings, mean, std, min, max, range, uniqueMovies, activityDays, genre:NAME, or"
                    + " genres for all of them (default: ratings,mean,std)")
    private List<String> features = new ArrayList<>();

    @Option(
            names = "--genres",
            paramLabel = "GENRE,…",
            split = ",",
            description = "divide by mean ratings of these genres alone, as they are, instead of by features")
    private List<String> genres = new ArrayList<>();

    @Option(
            names = "--subset",
            paramLabel = "all|biased",
            defaultValue = "all",
            description = "with --genres: which users; biased for those who like one of the first two genres, as in a"
                    + " published analysis (default: ${DEFAULT-VALUE})")
    private String subset = "all";

    @Mixin
    private TasteOptions tastes = new TasteOptions();

    @Option(
            names = "--k",
            paramLabel = "N|FROM..TO",
            defaultValue = "2..10",
            description = "the number of segments, or the numbers to choose from (default: ${DEFAULT-VALUE})")
    private String k = "2..10";

    @Option(
            names = "--choose-by",
            paramLabel = "elbow|silhouette",
            defaultValue = "elbow",
            description = "how one of several numbers is chosen (default: ${DEFAULT-VALUE})")
    private String chooseBy = "elbow";

    @Option(
            names = "--restarts",
            paramLabel = "N",
            defaultValue = "10",
            description = "how often k-means begins anew (default: ${DEFAULT-VALUE})")
    private int restarts;

    @Option(
            names = "--resamples",
            paramLabel = "N",
            defaultValue = "50",
            description = "how often users are drawn anew to measure stability; 0 for not (default: ${DEFAULT-VALUE})")
    private int resamples;

    @Option(
            names = "--correction",
            paramLabel = "holm|benjamini-hochberg",
            defaultValue = "holm",
            description = "how the many tests behind favourite genres are corrected (default: ${DEFAULT-VALUE})")
    private String correction = "holm";

    @Option(
            names = "--migration",
            paramLabel = "FROM[,TO]",
            split = ",",
            description = "follow users between two days, such as 2005-01-01,2010-01-01; without the second to the end")
    private List<String> migration = new ArrayList<>();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "audience",
            description = "what the segments are kept as in the workspace (default: ${DEFAULT-VALUE})")
    private String name = "audience";

    @Option(
            names = "--assign",
            paramLabel = "FILE",
            description = "write who is in which segment to this .csv or .parquet file")
    private @Nullable Path assign;

    @Mixin
    private EngineOptions engines = new EngineOptions();

    @Mixin
    private ChartsOption charts = new ChartsOption();

    @Override
    Answer answer(Run run) {
        Segmentation settings = settings();
        if (assign != null) {
            ResultTable.checkName(assign);
        }
        GenreSubset users = GenreSubset.named(subset);
        if (!genres.isEmpty() && !features.isEmpty()) {
            throw MatineeException.usage("--genres takes the place of --features; give one of them");
        }
        if (genres.isEmpty() && users != GenreSubset.ALL) {
            throw MatineeException.usage("--subset needs --genres, such as Romance,Sci-Fi");
        }
        if (tastes.isGiven() && !(genres.isEmpty() && features.isEmpty() && migration.isEmpty())) {
            throw MatineeException.usage(
                    "--tastes takes the place of --features and --genres, and has no --migration; leave these out");
        }
        charts.check(data);
        if (tastes.isGiven()) {
            engines.refuse("--tastes");
        }
        try (EngineOptions.Started started = engines.start(run);
                DataOptions.Opened opened = data.open(this, started, run)) {
            Segments segments = segments(settings, users, opened.catalog(), started, run);
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("name", name);
            json.putAll(segments.toJson());
            List<String> text = new ArrayList<>(List.of(SegmentText.of(segments)));
            Path folder = new SegmentStore(opened.workspace()).save(name, segments);
            if (opened.temporary().isEmpty()) {
                json.put("folder", folder.toString());
                text.add("kept in " + folder);
            }
            started.describe(json, text);
            if (assign != null) {
                SegmentStore.table(segments).write(assign);
                json.put("assigned", assign.toString());
                text.add("users and their segments are in " + assign);
            }
            if (charts.isGiven()) {
                charts.write(
                        "segments",
                        "Segments of users of " + opened.catalog().dataCard().name(),
                        SegmentCharts.of(segments),
                        opened.workspace().reportsFolder().resolve("segments").resolve(name),
                        json,
                        text,
                        run);
            }
            return new Answer(json, String.join("\n\n", text));
        }
    }

    private Segments segments(
            Segmentation settings, GenreSubset users, Catalog catalog, EngineOptions.Started started, Run run) {
        if (tastes.isGiven()) {
            return tastes.settings(restarts)
                    .count(settings.count())
                    .resamples(settings.resamples())
                    .correction(settings.correction())
                    .segment(catalog, run);
        }
        Workers workers = started.workers(catalog, run);
        return genres.isEmpty()
                ? settings.segment(catalog, workers, run)
                : settings.segmentByGenres(catalog, workers, genres, users, run);
    }

    private Segmentation settings() {
        Segmentation settings = Segmentation.defaults()
                .count(count())
                .restarts(restarts)
                .resamples(resamples)
                .correction(Correction.named(correction));
        settings = features.isEmpty() ? settings : settings.features(features);
        if (migration.isEmpty()) {
            return settings;
        }
        if (migration.size() > 2) {
            throw MatineeException.usage("--migration must read FROM or FROM,TO, got " + String.join(",", migration));
        }
        return settings.migration(new Migration.Days(
                day(migration.getFirst()),
                migration.size() == 1 ? Optional.empty() : Optional.of(day(migration.getLast()))));
    }

    private ClusterCount count() {
        ClusterCount count = ClusterCount.defaults().by(Choice.named(chooseBy));
        try {
            int dots = k.indexOf("..");
            return dots < 0
                    ? count.given(Integer.parseInt(k))
                    : count.range(Integer.parseInt(k.substring(0, dots)), Integer.parseInt(k.substring(dots + 2)));
        } catch (NumberFormatException notANumber) {
            throw MatineeException.usage("--k must be a number or read FROM..TO, such as 2..10, got " + k);
        }
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException notADay) {
            throw MatineeException.usage("--migration must name days such as 2015-01-01, got " + text);
        }
    }
}
