package dev.matinee.lab.chart;

import java.util.List;

/** Where numbers are largest and smallest. */
final class Peaks {
    private Peaks() {}

    /** The first place of the largest number, or -1 where there is none. */
    static int largest(List<Double> values) {
        int best = -1;
        for (int i = 0; i < values.size(); i++) {
            if (Double.isFinite(values.get(i)) && (best < 0 || values.get(i) > values.get(best))) {
                best = i;
            }
        }
        return best;
    }

    /** The first place of the smallest number, or -1 where there is none. */
    static int smallest(List<Double> values) {
        return largest(values.stream().map(value -> -value).toList());
    }
}
