package dev.matinee.lab.answers;

import dev.matinee.data.catalog.Movie;
import dev.matinee.data.catalog.Scale;
import dev.matinee.engine.recommend.Basis;
import dev.matinee.engine.recommend.PredictedRating;
import dev.matinee.engine.recommend.Prediction;
import dev.matinee.lab.likes.LikesModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a user would rate a movie and how likely he likes it: the one answer of the command line and of the service.
 *
 * @param user the user's id
 * @param rating what a model of ratings predicts, where one was asked
 * @param like how likely it is a like, where that can be said
 * @param given what the user gave the movie, where he did
 */
public record PredictionAnswer(
        String user, Movie movie, Optional<Rating> rating, Optional<Like> like, Optional<Float> given) {
    /** The part of the scale from which on a rating counts as a like where no classifier says otherwise: 4 of 5. */
    private static final double LIKED = 4.0 / 5;

    /**
     * A predicted rating.
     *
     * @param predicted what is expected, and what it rests on
     * @param interval how sure that is: by the model itself, or else by the error that an evaluation of such a model found
     */
    public record Rating(Prediction predicted, Optional<PredictedRating> interval, String model, String version) {
        /** What a model predicts, with the interval of its kind where it has none of its own. */
        public static Rating of(Prediction predicted, String model, String version, RatingErrors errors, Scale scale) {
            return new Rating(
                    predicted,
                    predicted.interval().or(() -> errors.interval(model, predicted.rating(), scale)),
                    model,
                    version);
        }
    }

    /**
     * How likely a like is.
     *
     * @param probability from 0 to 1
     * @param likeAt a rating of this and above is a like
     * @param threshold the probability from which on a classifier says like; empty where it follows from a predicted rating
     * @param model which model it comes from
     * @param leak why it is too sure of itself; empty for honest features
     */
    public record Like(
            float probability,
            double likeAt,
            Optional<Double> threshold,
            String model,
            Basis basis,
            String missing,
            Optional<String> leak) {
        /** What a classifier of likes says. */
        public static Like of(LikesModel model, LikesModel.Answer answer) {
            return new Like(
                    answer.probability(),
                    model.settings().likeAt(),
                    Optional.of(model.threshold()),
                    model.settings().model(),
                    answer.basis(),
                    answer.missing(),
                    model.settings().leak());
        }

        /** What follows from a predicted rating and its interval: the share of its normal distribution that is a like. */
        public static Optional<Like> of(Rating rating, Scale scale) {
            return rating.interval().filter(sure -> sure.deviation() > 0).map(sure -> {
                double likeAt = LIKED * scale.max();
                double from = likeAt - (scale.step() > 0 ? scale.step() / 2 : 0);
                return new Like(
                        (float) RatingErrors.normal((sure.rating() - from) / sure.deviation()),
                        likeAt,
                        Optional.empty(),
                        rating.model(),
                        rating.predicted().basis(),
                        rating.predicted().missing(),
                        Optional.empty());
            });
        }
    }

    /** What the answer rests on: the rating where there is one, or else the like. */
    private Basis basis() {
        return rating.map(one -> one.predicted().basis())
                .or(() -> like.map(Like::basis))
                .orElse(Basis.NONE);
    }

    private String missing() {
        return rating.map(one -> one.predicted().missing())
                .or(() -> like.map(Like::missing))
                .orElse("");
    }

    /** As JSON values: every name is there, null where nothing is known. */
    public Map<String, @Nullable Object> toJson() {
        Optional<PredictedRating> interval = rating.flatMap(Rating::interval);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("user", user);
        json.put("movie", movie.id());
        json.put("title", movie.title());
        json.put("rating", rating.map(one -> one.predicted().rating()).orElse(null));
        json.put("low", interval.map(PredictedRating::low).orElse(null));
        json.put("high", interval.map(PredictedRating::high).orElse(null));
        json.put("deviation", interval.map(PredictedRating::deviation).orElse(null));
        json.put("likeProbability", like.map(Like::probability).orElse(null));
        json.put("likeAt", like.map(Like::likeAt).orElse(null));
        json.put("threshold", like.flatMap(Like::threshold).orElse(null));
        json.put(
                "like",
                like.flatMap(one -> one.threshold().map(from -> one.probability() >= from))
                        .orElse(null));
        json.put("likeModel", like.map(Like::model).orElse(null));
        json.put("leak", like.flatMap(Like::leak).orElse(null));
        json.put("model", rating.map(Rating::model).orElse(null));
        json.put("version", rating.map(Rating::version).orElse(null));
        json.put("basis", basis().json());
        json.put("missing", missing().isEmpty() ? null : missing());
        json.put("rated", given.orElse(null));
        return json;
    }
}
