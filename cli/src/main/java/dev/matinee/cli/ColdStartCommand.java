package dev.matinee.cli;

import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.lab.content.ColdStart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code cold-start MODEL…}: how models do for new users and new movies. */
@Command(
        name = "cold-start",
        description =
                "Measures how models do where little is known: users with 0, 1, 5 and 10 ratings, movies with 0, 1 and 5.")
final class ColdStartCommand extends MatineeCommand {
    @Parameters(paramLabel = "MODEL", arity = "1..*", description = "the models, all with the same --set")
    private List<String> names = new ArrayList<>();

    @Mixin
    private ModelOptions options = new ModelOptions();

    @Mixin
    private DataOptions data = new DataOptions();

    @Override
    Answer answer(Run run) {
        List<Settings<?>> models = new ArrayList<>();
        names.forEach(name -> models.add(options.settings(name)));
        try (DataOptions.Opened opened = data.open(this, run)) {
            Interactions ratings = opened.catalog().interactions(run);
            ColdStart measure = ColdStart.on(ratings, run);
            List<ColdStart.Result> results = new ArrayList<>();
            models.forEach(model -> results.add(measure.measure(model)));
            List<String> heads = new ArrayList<>(List.of("model"));
            ColdStart.OF_USERS.forEach(count -> heads.add("user " + count));
            ColdStart.OF_MOVIES.forEach(count -> heads.add("movie " + count));
            TextTable table = new TextTable(heads.toArray(String[]::new));
            for (ColdStart.Result result : results) {
                List<Object> cells = new ArrayList<>(List.of(result.model()));
                ColdStart.OF_USERS.forEach(
                        count -> cells.add(shown(result.users().get(count), "%.3f", 1)));
                ColdStart.OF_MOVIES.forEach(
                        count -> cells.add(shown(result.movies().get(count), "%.1f %%", 100)));
                table.add(cells.toArray());
            }
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("data", opened.catalog().dataCard().toJson());
            json.put("results", results.stream().map(ColdStart.Result::toJson).toList());
            return new Answer(
                    json,
                    "user: NDCG@10 for new users with so many ratings; movie: how many of those who like a movie with so many"
                            + " ratings get it among their first 100"
                            + String.format(
                                    Locale.ROOT,
                                    " (by chance %.1f %%)%n%n",
                                    100 * results.getFirst().chance())
                            + table);
        }
    }

    private static String shown(@Nullable Double value, String format, int factor) {
        return value == null || value.isNaN() ? "-" : String.format(Locale.ROOT, format, factor * value);
    }
}
