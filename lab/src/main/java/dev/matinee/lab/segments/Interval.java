package dev.matinee.lab.segments;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A mean over resamples with the range that holds 95 % of them.
 *
 * @param mean the mean
 * @param low the 2.5th percentile
 * @param lowerQuartile the 25th
 * @param median the 50th
 * @param upperQuartile the 75th
 * @param high the 97.5th
 */
public record Interval(
        double mean, double low, double lowerQuartile, double median, double upperQuartile, double high) {
    /** The interval of some numbers, at least one; percentiles are interpolated linearly. */
    static Interval of(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return new Interval(
                Arrays.stream(sorted).average().orElseThrow(),
                percentile(sorted, 0.025),
                percentile(sorted, 0.25),
                percentile(sorted, 0.5),
                percentile(sorted, 0.75),
                percentile(sorted, 0.975));
    }

    private static double percentile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mean", mean);
        json.put("low", low);
        json.put("lowerQuartile", lowerQuartile);
        json.put("median", median);
        json.put("upperQuartile", upperQuartile);
        json.put("high", high);
        return json;
    }
}
