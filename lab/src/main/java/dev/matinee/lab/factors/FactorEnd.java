package dev.matinee.lab.factors;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One end of a factor: the movies that belong to it most, with loadings above 0 at the top and below at the bottom.
 *
 * @param size how many movies were looked at for genres, years and ratings; 0 where the factor points one way only
 * @param movies the first of them, the strongest first
 * @param meanYear their mean year of release; NaN where none is known
 * @param medianRatings the median of their numbers of ratings; NaN where there are no movies
 * @param genreLifts the lift of each genre, beyond chance or not; empty where no movie has a genre
 * @param genres those there are more of beyond chance, the least likely by chance first
 */
public record FactorEnd(
        int size,
        List<FactorMovie> movies,
        double meanYear,
        double medianRatings,
        Map<String, Double> genreLifts,
        List<GenreLift> genres) {
    /** Copies the lists. */
    public FactorEnd {
        movies = List.copyOf(movies);
        genreLifts = java.util.Collections.unmodifiableSequencedMap(new LinkedHashMap<>(genreLifts));
        genres = List.copyOf(genres);
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("size", size);
        json.put("movies", movies.stream().map(FactorMovie::toJson).toList());
        json.put("meanYear", meanYear);
        json.put("medianRatings", medianRatings);
        json.put("genreLifts", genreLifts);
        json.put("genres", genres.stream().map(GenreLift::toJson).toList());
        return json;
    }

    static FactorEnd of(SavedFields json) {
        return new FactorEnd(
                (int) json.number("size"),
                json.objects("movies").stream().map(FactorMovie::of).toList(),
                json.number("meanYear"),
                json.number("medianRatings"),
                json.object("genreLifts").numbers(),
                json.objects("genres").stream().map(GenreLift::of).toList());
    }
}
