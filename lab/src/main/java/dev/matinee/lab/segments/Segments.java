package dev.matinee.lab.segments;

import dev.matinee.engine.cluster.Silhouette;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Segments of users: what they are, who is in them, and how far they can be trusted. Immutable; arrays must not be changed.
 *
 * @param users the users with their features
 * @param labels the segment of each user, from 0 on
 * @param features what users were divided by
 * @param choice how k was chosen
 * @param inertia the sum of squared distances to the centers
 * @param silhouette how much closer users are to their own segment than to the next
 * @param curve the numbers of segments that were tried
 *
 * @param profiles what is known of each segment
 * @param stability whether they would be found again, where that was asked for
 * @param migration who moved between two days, where that was asked for
 * @param matrix what was clustered, where users were divided by taste
 * @param correction how the many tests behind favourite genres were corrected
 * @param notes what is worth knowing about how they were made
 */
public record Segments(
        UserFeatures users,
        int[] labels,
        List<String> features,
        Choice choice,
        double inertia,
        Silhouette silhouette,
        List<CurvePoint> curve,
        List<SegmentProfile> profiles,
        Optional<Stability> stability,
        Optional<Migration> migration,
        Optional<TasteMatrix> matrix,
        Correction correction,
        List<String> notes) {
    /** Copies the lists. */
    public Segments {
        features = List.copyOf(features);
        curve = List.copyOf(curve);
        profiles = List.copyOf(profiles);
        notes = List.copyOf(notes);
    }

    /** How many segments there are. */
    public int k() {
        return profiles.size();
    }

    /** The number that each way of choosing would take, by its name. */
    public Map<String, Integer> suggested() {
        Map<String, Integer> suggested = new LinkedHashMap<>();
        for (Choice way : List.of(Choice.ELBOW, Choice.SILHOUETTE)) {
            suggested.put(way.json(), way.of(curve));
        }
        return suggested;
    }

    /** The segment of each user by id, from 1 on. */
    public Map<String, Integer> byUser() {
        Map<String, Integer> all = new LinkedHashMap<>();
        for (int row = 0; row < users.size(); row++) {
            all.put(users.user(row), labels[row] + 1);
        }
        return all;
    }

    /** As {@code segment} shows them. */
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("features", features);
        matrix.ifPresent(tastes -> json.put("matrix", tastes.toJson()));
        json.put("rows", users.size());
        json.put("k", k());
        json.put("chosenBy", choice.json());
        json.put("inertia", inertia);
        json.put("silhouette", silhouette.mean());
        json.put("silhouetteUsers", silhouette.points());
        json.put("silhouetteSampled", silhouette.sampled());
        json.put("curve", curve.stream().map(CurvePoint::toJson).toList());
        json.put("suggested", suggested());
        json.put("correction", correction.json());
        json.put("stability", stability.map(Stability::toJson).orElse(null));
        json.put("segments", profiles.stream().map(SegmentProfile::toJson).toList());
        json.put("migration", migration.map(Migration::toJson).orElse(null));
        json.put("notes", notes);
        return json;
    }
}
