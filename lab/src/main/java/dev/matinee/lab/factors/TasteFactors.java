package dev.matinee.lab.factors;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The taste factors of a catalog, interpreted, in both views.
 *
 * @param users how many users gave the ratings
 * @param movies how many movies have a rating
 * @param ratings how many ratings there are
 * @param asked how many factors were asked for
 * @param endMovies how many movies at each end are looked at for genres, years and ratings, at most
 * @param correction how the many tests behind genres and years were corrected, in its name in JSON
 * @param views the factors of each view
 * @param notes what is worth knowing about how they were found
 */
public record TasteFactors(
        int users,
        int movies,
        long ratings,
        int asked,
        int endMovies,
        String correction,
        List<FactorView> views,
        List<String> notes) {
    /** Copies the lists. */
    public TasteFactors {
        views = List.copyOf(views);
        notes = List.copyOf(notes);
    }

    /** The factors of a view. */
    public List<Factor> factors(View view) {
        return views.stream()
                .filter(one -> one.view() == view)
                .findFirst()
                .map(FactorView::factors)
                .orElse(List.of());
    }

    /** As {@code factors} shows them. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("users", users);
        json.put("movies", movies);
        json.put("ratings", ratings);
        json.put("factors", asked);
        json.put("endMovies", endMovies);
        json.put("correction", correction);
        json.put("views", views.stream().map(FactorView::toJson).toList());
        json.put("notes", notes);
        return json;
    }

    /** The factors that {@link #toJson} wrote; {@code BAD_DATA} where something is missing. */
    static TasteFactors fromJson(Map<String, ?> json) {
        SavedFields fields = new SavedFields(json);
        return new TasteFactors(
                (int) fields.number("users"),
                (int) fields.number("movies"),
                (long) fields.number("ratings"),
                (int) fields.number("factors"),
                (int) fields.number("endMovies"),
                fields.text("correction"),
                fields.objects("views").stream().map(FactorView::of).toList(),
                fields.texts("notes"));
    }
}
