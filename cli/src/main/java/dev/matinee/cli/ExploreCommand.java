package dev.matinee.cli;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.ChartFiles;
import dev.matinee.lab.chart.Table;
import dev.matinee.lab.explore.Exploration;
import dev.matinee.lab.explore.Explorer;
import dev.matinee.lab.explore.TopListOptions;
import dev.matinee.lab.explore.Topic;
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

/** {@code explore}: the exploratory analysis. */
@Command(
        name = "explore",
        description =
                "Explores the ratings: distributions, activity, the long tail, times, genres and top lists, as tables"
                        + " and, with --charts, as pictures.")
final class ExploreCommand extends MatineeCommand {
    private static final int ROWS = 25;

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--genre", paramLabel = "GENRE", description = "top lists of this genre only")
    private String genre = "";

    @Option(
            names = "--from",
            paramLabel = "DAY",
            description = "top lists from ratings of this day (2015-01-31) or later")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "DAY", description = "top lists from ratings of this day or before")
    private @Nullable String to;

    @Option(
            names = "--prior",
            paramLabel = "M",
            defaultValue = "20",
            description = "m of the weighted score: ratings at the mean of all that each movie is given beforehand"
                    + " (default: ${DEFAULT-VALUE})")
    private double prior;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "10",
            description = "how long the top lists are (default: ${DEFAULT-VALUE})")
    private int places;

    @Option(
            names = "--charts",
            paramLabel = "DIR",
            arity = "0..1",
            fallbackValue = "",
            description =
                    "write every chart as SVG, PNG and CSV, and all of them as one HTML page, to this folder (without a"
                            + " name: to reports/exploration in the workspace)")
    private @Nullable String charts;

    @Override
    Answer answer(Run run) {
        TopListOptions options = new TopListOptions(prior, places, genre, day("--from", from), day("--to", to));
        try (DataOptions.Opened opened = data.open(this, run)) {
            if (charts != null && charts.isEmpty() && opened.temporary().isPresent()) {
                throw MatineeException.usage(
                        "with --source there is no workspace for charts; name a folder: --charts DIR");
            }
            Catalog catalog = opened.catalog();
            Exploration exploration = Explorer.explore(catalog, options, run);
            Map<String, @Nullable Object> json = new LinkedHashMap<>(exploration.toJson());
            List<String> text = new ArrayList<>(List.of(DescribeCommand.data(exploration.data())));
            exploration.topics().forEach(topic -> text.add(text(topic)));
            text.addAll(exploration.leftOut());
            if (charts != null) {
                Path folder =
                        charts.isEmpty() ? opened.workspace().reportsFolder().resolve("exploration") : Path.of(charts);
                json.put("charts", write(exploration, folder, text, run));
            }
            return new Answer(json, String.join("\n\n", text));
        }
    }

    private static Optional<LocalDate> day(String option, @Nullable String text) {
        try {
            return Optional.ofNullable(text).map(LocalDate::parse);
        } catch (DateTimeParseException unreadable) {
            throw MatineeException.usage(option + " must be a day such as 2015-01-31, got " + text);
        }
    }

    private List<String> write(Exploration exploration, Path folder, List<String> text, Run run) {
        ChartFiles files = new ChartFiles(folder);
        List<String> written = new ArrayList<>();
        String title = "Exploration of " + exploration.data().name();
        written.add(files.writePage("exploration", title, exploration.charts()).toString());
        for (Chart chart : exploration.charts()) {
            run.checkCancelled();
            files.write(chart).forEach(file -> written.add(file.toString()));
        }
        text.add(exploration.charts().size() + " charts are in " + folder + "; open exploration.html for all of them"
                + (ChartFiles.makesPng()
                        ? ""
                        : "\nPNG files were left out: this machine has no fonts (on Debian: apt-get install fontconfig"
                                + " fonts-dejavu-core)"));
        return written;
    }

    private static String text(Topic topic) {
        Table table = topic.table();
        TextTable lines = new TextTable(table.header().toArray(String[]::new));
        List<List<Object>> rows = table.rows();
        for (List<Object> row : rows.subList(0, Math.min(ROWS, rows.size()))) {
            lines.add(row.stream().map(Table::text).toArray());
        }
        String more = rows.size() > ROWS ? "\n… and " + (rows.size() - ROWS) + " more; --json has all of them" : "";
        String heading = topic.title() + (topic.text().isEmpty() ? "" : "\n" + topic.text());
        return heading + "\n\n" + lines + more;
    }
}
