package dev.matinee.lab.segments;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one segment.
 *
 * @param segment its number, from 1 on; the first has most users
 * @param label its name for people
 * @param interpretation what its means say, in three words
 * @param users how many users are in it
 * @param share their share of all that were segmented
 * @param ratings how many ratings they gave
 * @param shareOfRatings their share of the ratings of all that were segmented
 * @param means the mean of each feature over the segment's users
 * @param deviations how many standard deviations of all users these are above the means of everyone
 * @param silhouette the mean silhouette of its users; NaN where none of them was measured
 * @param genreLifts how much more of each genre is watched than by everyone, above chance or not; see {@link GenreTaste#lift}
 * @param topGenres what is watched more than by everyone, beyond chance, highest lift first
 * @param dislikedGenres what is rated lower than by everyone, beyond chance, lowest first
 * @param typicalMovies what is liked more than by everyone
 * @param stability how often it is found again, as an adjusted Rand index
 * @param taste what its users rate and how, where users were divided by taste
 */
public record SegmentProfile(
        int segment,
        String label,
        Interpretation interpretation,
        int users,
        double share,
        long ratings,
        double shareOfRatings,
        Map<String, Double> means,
        Map<String, Double> deviations,
        double silhouette,
        Map<String, Double> genreLifts,
        List<GenreTaste> topGenres,
        List<GenreTaste> dislikedGenres,
        List<TypicalMovie> typicalMovies,
        Optional<Interval> stability,
        Optional<TasteProfile> taste) {
    /** The same with what users rate and how. */
    SegmentProfile taste(TasteProfile taste) {
        return new SegmentProfile(
                segment,
                label,
                interpretation,
                users,
                share,
                ratings,
                shareOfRatings,
                means,
                deviations,
                silhouette,
                genreLifts,
                topGenres,
                dislikedGenres,
                typicalMovies,
                stability,
                Optional.of(taste));
    }

    Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("segment", segment);
        json.put("label", label);
        json.put("interpretation", interpretation.toString());
        json.put("users", users);
        json.put("share", share);
        json.put("ratings", ratings);
        json.put("shareOfRatings", shareOfRatings);
        json.put("means", means);
        json.put("deviations", deviations);
        json.put("silhouette", Double.isNaN(silhouette) ? null : silhouette);
        json.put("genreLifts", genreLifts);
        json.put("topGenres", topGenres.stream().map(GenreTaste::toJson).toList());
        json.put(
                "dislikedGenres",
                dislikedGenres.stream().map(GenreTaste::toJson).toList());
        json.put(
                "typicalMovies",
                typicalMovies.stream().map(TypicalMovie::toJson).toList());
        json.put("stability", stability.map(Interval::toJson).orElse(null));
        taste.ifPresent(known -> json.putAll(known.toJson()));
        return json;
    }
}
