package dev.matinee.lab.report;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.lab.chart.Table;
import dev.matinee.lab.factors.Factor;
import dev.matinee.lab.factors.FactorCharts;
import dev.matinee.lab.factors.FactorEnd;
import dev.matinee.lab.factors.FactorStore;
import dev.matinee.lab.factors.FactorView;
import dev.matinee.lab.factors.TasteFactors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The taste factors that are saved in the workspace. */
final class FactorsSection {
    private FactorsSection() {}

    static Optional<Section> of(Workspace workspace) {
        FactorStore store = new FactorStore(workspace);
        Section section = new Section("factors", "Taste factors");
        int number = 0;
        for (String name : store.names()) {
            number++;
            TasteFactors factors = store.read(name);
            section.heading("Factors " + name);
            section.text(String.format(
                    Locale.ROOT,
                    "%,d ratings by %,d users of %,d movies, decomposed as they are (raw) and above each user's mean"
                            + " (centred). Genres and years are named where they differ beyond chance.",
                    factors.ratings(),
                    factors.users(),
                    factors.movies()));
            factors.views().forEach(view -> section.table(table(view)));
            FactorCharts.overview("factors-" + number, factors, store.movies(name), Optional.empty())
                    .forEach(section::chart);
            factors.notes().forEach(section::text);
        }
        return number == 0 ? Optional.empty() : Optional.of(section);
    }

    private static Table table(FactorView view) {
        List<List<Object>> rows = new ArrayList<>();
        for (Factor factor : view.factors()) {
            rows.add(List.of(
                    factor.factor(),
                    factor.label(),
                    100 * factor.explainedVarianceRatio(),
                    100 * factor.cumulativeRatio(),
                    movies(factor.top()),
                    movies(factor.bottom())));
        }
        return new Table(
                List.of(view.view().json() + " factor", "what it is", "variance %", "together %", "top", "bottom"),
                rows);
    }

    private static String movies(FactorEnd end) {
        return end.movies().stream().map(movie -> movie.movie().label()).collect(Collectors.joining("; "));
    }
}
