package dev.matinee.lab.studies;

import dev.matinee.data.catalog.AtomicFile;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.json.Json;
import dev.matinee.lab.chart.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The figures of a study in a Markdown page, between two marks that stand in it. */
public final class StudyPage {
    /** Begins the figures. */
    static final String FROM = "<!-- figures: made by matinee study, do not edit -->";

    /** Ends them. */
    static final String TO = "<!-- end of figures -->";

    private StudyPage() {}

    /**
     * Reads a page.
     *
     * @throws MatineeException {@code NOT_FOUND} without the file, {@code USAGE} where it has no marks
     */
    public static String read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException unreadable) {
            throw MatineeException.notFound(
                    "the page " + file + " cannot be read", "name a Markdown file that is there");
        }
        int from = text.indexOf(FROM);
        if (from < 0 || text.indexOf(TO, from) < 0) {
            throw MatineeException.usage(
                    "the page " + file + " has no place for figures: it needs the lines " + FROM + " and " + TO);
        }
        return text;
    }

    /** Writes a page that was read, with the figures of a result in their place, and {@code figures/NAME.json} beside it. */
    public static void write(Path file, String page, StudyResult result) {
        int from = page.indexOf(FROM) + FROM.length();
        AtomicFile.write(file, page.substring(0, from) + "\n" + figures(result) + page.substring(page.indexOf(TO)));
        AtomicFile.write(
                file.resolveSibling("figures").resolve(result.study().name() + ".json"),
                Json.writePretty(result.toJson()) + "\n");
    }

    /** The figures of a page that was read. */
    static String figuresOf(String page) {
        return page.substring(page.indexOf(FROM) + FROM.length() + 1, page.indexOf(TO));
    }

    /** All findings as Markdown. */
    static String figures(StudyResult result) {
        StringBuilder text = new StringBuilder();
        text.append(result.sentence()).append(' ').append(result.summary()).append("\n");
        for (Finding finding : result.findings()) {
            text.append("\n### ").append(finding.title()).append("\n\n");
            text.append(finding.place())
                    .append(". **")
                    .append(finding.verdict())
                    .append(".**")
                    .append(finding.mistake()
                            .map(section -> " [Explained](#" + section + ").")
                            .orElse(""))
                    .append("\n");
            if (!finding.figures().isEmpty()) {
                text.append('\n');
                table(StudyReport.figures(finding), text);
            }
        }
        return text.append('\n').toString();
    }

    private static void table(Table table, StringBuilder text) {
        row(table.header(), text);
        text.append("| --- | --- | --- | --- |\n");
        table.rows().forEach(row -> row(row, text));
    }

    private static void row(List<?> cells, StringBuilder text) {
        cells.forEach(cell ->
                text.append("| ").append(Table.text(cell).replace("|", "\\|")).append(' '));
        text.append("|\n");
    }
}
