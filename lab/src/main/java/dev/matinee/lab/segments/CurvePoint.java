package dev.matinee.lab.segments;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How well users fall into a number of segments.
 *
 * @param k the number of segments
 * @param inertia the sum of squared distances to the centers
 * @param silhouette the mean silhouette, from -1 to 1
 */
public record CurvePoint(int k, double inertia, double silhouette) {
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("k", k);
        json.put("inertia", inertia);
        json.put("silhouette", silhouette);
        return json;
    }
}
