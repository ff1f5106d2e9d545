package dev.matinee.lab.likes;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which columns are made: {@code all}, those of a document ({@code document-000}, {@code document-002}), or names with
 * {@code +} between them, where a name that ends in {@code *} stands for all that begin so.
 */
final class FeatureChoice {
    private static final List<String> DOCUMENT_000 =
            List.of("movie_year", "user_mean", "movie_mean", "user_count", "user_factor_*");
    private static final List<String> DOCUMENT_002 = List.of(
            "user_mean",
            "user_count",
            "user_std",
            "user_hour",
            "movie_mean",
            "movie_count",
            "movie_score",
            "movie_trend",
            "movie_year",
            "taste_*",
            "genre_*");

    private FeatureChoice() {}

    /** The chosen ones among all, in their order; {@code USAGE} for a name that is none of them. */
    static List<Feature> among(List<Feature> all, String text) {
        List<String> wanted = switch (text) {
            case "all" -> List.of("*");
            case "document-000" -> DOCUMENT_000;
            case "document-002" -> DOCUMENT_002;
            default -> Arrays.stream(text.split("\\+", -1)).map(String::strip).toList();
        };
        boolean named = !text.equals("all") && !text.startsWith("document-");
        Set<Feature> chosen = new LinkedHashSet<>();
        List<String> names = all.stream().map(Feature::name).toList();
        for (String name : wanted) {
            List<Feature> found = all.stream()
                    .filter(feature -> matches(name).test(feature.name()))
                    .toList();
            if (found.isEmpty() && named) {
                throw MatineeException.usage("there is no feature " + name + Nearest.hint(name, names)
                        + "; the features are " + String.join(", ", names)
                        + ", and all, document-000 and document-002 stand for many");
            }
            chosen.addAll(found);
        }
        List<Feature> inOrder = new ArrayList<>(all);
        inOrder.retainAll(chosen);
        return inOrder;
    }

    private static Predicate<String> matches(String name) {
        return name.endsWith("*")
                ? other -> other.startsWith(name.substring(0, name.length() - 1))
                : other -> other.equals(name);
    }
}
