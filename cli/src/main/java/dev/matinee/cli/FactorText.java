package dev.matinee.cli;

import dev.matinee.lab.factors.Factor;
import dev.matinee.lab.factors.FactorEnd;
import dev.matinee.lab.factors.FactorView;
import dev.matinee.lab.factors.GenreLift;
import dev.matinee.lab.factors.TasteFactors;
import dev.matinee.lab.factors.UserCoordinates;
import dev.matinee.lab.factors.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Taste factors for people. */
final class FactorText {
    private static final int GENRES = 4;

    private FactorText() {}

    static String of(TasteFactors factors) {
        List<String> parts = new ArrayList<>();
        parts.add(String.format(
                Locale.ROOT,
                "%,d ratings by %,d users of %,d movies: factors of the ratings as they are (raw) and of those above each"
                        + " user's mean (centred)",
                factors.ratings(),
                factors.users(),
                factors.movies()));
        parts.add(sideBySide(factors));
        for (FactorView view : factors.views()) {
            view.factors().forEach(factor -> parts.add(details(view.view(), factor)));
        }
        if (factors.views().stream()
                .anyMatch(view -> view.factors().stream()
                        .anyMatch(factor -> !factor.top().genreLifts().isEmpty()))) {
            parts.add(
                    "genres are those there are more of than among movies that are rated about as often, beyond chance"
                            + " (of " + factors.endMovies() + " movies at each end; corrected by "
                            + factors.correction()
                            + ")");
        }
        parts.addAll(factors.notes());
        return String.join("\n\n", parts);
    }

    private static String sideBySide(TasteFactors factors) {
        TextTable table = new TextTable("factor", "raw", "together", "what it is", "centred", "together", "what it is");
        List<Factor> raw = factors.factors(View.RAW);
        List<Factor> centred = factors.factors(View.CENTRED);
        for (int i = 0; i < Math.max(raw.size(), centred.size()); i++) {
            List<Object> cells = new ArrayList<>(List.of(i + 1));
            cells.addAll(cells(raw, i));
            cells.addAll(cells(centred, i));
            table.add(cells.toArray());
        }
        return table.toString();
    }

    private static List<Object> cells(List<Factor> factors, int i) {
        return i < factors.size()
                ? List.of(
                        percent(factors.get(i).explainedVarianceRatio()),
                        percent(factors.get(i).cumulativeRatio()),
                        factors.get(i).label())
                : List.of("-", "-", "");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    private static String details(View view, Factor factor) {
        return view.json() + " " + factor.factor() + " " + factor.label() + end("top", factor.top())
                + end("bottom", factor.bottom());
    }

    private static String end(String name, FactorEnd end) {
        String margin = String.format("%n  %-8s", name);
        if (end.size() == 0) {
            return margin + "no movies: it points one way only";
        }
        String movies =
                end.movies().stream().map(movie -> movie.movie().label()).collect(Collectors.joining("; "));
        String genres =
                end.genres().stream().limit(GENRES).map(FactorText::lift).collect(Collectors.joining(", "));
        return margin
                + movies
                + String.format(
                        Locale.ROOT,
                        "%n          %,.0f ratings each%s%s",
                        end.medianRatings(),
                        Double.isNaN(end.meanYear())
                                ? ""
                                : String.format(Locale.ROOT, ", of about %.0f", end.meanYear()),
                        genres.isEmpty() ? "" : ", more " + genres);
    }

    private static String lift(GenreLift genre) {
        return String.format(Locale.ROOT, "%s (x%.1f)", genre.genre(), genre.lift());
    }

    /** Where one user stands. */
    static String of(String user, List<UserCoordinates.Place> places) {
        TextTable table = new TextTable("factors", "factor", "what it is", "user " + user, "above");
        for (UserCoordinates.Place place : places) {
            table.add(
                    place.view().json(),
                    place.factor().factor(),
                    place.factor().label(),
                    String.format(Locale.ROOT, "%.3f", place.value()),
                    String.format(Locale.ROOT, "%.1f %%", 100 * place.aboveShare()));
        }
        return table + "\n\nabove: the share of all users who stand lower";
    }
}
