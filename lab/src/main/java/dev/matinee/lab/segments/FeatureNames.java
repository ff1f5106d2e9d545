package dev.matinee.lab.segments;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What can be known of a user, by name. */
public final class FeatureNames {
    /** Number of ratings. */
    static final String RATINGS = "ratings";

    /** Mean rating. */
    static final String MEAN = "mean";

    /** Standard deviation of the ratings. */
    static final String STD = "std";

    /** Before the name of a genre: the mean rating of its movies. */
    static final String GENRE = "genre:";

    /** What is known of users from all their ratings together. */
    public static final List<String> BASIC =
            List.of(RATINGS, MEAN, STD, "min", "max", "range", "uniqueMovies", "activityDays");

    /** Activity, generosity, consistency. */
    public static final List<String> DEFAULT = List.of(RATINGS, MEAN, STD);

    private static final String ALL_GENRES = "genres";

    private FeatureNames() {}

    /** The genres of a catalog, by name. */
    public static List<String> genres(Catalog catalog) {
        return catalog.query(
                "SELECT DISTINCT unnest(genres) AS genre FROM movies ORDER BY genre", row -> row.text("genre"));
    }

    /**
     * The features that are asked for; {@code genres} stands for those of all genres.
     *
     * @throws MatineeException {@code USAGE} for one that there is not, naming the nearest
     */
    static List<String> parse(List<String> asked, List<String> genres) {
        Set<String> names = new LinkedHashSet<>();
        List<String> known = new ArrayList<>(BASIC);
        known.add(ALL_GENRES);
        for (String name : asked) {
            if (name.equals(ALL_GENRES)) {
                requireGenres(genres);
                genres.forEach(genre -> names.add(GENRE + genre));
            } else if (name.startsWith(GENRE)) {
                names.add(GENRE + genre(name.substring(GENRE.length()), genres));
            } else if (BASIC.contains(name)) {
                names.add(name);
            } else {
                throw MatineeException.usage("there is no feature " + name + Nearest.hint(name, known)
                        + "; the features are " + String.join(", ", known) + " and genre:NAME");
            }
        }
        if (names.isEmpty()) {
            throw MatineeException.usage("name at least one feature: " + String.join(", ", known) + " or genre:NAME");
        }
        return List.copyOf(names);
    }

    /** A genre as the catalog spells it. */
    static String genre(String name, List<String> genres) {
        requireGenres(genres);
        return genres.stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> MatineeException.usage("there is no genre " + name + Nearest.hint(name, genres)
                        + "; the genres are " + String.join(", ", genres)));
    }

    private static void requireGenres(List<String> genres) {
        if (genres.isEmpty()) {
            throw MatineeException.badData(
                    "no movie of the catalog has a genre", "choose other features, or ingest movies with genres");
        }
    }
}
