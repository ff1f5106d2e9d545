package dev.matinee.server.api;

import dev.matinee.data.catalog.Movie;
import dev.matinee.data.catalog.Scale;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.Prediction;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.lab.answers.PredictionAnswer;
import dev.matinee.lab.answers.RatingErrors;
import dev.matinee.lab.leaderboard.EvaluationStore;
import dev.matinee.server.api.Endpoint.Cache;
import dev.matinee.server.erasure.Erasures;
import dev.matinee.server.experiment.Experiments;
import dev.matinee.server.security.Scope;
import dev.matinee.server.shelf.ServedCatalog;
import dev.matinee.server.shelf.ServedModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What can be asked about users and visitors. */
final class UserEndpoints {
    private static final int MOST_AT_ONCE = 100;
    private static final int MOST_OF_HISTORY = 1000;

    private final Audience audience;
    private final Answering answering;
    private final Erasures erasures;
    private final Experiments experiments;
    private final RatingErrors errors;

    UserEndpoints(Audience audience, Experiments experiments, Erasures erasures, EvaluationStore evaluations) {
        this.answering = new Answering(audience, experiments);
        this.experiments = experiments;
        this.erasures = erasures;
        this.audience = audience;
        this.errors = new RatingErrors(evaluations);
    }

    List<Endpoint> all() {
        return List.of(
                Endpoint.get(
                        "/api/v1/users/{id}/recommendations",
                        Cache.PRIVATE,
                        call -> Reply.json(answering.answer(Wish.ofUser(call.id("id"), call.query()), call.served())),
                        Wish.OPTIONS.toArray(String[]::new)),
                Endpoint.post(
                        "/api/v1/recommendations",
                        call -> Reply.json(answering.answer(
                                Wish.ofBody(call.body(), call.served().catalog()), call.served()))),
                Endpoint.post("/api/v1/recommendations:batch", this::batch),
                Endpoint.get("/api/v1/users", Cache.NONE, UserSearch::answer, "search", "segment", "random", "top"),
                Endpoint.get("/api/v1/users/{id}", Cache.PRIVATE, this::user, "top"),
                Endpoint.delete("/api/v1/users/{id}", this::erase),
                Endpoint.get(
                                "/api/v1/erasures/{id}",
                                Cache.NONE,
                                call -> Reply.json(erasures.find(call.id("id")).toJson()))
                        .needs(Scope.ADMIN)
                        .onDisk(),
                Endpoint.get("/api/v1/users/{id}/predictions/{movie}", Cache.PRIVATE, this::prediction, "model"));
    }

    /** Each request gets its own answer or its own error. */
    private Reply batch(Call call) {
        call.body().only(List.of("requests"));
        List<Parameters> requests = call.body().objects("requests", MOST_AT_ONCE);
        if (requests.isEmpty()) {
            throw MatineeException.usage("requests must have 1 to " + MOST_AT_ONCE + " entries, got 0");
        }
        List<Map<String, @Nullable Object>> answers = new ArrayList<>();
        for (Parameters request : requests) {
            try {
                answers.add(answering.answer(Wish.ofBody(request, call.served().catalog()), call.served()));
            } catch (MatineeException failure) {
                Map<String, @Nullable Object> error = new LinkedHashMap<>();
                error.put("code", failure.code().code());
                error.put("message", failure.getMessage());
                error.put("remedy", failure.remedy());
                answers.add(Map.of("error", error));
            }
        }
        return Reply.json(Map.of("answers", answers));
    }

    private Reply user(Call call) {
        UserHistory user = audience.of(call.served().catalog(), call.id("id"));
        if (!user.isKnown()) {
            throw MatineeException.notFound("there is no user " + call.id("id"), "");
        }
        return Reply.json(
                user.json(call.query().whole("top", 0, MOST_OF_HISTORY).orElse(50)));
    }

    private Reply erase(Call call) {
        String user = call.id("id");
        experiments.forget(user);
        return Reply.json(erasures.erase(user).toJson());
    }

    private Reply prediction(Call call) {
        ServedCatalog catalog = call.served().catalog();
        String user = call.id("id");
        Movie movie = MovieEndpoints.movie(catalog, call.id("movie"));
        Optional<String> name = call.query().text("model");
        ServedModel asked = name.isPresent()
                ? call.served().model(name.get())
                : call.served()
                        .able(RatingPredictor.class)
                        .orElseThrow(() -> MatineeException.notFound(
                                "no model that predicts ratings is served", "train one, such as biases"));
        if (!(asked.model() instanceof RatingPredictor model)) {
            throw MatineeException.usage(asked.name() + " cannot predict ratings; GET /api/v1/models says what can");
        }
        UserHistory history = audience.of(catalog, user);
        if (history.row().isEmpty()) {
            throw MatineeException.notFound(
                    history.isKnown()
                            ? "no model knows user " + user + " yet: all that is known came after they were trained"
                            : "there is no user " + user,
                    "");
        }
        Scale scale = catalog.card().scale();
        PredictionAnswer.Rating rating = PredictionAnswer.Rating.of(
                Prediction.of(model, user, movie.id(), Rows.NO_TIME), asked.name(), asked.version(), errors, scale);
        Optional<PredictionAnswer.Like> like = call.served()
                .likes()
                .map(likes -> PredictionAnswer.Like.of(
                        likes,
                        likes.predict(
                                user, movie.id(), Rows.NO_TIME, Run.seeded(0).threads(1))))
                .or(() -> PredictionAnswer.Like.of(rating, scale));
        OptionalDouble rated = history.rating(movie.id());
        Optional<Float> given = rated.isPresent() ? Optional.of((float) rated.getAsDouble()) : Optional.empty();
        return Reply.json(new PredictionAnswer(user, movie, Optional.of(rating), like, given).toJson());
    }
}
