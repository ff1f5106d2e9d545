package dev.matinee.engine.evaluate;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.split.Split;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Measures predicted ratings on all held-out ratings: {@link Measure#RMSE} and {@link Measure#MAE}, every rating counting
 * the same, also by popularity of the items, and whether predictions mean what they say ({@link RatingDetails}). A model is
 * asked for a rating at the time it was given. Intervals are over users, all ratings of a user being kept together.
 *
 * <p>Cost: one prediction a held-out rating; 28 bytes of heap a user, and as much for each band and
 * each bin that a user has held-out ratings in. The result is the same for any number of threads.
 */
public final class RatingEvaluation {
    private static final int USERS_AT_ONCE = 256;

    private RatingEvaluation() {}

    /** Measures on all processors. */
    public static Evaluation measure(RatingPredictor model, Split split) {
        return measure(model, split, Run.seeded(split.seed()));
    }

    /**
     * Measures.
     *
     * @throws MatineeException {@code CONFLICT} when the model was not trained on the split's training set,
     *     {@code USAGE} when whole users are held out, {@code BAD_DATA} when nothing is held out
     */
    public static Evaluation measure(RatingPredictor model, Split split, Run run) {
        Honesty.check(model, split);
        if (split.heldOut().given().isPresent()) {
            throw MatineeException.usage(split.kind() + " measures lists only: "
                    + model.settings().model() + " predicts ratings of users it was trained on");
        }
        long start = System.nanoTime();
        Rows heldOut = split.heldOut().interactions().byUser();
        int[] users = IntStream.range(0, heldOut.rows())
                .filter(user -> heldOut.count(user) > 0)
                .toArray();
        if (users.length == 0) {
            throw MatineeException.badData("there is no held-out rating to measure on", "use another split");
        }
        double[] squares = new double[users.length];
        double[] sizes = new double[users.length];
        double[] counts = new double[users.length];
        ItemBands bands = ItemBands.byPopularity(split);
        Calibration.Bins bins = Calibration.Bins.of(split);
        int parts = Math.ceilDiv(users.length, USERS_AT_ONCE);
        GroupSums[] errors = new GroupSums[parts];
        GroupSums[] pairs = new GroupSums[parts];
        String name = "measuring ratings of " + model.settings().model();
        try (Progress.Task task = run.progress().start(name, users.length, "users")) {
            run.parallelRanges(users.length, USERS_AT_ONCE, (from, to) -> {
                GroupSums byBand = new GroupSums(bands.labels().size());
                GroupSums byBin = new GroupSums(bins.count());
                for (int i = from; i < to; i++) {
                    int user = users[i];
                    for (long position = heldOut.start(user); position < heldOut.end(user); position++) {
                        int item = heldOut.column(position);
                        float rating = heldOut.rating(position);
                        float predicted = predict(model, user, item, heldOut.time(position));
                        double error = (double) predicted - rating;
                        squares[i] += error * error;
                        sizes[i] += Math.abs(error);
                        byBand.add(user, bands.byItem()[item], error * error, Math.abs(error));
                        byBin.add(user, bins.of(predicted), predicted, rating);
                    }
                    counts[i] = heldOut.count(user);
                }
                errors[from / USERS_AT_ONCE] = byBand;
                pairs[from / USERS_AT_ONCE] = byBin;
                task.advance(to - from);
            });
        }
        Map<String, UserValues> values = new LinkedHashMap<>();
        values.put(Measure.RMSE.label(), new UserValues(users, squares, counts, true));
        values.put(Measure.MAE.label(), new UserValues(users, sizes, counts, false));
        Map<String, Metric> metrics = new LinkedHashMap<>();
        values.forEach((metric, of) -> metrics.put(metric, of.influence().metric(Measure.of(metric))));
        RatingDetails details = RatingDetails.of(
                bands,
                GroupSums.concatenated(errors, bands.labels().size()),
                new Calibration(bins, GroupSums.concatenated(pairs, bins.count())));
        return new Evaluation(
                metrics,
                values,
                users.length,
                0,
                heldOut.size(),
                Optional.of(details),
                (System.nanoTime() - start) / 1e9);
    }

    private static float predict(RatingPredictor model, int user, int item, long time) {
        float predicted = model.predict(user, item, time);
        if (!Float.isFinite(predicted)) {
            throw new MatineeException(
                    ErrorCode.BUG,
                    model.settings().model() + " predicted " + predicted + " for user "
                            + model.users().id(user) + " and item "
                            + model.items().id(item),
                    "");
        }
        return predicted;
    }
}
