package dev.matinee.data.catalog;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data in a dozen numbers.
 *
 * @param name what it is called
 * @param format the format of the source that it came from
 * @param ratings the number of ratings
 * @param users the number of users with a rating
 * @param movies the number of movies, rated or only listed
 * @param ratedMovies the number of movies with a rating
 * @param scale the scale of ratings
 * @param from the time of the first rating, where any has a time
 * @param to the time of the last one
 */
public record DataCard(
        String name,
        String format,
        long ratings,
        long users,
        long movies,
        long ratedMovies,
        Scale scale,
        Optional<Instant> from,
        Optional<Instant> to) {

    /** The share of pairs of users and rated movies that have no rating. */
    public double sparsity() {
        return 1 - (double) ratings / ((double) users * ratedMovies);
    }

    /** As {@code describe} shows it; times that are not known are null. */
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("format", format);
        json.put("ratings", ratings);
        json.put("users", users);
        json.put("movies", movies);
        json.put("ratedMovies", ratedMovies);
        json.put("sparsity", sparsity());
        json.put("scale", scale.toJson());
        json.put("from", from.map(Instant::toString).orElse(null));
        json.put("to", to.map(Instant::toString).orElse(null));
        return json;
    }

    static DataCard of(Fields json) {
        Fields scale = json.object("scale");
        return new DataCard(
                json.text("name"),
                json.text("format"),
                json.whole("ratings"),
                json.whole("users"),
                json.whole("movies"),
                json.whole("ratedMovies"),
                new Scale(scale.real("min"), scale.real("max"), scale.real("step")),
                json.time("from"),
                json.time("to"));
    }
}
