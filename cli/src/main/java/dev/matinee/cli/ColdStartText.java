package dev.matinee.cli;

import dev.matinee.lab.content.ColdStartResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What models reach where little is known, for people: a table for new users and one for new movies, by number of ratings. */
final class ColdStartText {
    private ColdStartText() {}

    static String of(String data, List<ColdStartResult> results) {
        return data + ", new users: NDCG@10 by how many of their ratings are known, beside what is popular\n\n"
                + table(results, ColdStartResult::users, 1, "%.3f", false)
                + "\n\n" + data
                + ", new movies: how many of those who like one get it among their first 100, by its number of ratings\n\n"
                + table(results, ColdStartResult::movies, 100, "%.1f %%", true)
                + "\n\nbetter: than popularity"
                + " and, for movies, chance by more than the draw of users or movies explains"
                + " (95 %); p: of a difference as great";
    }

    private static TextTable table(
            List<ColdStartResult> results,
            Function<ColdStartResult, Map<Integer, ColdStartResult.Reached>> part,
            int factor,
            String format,
            boolean chance) {
        List<String> heads =
                new ArrayList<>(List.of("model", "ratings", chance ? "found" : "NDCG@10", "95 %", "popularity", "p"));
        heads.addAll(chance ? List.of("chance", "p", "better") : List.of("better"));
        TextTable table = new TextTable(heads.toArray(String[]::new));
        for (ColdStartResult result : results) {
            part.apply(result).forEach((ratings, reached) -> {
                List<Object> cells = new ArrayList<>(List.of(
                        result.model(),
                        ratings,
                        shown(format, factor * reached.metric().mean()),
                        shown(format, factor * reached.metric().low()) + " to "
                                + shown(format, factor * reached.metric().high()),
                        shown(format, factor * reached.popularity()),
                        pValue(reached.toPopularity().pValue())));
                reached.chance().ifPresent(one -> {
                    cells.add(shown(format, factor * one.mean()));
                    cells.add(pValue(one.comparison().pValue()));
                });
                cells.add(reached.better() ? "yes" : "no");
                table.add(cells.toArray());
            });
        }
        return table;
    }

    private static String shown(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static String pValue(double value) {
        return value < 0.001 ? "< 0.001" : shown("%.3f", value);
    }
}
