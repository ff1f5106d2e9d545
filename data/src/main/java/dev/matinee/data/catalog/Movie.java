package dev.matinee.data.catalog;

import java.util.List;
import java.util.OptionalInt;

/**
 * A movie as the catalog knows it.
 *
 * @param title the title without the year; empty where the source has none
 * @param year the year of release, where known
 * @param genres its genres in the order of the source
 */
public record Movie(String id, String title, OptionalInt year, List<String> genres) {
    /** The title with the year, {@code Toy Story (1995)}; the id where there is no title. */
    public String label() {
        String name = title.isEmpty() ? "movie " + id : title;
        return year.isPresent() ? name + " (" + year.getAsInt() + ")" : name;
    }
}
