package dev.matinee.cli;

import dev.matinee.data.table.ResultTable;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.factors.FactorAnalysis;
import dev.matinee.lab.factors.FactorCharts;
import dev.matinee.lab.factors.FactorStore;
import dev.matinee.lab.factors.FoundFactors;
import dev.matinee.lab.factors.UserCoordinates;
import dev.matinee.lab.segments.Correction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code factors}: the taste factors behind the ratings. */
@Command(
        name = "factors",
        description = "Finds the taste factors behind the ratings by a singular value decomposition, says what each one"
                + " means, and keeps them in the workspace: on the ratings as they are and on those above each user's mean,"
                + " side by side.")
final class FactorsCommand extends MatineeCommand {
    @Mixin
    private DataOptions data = new DataOptions();

    @Option(
            names = "--factors",
            paramLabel = "N",
            defaultValue = "10",
            description = "how many factors (default: ${DEFAULT-VALUE})")
    private int factors;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "5",
            description = "how many movies to name at each end of a factor (default: ${DEFAULT-VALUE})")
    private int top;

    @Option(
            names = "--ends",
            paramLabel = "N",
            defaultValue = "50",
            description = "how many movies at each end are looked at for genres, years and ratings (default:"
                    + " ${DEFAULT-VALUE}, at most a quarter of all)")
    private int ends;

    @Option(
            names = "--correction",
            paramLabel = "holm|benjamini-hochberg",
            defaultValue = "holm",
            description = "how the many tests behind genres and years are corrected (default: ${DEFAULT-VALUE})")
    private String correction = "holm";

    @Option(
            names = "--user",
            paramLabel = "ID",
            description = "show where this user stands on the factors, instead of the factors")
    private @Nullable String user;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "tastes",
            description = "what the factors are kept as in the workspace (default: ${DEFAULT-VALUE})")
    private String name = "tastes";

    @Option(
            names = "--assign",
            paramLabel = "FILE",
            description = "write where each user stands on the factors to this .csv or .parquet file")
    private @Nullable Path assign;

    @Option(
            names = "--map",
            paramLabel = "X,Y",
            split = ",",
            description =
                    "with --charts: the two factors to show movies on, in both views (default: the first two of each"
                            + " that tell users apart)")
    private List<Integer> map = new ArrayList<>();

    @Mixin
    private ChartsOption charts = new ChartsOption();

    @Override
    Answer answer(Run run) {
        FactorAnalysis analysis = FactorAnalysis.defaults()
                .factors(factors)
                .shown(top)
                .endMovies(ends)
                .correction(Correction.named(correction));
        Optional<FactorCharts.Pair> pair = pair();
        FactorStore.checkName(name);
        if (assign != null) {
            ResultTable.checkName(assign);
        }
        charts.check(data);
        try (DataOptions.Opened opened = data.open(this, run)) {
            FoundFactors found = analysis.find(opened.catalog(), run);
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            List<String> text = new ArrayList<>();
            json.put("name", name);
            json.putAll(found.factors().toJson());
            if (user == null) {
                text.add(FactorText.of(found.factors()));
            } else {
                List<UserCoordinates.Place> places = found.users(run).of(user);
                json.put("user", user);
                json.put(
                        "places",
                        places.stream().map(UserCoordinates.Place::toJson).toList());
                text.add(FactorText.of(user, places));
            }
            Path folder = new FactorStore(opened.workspace()).save(name, found);
            if (opened.temporary().isEmpty()) {
                json.put("folder", folder.toString());
                text.add("kept in " + folder);
            }
            if (assign != null) {
                found.users(run).write(assign);
                json.put("assigned", assign.toString());
                text.add("users and their coordinates are in " + assign);
            }
            if (charts.isGiven()) {
                List<Chart> pictures =
                        new ArrayList<>(FactorCharts.overview("factors", found.factors(), found.movies(), pair));
                pictures.addAll(FactorCharts.ends("factors", found.factors()));
                charts.write(
                        "factors",
                        "Taste factors of " + opened.catalog().dataCard().name(),
                        pictures,
                        opened.workspace().reportsFolder().resolve("factors").resolve(name),
                        json,
                        text,
                        run);
            }
            return new Answer(json, String.join("\n\n", text));
        }
    }

    private Optional<FactorCharts.Pair> pair() {
        if (map.isEmpty()) {
            return Optional.empty();
        }
        if (!charts.isGiven()) {
            throw MatineeException.usage("--map says what to draw; it needs --charts");
        }
        if (map.size() != 2 || Math.max(map.getFirst(), map.getLast()) > factors) {
            throw MatineeException.usage("--map must name two of the " + factors + " factors, such as 2,3, got "
                    + String.join(",", map.stream().map(String::valueOf).toList()));
        }
        return Optional.of(new FactorCharts.Pair(map.getFirst(), map.getLast()));
    }
}
