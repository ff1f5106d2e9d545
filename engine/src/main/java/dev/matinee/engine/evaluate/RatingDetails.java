package dev.matinee.engine.evaluate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured of predicted ratings beyond the two errors.
 *
 * @param bands all {@linkplain ItemBands#byPopularity bands of items by popularity}, in order
 * @param byPopularity what users contribute to each metric, by band; bands without held-out ratings are absent
 * @param ratings how many held-out ratings each of these bands has
 * @param calibration what was given where about the same was predicted
 */
public record RatingDetails(
        List<String> bands,
        Map<String, Map<String, UserValues>> byPopularity,
        Map<String, Long> ratings,
        Calibration calibration) {
    /** Copies the list and the maps. */
    public RatingDetails {
        bands = List.copyOf(bands);
        byPopularity = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(byPopularity));
        ratings = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(ratings));
    }

    static RatingDetails of(ItemBands bands, GroupSums errors, Calibration calibration) {
        Map<String, Map<String, UserValues>> byPopularity = new LinkedHashMap<>();
        Map<String, Long> ratings = new LinkedHashMap<>();
        for (int band = 0; band < bands.labels().size(); band++) {
            if (errors.ratings(band) > 0) {
                Map<String, UserValues> values = new LinkedHashMap<>();
                values.put(Measure.RMSE.label(), errors.first(band, true).orElseThrow());
                values.put(Measure.MAE.label(), errors.second(band).orElseThrow());
                byPopularity.put(bands.labels().get(band), values);
                ratings.put(bands.labels().get(band), errors.ratings(band));
            }
        }
        return new RatingDetails(bands.labels(), byPopularity, ratings, calibration);
    }
}
