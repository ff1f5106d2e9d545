package dev.matinee.engine.evaluate;

import java.util.Arrays;

/** One user's list against what is relevant to the user: where the hits are, and what each {@link Measure} says. */
final class RankedList {
    private final double[] discounts;
    private final boolean[] hits;
    private int length;
    private int relevant;

    /** One object serves many lists of up to {@code longest} places, one after the other. */
    RankedList(int longest) {
        hits = new boolean[longest];
        discounts = new double[longest];
        for (int place = 0; place < longest; place++) {
            discounts[place] = StrictMath.log(2) / StrictMath.log(place + 2);
        }
    }

    /**
     * Takes up the next list.
     *
     * @param items the listed items, best first; {@code length} of them
     * @param relevantItems ascending, at least one
     */
    void take(int[] items, int length, int[] relevantItems) {
        this.length = length;
        this.relevant = relevantItems.length;
        for (int place = 0; place < length; place++) {
            hits[place] = Arrays.binarySearch(relevantItems, items[place]) >= 0;
        }
    }

    double value(Measure measure, int k) {
        return switch (measure) {
            case NDCG -> gain(k) / idealGain(k);
            case RECALL -> (double) hits(k) / relevant;
            case RECALL_CAPPED -> (double) hits(k) / Math.min(k, relevant);
            case PRECISION -> (double) hits(k) / k;
            case MAP -> averagePrecision(k);
            case MRR -> reciprocalRank(k);
            case HIT_RATE -> hits(k) > 0 ? 1 : 0;
            case RMSE, MAE, COVERAGE ->
                throw new IllegalArgumentException(measure.label() + " is not a value of one user's list");
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
        for (int place = 0; place < Math.min(k, relevant); place++) {
            gain += discounts[place];
        }
        return gain;
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
        return sum / Math.min(k, relevant);
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
