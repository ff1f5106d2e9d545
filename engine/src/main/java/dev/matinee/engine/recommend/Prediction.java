package dev.matinee.engine.recommend;

import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a user would rate an item, asked by their ids: whatever is known answers, and says what that was.
 *
 * @param rating the rating, within the scale of the training ratings
 * @param interval how sure the model is of it, where it says so
 * @param basis {@link Basis#PERSONAL}; {@link Basis#POPULAR} when nothing is known of the user, so that it is what everybody
 *     gives the item; {@link Basis#MEAN} when nobody has rated the item
 * @param missing what is not known, as a clause; empty where nothing is missing
 */
public record Prediction(float rating, Optional<PredictedRating> interval, Basis basis, String missing) {
    /** How many ratings of the mean of all are added to the ratings of a user or item whose mean stands in. */
    private static final double SHRINKAGE = 5;

    /**
     * What a model that has been trained on at least one rating predicts.
     *
     * @param user the user's source id
     * @param item the item's source id
     * @param time when the rating would be given, in seconds since 1970-01-01 UTC, or {@link Rows#NO_TIME}
     */
    public static Prediction of(RatingPredictor model, String user, String item, long time) {
        Interactions ratings = model.training().interactions();
        OptionalInt userIndex = ratings.users().indexOf(user);
        OptionalInt itemIndex = ratings.items().indexOf(item);
        boolean userKnown = userIndex.isPresent() && ratings.byUser().count(userIndex.getAsInt()) > 0;
        boolean itemKnown = itemIndex.isPresent() && ratings.byItem().count(itemIndex.getAsInt()) > 0;
        Basis basis = !itemKnown ? Basis.MEAN : userKnown ? Basis.PERSONAL : Basis.POPULAR;
        String missing = userKnown
                ? itemKnown ? "" : "nobody has rated " + item
                : itemKnown
                        ? "user " + user + " has rated nothing"
                        : "neither user " + user + " nor " + item + " has a rating";
        if (userIndex.isPresent() && itemIndex.isPresent()) {
            return of(model, userIndex.getAsInt(), itemIndex.getAsInt(), time, basis, missing);
        }
        double mean = mean(ratings.byUser(), 0, ratings.size(), 0, 0);
        Rows rows = itemKnown ? ratings.byItem() : ratings.byUser();
        OptionalInt known = itemKnown ? itemIndex : userKnown ? userIndex : OptionalInt.empty();
        double rating = known.isEmpty()
                ? mean
                : mean(rows, rows.start(known.getAsInt()), rows.end(known.getAsInt()), SHRINKAGE, mean);
        return new Prediction((float) rating, Optional.empty(), basis, missing);
    }

    private static Prediction of(RatingPredictor model, int user, int item, long time, Basis basis, String missing) {
        if (model instanceof PredictsIntervals sure) {
            PredictedRating interval = sure.interval(user, item, time);
            return new Prediction(interval.rating(), Optional.of(interval), basis, missing);
        }
        return new Prediction(model.predict(user, item, time), Optional.empty(), basis, missing);
    }

    private static double mean(Rows rows, long from, long to, double added, double of) {
        double sum = added * of;
        for (long position = from; position < to; position++) {
            sum += rows.rating(position);
        }
        return sum / (to - from + added);
    }
}
