package dev.matinee.cli;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.QualityFinding;
import dev.matinee.data.catalog.Scale;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.ingest.CatalogSource;
import dev.matinee.data.ingest.Duplicates;
import dev.matinee.data.ingest.Ingest;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.ingest.IngestReport;
import dev.matinee.data.source.Source;
import dev.matinee.data.texts.MovieTextSource;
import dev.matinee.data.texts.WithTexts;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.lab.engines.JobEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ingest SOURCE}: takes ratings into the workspace, with a report on their quality. */
@Command(
        name = "ingest",
        description =
                "Takes a source of ratings into the workspace. Every row is either in the new catalog or, with the"
                        + " reason, among its rejected rows; what was there before stays in use until the new catalog is whole.")
final class IngestCommand extends MatineeCommand {
    @Parameters(
            paramLabel = "SOURCE",
            arity = "0..1",
            description =
                    "a folder, a file (plain, gzip or zip), a jdbc: URL, or sample for the embedded data; leave it out"
                            + " with --texts or --tmdb to add texts to what the workspace holds")
    private @Nullable String location;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    private SourceArguments arguments = new SourceArguments();

    @Option(
            names = "--duplicates",
            paramLabel = "WHICH",
            defaultValue = "latest",
            description = "which rating counts of several of one user for one movie: latest, highest, mean, reject"
                    + " (default: ${DEFAULT-VALUE})")
    private String duplicates = "latest";

    @Option(names = "--strict", description = "stop at the first bad row, with its file and line")
    private boolean strict;

    @Option(
            names = "--scale",
            paramLabel = "MIN..MAX:STEP",
            description = "the scale of ratings, such as 0.5..5:0.5 (default: detected)")
    private @Nullable String scale;

    @Option(
            names = "--first-date",
            paramLabel = "YYYY-MM-DD",
            description = "ratings dated before this day lose their time (default: 1995-01-01)")
    private @Nullable String firstDate;

    @Mixin
    private EngineOptions engines = new EngineOptions();

    @Mixin
    private TextOptions texts = new TextOptions();

    @Option(names = "--name", paramLabel = "NAME", description = "what the data is called (default: as its source)")
    private @Nullable String name;

    @Override
    Answer answer(Run run) {
        IngestOptions options = options();
        String from = location;
        List<MovieTextSource> additional = texts.sources(this, workspace.folder());
        if (from == null) {
            return addTexts(additional, run);
        }
        boolean fresh = !Files.exists(workspace.folder());
        try (Source source = new WithTexts(arguments.open(from), additional);
                EngineOptions.Started started = engines.start(run)) {
            Workspace target = Workspace.create(workspace.folder());
            logTo(workspace.folder());
            long start = System.nanoTime();
            JobEngine.Judged judged = started.judge(source, options, workspace.folder(), run);
            double seconds = (System.nanoTime() - start) / 1e9;
            try (Source ready = judged.source()) {
                IngestReport report = Ingest.of(ready, judged.options()).into(target, run);
                Map<String, @Nullable Object> json = report.toJson();
                List<String> text = new ArrayList<>(List.of(text(report, workspace.folder())));
                started.describe(json, text);
                started.engine().ifPresent(engine -> {
                    json.put("engineSeconds", seconds);
                    text.add(String.format(Locale.ROOT, "judged there in %.1f s", seconds));
                });
                return new Answer(json, String.join(", ", text));
            }
        } catch (RuntimeException failure) {
            if (fresh) {
                deleteIfNothingWasIngested();
            }
            throw failure;
        }
    }

    /** Takes in what the workspace holds once more, with texts. */
    private Answer addTexts(List<MovieTextSource> additional, Run run) {
        engines.refuse("texts alone");
        if (!texts.given()) {
            throw MatineeException.usage(
                    "name a source of ratings, or texts for what the workspace holds with --texts or --tmdb");
        }
        for (String option : List.of("--duplicates", "--scale", "--first-date", "--format", "--columns", "--table")) {
            if (isGiven(option)) {
                throw MatineeException.usage(option + " is for a source of ratings, which is missing");
            }
        }
        Workspace target = Workspace.open(workspace.folder());
        logTo(workspace.folder());
        try (Catalog catalog = target.catalog()) {
            CatalogSource held = new CatalogSource(catalog, List.of());
            IngestOptions options = held.options().strict(strict);
            IngestReport report = Ingest.of(
                            new WithTexts(held, additional), name == null ? options : options.name(name))
                    .into(target, run);
            return new Answer(report.toJson(), text(report, workspace.folder()));
        }
    }

    /** A workspace that this command made and could not fill is not left behind. */
    private void deleteIfNothingWasIngested() {
        Path folder = workspace.folder();
        if (!Files.isDirectory(folder) || Workspace.open(folder).hasCatalog()) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (java.io.IOException left) {
            remark("cannot delete the unfinished workspace " + folder + ": " + left.getMessage());
        }
    }

    private IngestOptions options() {
        IngestOptions options = IngestOptions.defaults()
                .duplicates(Duplicates.named(duplicates))
                .strict(strict);
        if (scale != null) {
            options = options.scale(Scale.parse(scale));
        }
        if (firstDate != null) {
            try {
                options = options.firstDate(LocalDate.parse(firstDate));
            } catch (DateTimeParseException notADate) {
                throw MatineeException.usage("--first-date must be a day such as 1995-01-01, got " + firstDate);
            }
        }
        return name == null ? options : options.name(name);
    }

    private static String text(IngestReport report, Path workspace) {
        return DescribeCommand.data(report.data())
                + "\n\n"
                + quality(report.quality())
                + String.format(
                        Locale.ROOT,
                        "%n%n%,d rows read, %,d rejected, in %.1f s; catalog %s in %s",
                        report.read(),
                        report.rejected(),
                        report.totalSeconds(),
                        report.version(),
                        workspace);
    }

    /** Findings as a table; those of no row are left out. */
    static String quality(List<QualityFinding> findings) {
        TextTable table = new TextTable("finding", "rows", "share", "kept", "the first one");
        boolean any = false;
        for (QualityFinding finding : findings) {
            if (finding.rows() > 0) {
                any = true;
                table.add(
                        finding.rule().json(),
                        String.format(Locale.ROOT, "%,d", finding.rows()),
                        String.format(Locale.ROOT, "%.3f %%", 100 * finding.share()),
                        finding.rule().rejects() ? "no" : "yes",
                        finding.example());
            }
        }
        return any ? table.toString() : "nothing to find fault with";
    }
}
