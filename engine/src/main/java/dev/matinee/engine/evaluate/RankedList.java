package dev.matinee.engine.evaluate;

import java.util.Arrays;

/** One user's list against what is relevant to the user: where the hits are, and what each {@link Measure} says. */
final class RankedList {
    private final Conventions conventions;
    private final double[] discounts;
    private final boolean[] hits;
    private int length;
    private int relevant;

    /** One object serves many lists of up to {@code longest} places, one after the other. */
    RankedList(int longest, Conventions conventions) {
        this.conventions = conventions;
        hits = new boolean[longest];
        discounts = new double[longest];
        for (int place = 0; place < longest; place++) {
            discounts[place] = discount(place);
        }
    }

    /**
     * Takes up the next list.
     *
     * @param items the listed items, best first; {@code length} of them
     * @param relevantItems ascending; without any, every measure is 0
     */
    void take(int[] items, int length, int[] relevantItems) {
        this.length = length;
        this.relevant = relevantItems.length;
        for (int place = 0; place < length; place++) {
            hits[place] = Arrays.binarySearch(relevantItems, items[place]) >= 0;
        }
    }

    boolean isHit(int place) {
        return hits[place];
    }

    double value(Measure measure, int k) {
        if (relevant == 0) {
            return 0;
        }
        return switch (measure) {
            case NDCG -> gain(k) / idealGain(k);
            case RECALL ->
                (double) hits(k) / (conventions.holds(Convention.RECALL_MIN_K) ? Math.min(k, relevant) : relevant);
            case RECALL_CAPPED -> (double) hits(k) / Math.min(k, relevant);
            case PRECISION -> precision(k);
            case MAP -> averagePrecision(k);
            case MRR -> reciprocalRank(k);
            case HIT_RATE -> hits(k) > 0 ? 1 : 0;
            case RMSE, MAE, SERENDIPITY, NOVELTY, DIVERSITY, POPULARITY_LIFT, EXPOSURE_GINI, COVERAGE ->
                throw new IllegalArgumentException(measure.label() + " is not about one user's hits alone");
        };
    }

    private int hits(int k) {
        int count = 0;
        for (int place = 0; place < Math.min(k, length); place++) {
            count += hits[place] ? 1 : 0;
        }
        return count;
    }

    private double gain(int k) {
        double gain = 0;
        for (int place = 0; place < Math.min(k, length); place++) {
            gain += hits[place] ? discounts[place] : 0;
        }
        return gain;
    }

    private double idealGain(int k) {
        double gain = 0;
        int places = conventions.holds(Convention.NDCG_RELEVANT) ? relevant : Math.min(k, relevant);
        for (int place = 0; place < places; place++) {
            gain += place < discounts.length ? discounts[place] : discount(place);
        }
        return gain;
    }

    private static double discount(int place) {
        return StrictMath.log(2) / StrictMath.log(place + 2);
    }

    private double precision(int k) {
        int places = conventions.holds(Convention.PRECISION_LISTED) ? Math.min(k, length) : k;
        return places == 0 ? 0 : (double) hits(k) / places;
    }

    private double averagePrecision(int k) {
        int found = 0;
        double sum = 0;
        for (int place = 0; place < Math.min(k, length); place++) {
            if (hits[place]) {
                found++;
                sum += (double) found / (place + 1);
            }
        }
        return sum / (conventions.holds(Convention.MAP_RELEVANT) ? relevant : Math.min(k, relevant));
    }

    private double reciprocalRank(int k) {
        for (int place = 0; place < Math.min(k, length); place++) {
            if (hits[place]) {
                return 1.0 / (place + 1);
            }
        }
        return 0;
    }
}
