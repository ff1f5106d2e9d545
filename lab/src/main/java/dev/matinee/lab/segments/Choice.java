package dev.matinee.lab.segments;

import dev.matinee.engine.MatineeException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** How the number of segments is chosen. */
public enum Choice {
    /** Not at all: it was asked for. */
    GIVEN("given"),

    /**
     * Where the curve of the inertia bends most: the number farthest below the straight line from the curve's first point
     * to its last, both axes running from 0 to 1 (Satopaa et al. 2011, "Finding a kneedle in a haystack").
     */
    ELBOW("elbow") {
        @Override
        int of(List<CurvePoint> curve) {
            CurvePoint first = curve.getFirst();
            CurvePoint last = curve.getLast();
            double width = Math.max(1, last.k() - first.k());
            double height = first.inertia() - last.inertia();
            return best(
                    curve,
                    point -> height <= 0
                            ? 0
                            : 1 - (point.k() - first.k()) / width - (point.inertia() - last.inertia()) / height);
        }
    },

    /** The number with the highest mean silhouette. */
    SILHOUETTE("silhouette") {
        @Override
        int of(List<CurvePoint> curve) {
            return best(curve, CurvePoint::silhouette);
        }
    };

    private final String json;

    Choice(String json) {
        this.json = json;
    }

    /** The choice of this name. */
    public static Choice named(String name) {
        return Arrays.stream(values())
                .filter(choice -> choice != GIVEN && choice.json.equals(name))
                .findFirst()
                .orElseThrow(() -> MatineeException.usage("k is chosen by elbow or silhouette, got " + name));
    }

    /** The name in JSON. */
    public String json() {
        return json;
    }

    /** The number that this way of choosing takes; of equals the lower one. */
    int of(List<CurvePoint> curve) {
        throw new IllegalStateException("a given number is not chosen");
    }

    private interface Worth {
        double of(CurvePoint point);
    }

    private static int best(List<CurvePoint> curve, Worth worth) {
        return curve.stream()
                .max(Comparator.comparingDouble(worth::of).thenComparingInt(point -> -point.k()))
                .orElseThrow()
                .k();
    }
}
