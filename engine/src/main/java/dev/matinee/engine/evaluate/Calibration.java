package dev.matinee.engine.evaluate;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.split.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether predicted ratings mean what they say: held-out ratings in bins by what was predicted for them, with what was
 * given. Bins are equally wide and reach from the lowest to the highest rating of the data, 16 to 32 of a round width, so
 * that those of all models on the same data are the same. Immutable.
 */
public final class Calibration {
    private static final int LEAST_BINS = 16;
    private static final double[] ROUND = {1, 2, 2.5, 5, 10};

    private final Bins bins;
    private final GroupSums sums;

    Calibration(Bins bins, GroupSums sums) {
        this.bins = bins;
        this.sums = sums;
    }

    /** The calibration of several splits of the same data together, a user who is in several being one user. */
    public static Calibration pooled(List<Calibration> splits) {
        if (splits.isEmpty() || splits.stream().anyMatch(split -> !split.bins.equals(splits.getFirst().bins))) {
            throw MatineeException.usage("only calibrations of the same data can be pooled, and at least one");
        }
        return new Calibration(
                splits.getFirst().bins,
                GroupSums.merged(splits.stream().map(split -> split.sums).toList()));
    }

    /** The bins that have ratings, ascending. */
    public List<CalibrationBin> bins() {
        List<CalibrationBin> filled = new ArrayList<>();
        for (int bin = 0; bin < bins.count(); bin++) {
            if (sums.ratings(bin) == 0) {
                continue;
            }
            UserInfluence actual = sums.second(bin).orElseThrow().influence();
            double reach = UserInfluence.NORMAL_95 * actual.standardError();
            filled.add(new CalibrationBin(
                    bins.from(bin),
                    bins.from(bin + 1),
                    sums.ratings(bin),
                    sums.first(bin, false).orElseThrow().mean(),
                    new Metric(
                            actual.mean(),
                            Math.max(bins.lowest(), actual.mean() - reach),
                            Math.min(bins.highest(), actual.mean() + reach),
                            actual.users().length)));
        }
        return filled;
    }

    /** Where bins begin and end. */
    record Bins(double lowest, double highest, double width) {
        /** The bins of the ratings of a split, those of training and those held out. */
        static Bins of(Split split) {
            double lowest = Math.min(
                    split.training().interactions().lowestRating(),
                    split.heldOut().interactions().lowestRating());
            double highest = Math.max(
                    split.training().interactions().highestRating(),
                    split.heldOut().interactions().highestRating());
            return new Bins(lowest, highest, roundWidth((highest - lowest) / LEAST_BINS));
        }

        /** The largest round number that is not above a width; 0 for 0. */
        private static double roundWidth(double most) {
            if (!(most > 0)) {
                return 0;
            }
            double ten = StrictMath.pow(10, Math.floor(StrictMath.log10(most)));
            double width = ten;
            for (double round : ROUND) {
                width = round * ten <= most * (1 + 1e-12) ? round * ten : width;
            }
            return width;
        }

        int count() {
            return width == 0 ? 1 : (int) Math.ceil((highest - lowest) / width - 1e-9);
        }

        double from(int bin) {
            return Math.min(highest, lowest + bin * width);
        }

        int of(double predicted) {
            return width == 0 ? 0 : Math.clamp((long) Math.floor((predicted - lowest) / width), 0, count() - 1);
        }
    }
}
