package dev.matinee.lab.studies;

import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One table, figure or statement of a document, done again.
 *
 * @param name what it is called in JSON: letters, digits and hyphens
 * @param where where it stands in the document: {@code section 4, figure 1}
 * @param title what it is about, in a line
 * @param text what one should know to read it; may be empty
 * @param figures its figures in the document's order, theirs beside ours
 * @param verdict how they stand to each other
 * @param mistake the section of the study's page that explains the document's mistake, where it makes one
 * @param charts our pictures of it
 * @param tables our tables of it
 */
public record Finding(
        String name,
        String where,
        String title,
        String text,
        List<Figure> figures,
        Verdict verdict,
        Optional<String> mistake,
        List<Chart> charts,
        List<Table> tables) {
    /** Copies the lists. */
    public Finding {
        figures = List.copyOf(figures);
        charts = List.copyOf(charts);
        tables = List.copyOf(tables);
    }

    /** The figure of this name; throws where there is none. */
    public Figure figure(String what) {
        return figures.stream()
                .filter(figure -> figure.what().equals(what))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no figure " + what));
    }

    /** Where it stands, to begin a sentence with. */
    String place() {
        return Character.toUpperCase(where.charAt(0)) + where.substring(1);
    }

    Map<String, @Nullable Object> toJson(String study) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("where", where);
        json.put("title", title);
        json.put("text", text);
        json.put("figures", figures.stream().map(Figure::toJson).toList());
        json.put("verdict", verdict.kind().json());
        json.put("because", verdict.because());
        json.put("explained", mistake.map(section -> page(study, section)).orElse(null));
        json.put(
                "tables",
                tables.stream()
                        .map(table -> Map.of("header", table.header(), "rows", table.rows()))
                        .toList());
        json.put(
                "charts",
                charts.stream()
                        .map(chart -> Map.of(
                                "name",
                                chart.name(),
                                "title",
                                chart.title(),
                                "summary",
                                chart.plot().summary()))
                        .toList());
        return json;
    }

    /** Where a mistake is explained, from the project's root. */
    static String page(String study, String section) {
        return "docs/studies/" + study + ".md#" + section;
    }
}
