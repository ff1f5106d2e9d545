package dev.matinee.cli;

import dev.matinee.data.generate.Generator;
import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.lab.chart.Table;
import dev.matinee.lab.studies.Finding;
import dev.matinee.lab.studies.Studies;
import dev.matinee.lab.studies.Study;
import dev.matinee.lab.studies.StudyData;
import dev.matinee.lab.studies.StudyPage;
import dev.matinee.lab.studies.StudyReport;
import dev.matinee.lab.studies.StudyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code study NAME}: one of the five documents, done again. */
@Command(
        name = "study",
        description = "Does one of the five documents again, from its first table to its last figure: its numbers, ours"
                + " beside them, and its mistakes named, each shown by a number.")
final class StudyCommand extends MatineeCommand {
    @Parameters(
            paramLabel = "NAME",
            description = "the study: ${COMPLETION-CANDIDATES}",
            completionCandidates = Names.class)
    private String name = "";

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            description =
                    "your ratings; without them the embedded sample, and without that generated ones with the shape of"
                            + " the document's")
    private @Nullable String source;

    @Mixin
    private SourceArguments arguments = new SourceArguments();

    @Option(
            names = "--to",
            paramLabel = "DIR",
            defaultValue = "studies",
            description = "where NAME.html and NAME.json go (default: ${DEFAULT-VALUE})")
    private Path to = Path.of("studies");

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description =
                    "rewrite the figures between the marks of this Markdown page, and figures/NAME.json beside it, as in docs/studies")
    private @Nullable Path page;

    /** The names that the command takes. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Studies.names().iterator();
        }
    }

    @Override
    Answer answer(Run run) throws IOException {
        Study study = Studies.named(name);
        Optional<String> written = page == null ? Optional.empty() : Optional.of(StudyPage.read(page));
        try (Data data = open(study, run)) {
            StudyResult result = study.run(
                    new StudyData(data.opened().workspace(), data.opened().catalog(), data.origin()), run);
            Path report = StudyReport.write(result, to, Path.of(""));
            if (page != null && written.isPresent()) {
                StudyPage.write(page, written.get(), result);
            }
            Map<String, @Nullable Object> json = new LinkedHashMap<>(result.toJson());
            json.put("seconds", result.seconds());
            json.put("report", report.toString());
            List<String> text = new ArrayList<>(List.of(result.sentence()));
            result.findings().forEach(finding -> text.add(text(finding)));
            text.add(result.summary());
            text.add("the report is " + report + "; open it in a browser");
            return new Answer(json, String.join("\n\n", text));
        }
    }

    private static String text(Finding finding) {
        Table table = StudyReport.figures(finding);
        TextTable lines = new TextTable(table.header().toArray(String[]::new));
        table.rows().forEach(row -> lines.add(row.stream().map(Table::text).toArray()));
        return finding.title() + " (" + finding.where() + ")\n" + finding.verdict()
                + (finding.figures().isEmpty() ? "" : "\n\n" + lines);
    }

    /**
     * The data of a study.
     *
     * @param generated the folder of generated ratings to delete in the end
     */
    private record Data(DataOptions.Opened opened, StudyData.Origin origin, Optional<Path> generated)
            implements AutoCloseable {
        @Override
        public void close() {
            opened.close();
            generated.ifPresent(DataOptions::delete);
        }
    }

    private Data open(Study study, Run run) throws IOException {
        if (source != null) {
            return new Data(
                    DataOptions.temporary(arguments.open(source), run), StudyData.Origin.GIVEN, Optional.empty());
        }
        for (String option : List.of("--format", "--columns", "--table")) {
            if (isGiven(option)) {
                throw MatineeException.usage(option + " is for ratings of your own; name them with --source");
            }
        }
        Source sample;
        try {
            sample = Sources.open("sample", SourceOptions.none());
        } catch (MatineeException missing) {
            if (missing.code() != ErrorCode.NOT_FOUND) {
                throw missing;
            }
            return generated(study, run);
        }
        return new Data(DataOptions.temporary(sample, run), StudyData.Origin.SAMPLE, Optional.empty());
    }

    private static Data generated(Study study, Run run) throws IOException {
        Path folder = Files.createTempDirectory("matinee-");
        try {
            Path ratings = folder.resolve("ratings");
            Generator.like(study.shape()).write(ratings, run);
            return new Data(
                    DataOptions.temporary(Sources.open(ratings.toString(), SourceOptions.none()), run),
                    StudyData.Origin.GENERATED,
                    Optional.of(folder));
        } catch (RuntimeException failure) {
            DataOptions.delete(folder);
            throw failure;
        }
    }
}
