package dev.matinee.cli;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.lab.chart.Table;
import dev.matinee.lab.explore.Exploration;
import dev.matinee.lab.explore.Explorer;
import dev.matinee.lab.explore.TopListOptions;
import dev.matinee.lab.explore.Topic;
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

    @Mixin
    private EngineOptions engines = new EngineOptions();

    @Mixin
    private ChartsOption charts = new ChartsOption();

    @Override
    Answer answer(Run run) {
        TopListOptions options = new TopListOptions(prior, places, genre, day("--from", from), day("--to", to));
        charts.check(data);
        try (EngineOptions.Started started = engines.start(run);
                DataOptions.Opened opened = data.open(this, started, run)) {
            Catalog catalog = opened.catalog();
            Exploration exploration = Explorer.explore(catalog, started.answers(catalog, run), options, run);
            Map<String, @Nullable Object> json = new LinkedHashMap<>(exploration.toJson());
            List<String> text = new ArrayList<>(List.of(DescribeCommand.data(exploration.data())));
            exploration.topics().forEach(topic -> text.add(text(topic)));
            text.addAll(exploration.leftOut());
            started.describe(json, text);
            if (charts.isGiven()) {
                charts.write(
                        "exploration",
                        "Exploration of " + exploration.data().name(),
                        exploration.charts(),
                        opened.workspace().reportsFolder().resolve("exploration"),
                        json,
                        text,
                        run);
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
