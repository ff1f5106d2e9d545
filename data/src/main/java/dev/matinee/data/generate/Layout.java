package dev.matinee.data.generate;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import java.util.Arrays;
import java.util.List;

/** The file layouts in which generated ratings can be written; each is the layout of a published data set. */
public enum Layout {
    /** A folder with {@code ratings.csv}, {@code movies.csv}, {@code tags.csv} and {@code links.csv}, in UTF-8. */
    CSV("csv"),
    /** A folder with {@code ratings.parquet} and {@code movies.parquet}. */
    PARQUET("parquet"),
    /** A folder with {@code ratings.dat}, {@code movies.dat} and {@code users.dat}, {@code ::} between fields, Latin-1. */
    DAT("dat"),
    /** A folder with {@code u.data}, {@code u.item}, {@code u.user} and their small companions, in Latin-1. */
    HUNDRED_K("u.data"),
    /** A folder with {@code combined_data_1.txt} to {@code _4.txt} in {@code movie:} blocks and {@code movie_titles.csv}. */
    NETFLIX("netflix"),
    /** An SQLite database {@code viewer_interactions.db} with ratings, movies, statistics and a data dictionary. */
    VIEWER_INTERACTIONS("sqlite");

    private final String label;

    Layout(String label) {
        this.label = label;
    }

    /** The name used on the command line. */
    public String label() {
        return label;
    }

    /** The layout with this label. */
    public static Layout named(String label) {
        List<String> labels = Arrays.stream(values()).map(Layout::label).toList();
        return Arrays.stream(values())
                .filter(layout -> layout.label.equals(label))
                .findFirst()
                .orElseThrow(() -> MatineeException.usage("layout must be one of " + String.join(", ", labels)
                        + ", got \"" + label + "\"" + Nearest.hint(label, labels)));
    }
}
