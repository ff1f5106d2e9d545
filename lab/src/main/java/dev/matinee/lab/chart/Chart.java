package dev.matinee.lab.chart;

import dev.matinee.engine.MatineeException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One picture, described: what it shows and how, independent of where it is shown. Immutable.
 *
 * <pre>{@code
 * Chart chart = new Chart(
 *         "ratings",
 *         "How movies are rated",
 *         "",
 *         Bars.of(Axis.of("rating"), Axis.of("ratings"), List.of("1", "2"), List.of(10.0, 20.0)));
 * new ChartFiles(folder).write(chart);
 * }</pre>
 *
 * @param name a name of small letters, digits and hyphens, for files and links; unique on a page
 * @param title what the picture shows, in a line
 * @param note what one should know to read it, in a sentence or two; may be empty
 * @param plot the kind and the numbers
 */
public record Chart(String name, String title, String note, Plot plot) {
    /** Refuses a name that is no file name, and an empty title. */
    public Chart {
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw MatineeException.usage("the name of a chart must be small letters, digits and hyphens, got " + name);
        }
        if (title.isBlank()) {
            throw MatineeException.usage("chart " + name + " must have a title");
        }
    }

    /** The chart as JSON, with everything a renderer needs. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("title", title);
        json.put("note", note);
        json.put("summary", plot.summary());
        json.put("plot", plot.toJson());
        return json;
    }
}
