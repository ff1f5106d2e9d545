package dev.matinee.lab.segments;

import dev.matinee.data.catalog.Scale;

/**
 * A segment in three words, as analysts put it: how active its users are, how they rate, and how much their ratings vary.
 *
 * @param activity from the mean number of ratings, against the median of all users
 * @param sentiment from the mean rating: above 3.5 of 5 stars, below 3, or between
 * @param consistency from the mean deviation of a user's ratings, against the median of all users
 */
public record Interpretation(Activity activity, Sentiment sentiment, Consistency consistency) {
    /** How active users are. */
    public enum Activity {
        /** More than the median. */
        HIGH("High Activity"),
        /** Not more than the median. */
        LOW("Low Activity");

        private final String text;

        Activity(String text) {
            this.text = text;
        }
    }

    /** How users rate. */
    public enum Sentiment {
        /** Above 3.5 of 5 stars. */
        POSITIVE("Positive"),
        /** Between. */
        MODERATE("Moderate"),
        /** Below 3 of 5 stars. */
        CRITICAL("Critical");

        private final String text;

        Sentiment(String text) {
            this.text = text;
        }

        /** The adjective. */
        String text() {
            return text;
        }
    }

    /** How much ratings vary. */
    public enum Consistency {
        /** More than the median. */
        VARIED("Varied Tastes"),
        /** Not more than the median. */
        CONSISTENT("Consistent");

        private final String text;

        Consistency(String text) {
            this.text = text;
        }
    }

    /** What a segment's means say among all users; on other scales the limits are the same shares of the highest rating. */
    static Interpretation of(
            double ratings, double mean, double std, double medianRatings, double medianStd, Scale scale) {
        double star = scale.max() / 5;
        Activity activity = ratings > medianRatings ? Activity.HIGH : Activity.LOW;
        Sentiment sentiment =
                mean > 3.5 * star ? Sentiment.POSITIVE : mean < 3.0 * star ? Sentiment.CRITICAL : Sentiment.MODERATE;
        return new Interpretation(activity, sentiment, std > medianStd ? Consistency.VARIED : Consistency.CONSISTENT);
    }

    /** As in the published analysis: {@code High Activity, Positive, Varied Tastes}. */
    @Override
    public String toString() {
        return activity.text + ", " + sentiment.text + ", " + consistency.text;
    }
}
