package dev.matinee.lab.report;

import dev.matinee.data.catalog.DataCard;
import dev.matinee.data.catalog.QualityFinding;
import dev.matinee.lab.chart.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the data are, and what was found amiss. */
final class DataSection {
    private DataSection() {}

    static Section card(DataCard card) {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(List.of("source", card.name() + " (" + card.format() + ")"));
        rows.add(List.of("ratings", card.ratings()));
        rows.add(List.of("users", card.users()));
        rows.add(List.of("movies", card.movies()));
        rows.add(List.of("movies with a rating", card.ratedMovies()));
        rows.add(List.of(
                "pairs of user and rated movie without a rating",
                String.format(Locale.ROOT, "%.2f %%", 100 * card.sparsity())));
        rows.add(List.of("scale", card.scale().toString()));
        rows.add(List.of("first rating", card.from().map(Object::toString).orElse("not known")));
        rows.add(List.of("last rating", card.to().map(Object::toString).orElse("not known")));
        return new Section("data", "The data").table(new Table(List.of("what", "value"), rows));
    }

    static Section quality(List<QualityFinding> findings) {
        Section section = new Section("quality", "What was found amiss");
        List<List<Object>> rows = new ArrayList<>();
        for (QualityFinding finding : findings) {
            if (finding.rows() > 0) {
                rows.add(List.of(
                        finding.rule().json(),
                        finding.rows(),
                        100 * finding.share(),
                        finding.rule().rejects() ? "no" : "yes",
                        finding.example()));
            }
        }
        return rows.isEmpty()
                ? section.text("Nothing: every row of the source passed every rule.")
                : section.table(new Table(List.of("finding", "rows", "share %", "kept", "the first one"), rows));
    }
}
