package dev.matinee.lab.studies;

import dev.matinee.data.catalog.AtomicFile;
import dev.matinee.engine.json.Json;
import dev.matinee.lab.chart.Table;
import dev.matinee.lab.report.Report;
import dev.matinee.lab.report.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A study as files: one self-contained HTML page, and the same as JSON. */
public final class StudyReport {
    private StudyReport() {}

    /**
     * Writes {@code NAME.html} and {@code NAME.json} to a folder.
     *
     * @param root the project's folder, to which links to explanations lead where it is there
     * @return the HTML file
     */
    public static Path write(StudyResult result, Path folder, Path root) {
        String name = result.study().name();
        Path page = folder.resolve(name + ".html");
        AtomicFile.write(page, html(result, folder, root));
        AtomicFile.write(folder.resolve(name + ".json"), Json.writePretty(result.toJson()) + "\n");
        return page;
    }

    static String html(StudyResult result, Path folder, Path root) {
        Section section =
                new Section("overview", "In short").text(result.sentence()).text(result.summary());
        List<List<Object>> rows = new ArrayList<>();
        for (Finding finding : result.findings()) {
            rows.add(List.of(finding.title(), finding.where(), finding.verdict().toString()));
        }
        section.table(new Table(List.of("what", "in the document", "verdict"), rows));
        Section all = new Section("findings", "The document, and ours beside it");
        result.findings().forEach(finding -> add(all, finding, result.study().name(), folder, root));
        return Report.page(result.study().title(), List.of(section, all));
    }

    private static void add(Section section, Finding finding, String study, Path folder, Path root) {
        section.heading(finding.title());
        String verdict = finding.place() + ". Verdict: " + finding.verdict() + ".";
        finding.mistake()
                .ifPresentOrElse(
                        mistake -> explained(section, verdict, study, mistake, folder, root),
                        () -> section.text(verdict));
        section.text(finding.text());
        if (!finding.figures().isEmpty()) {
            section.table(figures(finding));
        }
        finding.charts().forEach(section::chart);
        finding.tables().forEach(section::table);
    }

    private static void explained(
            Section section, String verdict, String study, String mistake, Path folder, Path root) {
        String page = Finding.page(study, mistake);
        Path file = root.resolve("docs/studies/" + study + ".md");
        if (Files.exists(file)) {
            String relative = folder.toAbsolutePath()
                    .normalize()
                    .relativize(file.toAbsolutePath().normalize())
                    .toString()
                    .replace('\\', '/');
            section.linked(verdict, relative + "#" + mistake, page);
        } else {
            section.text(verdict + " See " + page + ".");
        }
    }

    /** The figures as people read them, theirs beside ours. */
    public static Table figures(Finding finding) {
        boolean words = finding.figures().stream()
                .anyMatch(figure -> figure.document() instanceof String || figure.ours() instanceof String);
        List<List<Object>> rows = new ArrayList<>();
        for (Figure figure : finding.figures()) {
            rows.add(List.of(figure.what(), cell(figure.document(), words), cell(figure.ours(), words), sign(figure)));
        }
        return new Table(List.of("figure", "document", "ours", ""), rows);
    }

    /** A number as such; as a text where others of the column are texts, so that all stand to the left. */
    private static Object cell(@Nullable Object value, boolean words) {
        if (value instanceof Number number) {
            return words ? Table.text(number.doubleValue()) : (Object) number.doubleValue();
        }
        return value == null ? "" : value;
    }

    private static String sign(Figure figure) {
        return figure.document() == null || figure.ours() == null ? "" : figure.agrees() ? "=" : "≠";
    }
}
