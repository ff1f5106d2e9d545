package dev.matinee.server.api;

import dev.matinee.engine.MatineeException;
import dev.matinee.server.api.Endpoint.Cache;
import dev.matinee.server.experiment.ExperimentPlan;
import dev.matinee.server.experiment.ExperimentState;
import dev.matinee.server.experiment.Experiments;
import dev.matinee.server.experiment.Guardrails;
import dev.matinee.server.security.Scope;
import dev.matinee.server.shelf.ModelVersion;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be asked about experiments. */
final class ExperimentEndpoints {
    private static final Set<String> FIELDS =
            Set.of("name", "control", "treatment", "share", "windowSeconds", "guardrails");
    private static final Set<String> VERSION = Set.of("model", "version");
    private static final Set<String> LIMITS = Set.of("slowMilliseconds", "slowShare", "emptyShare", "failedShare");

    private static final int A_DAY = 86_400;
    private static final int MOST_SECONDS = 90 * A_DAY;
    private static final int SLOWEST = 60_000;

    /** How likes and clicks are counted, in the answer itself. */
    private static final String ATTRIBUTION =
            "A user counts for the arm that gave the first answer, once, when the window after that answer is over:"
                    + " as one who likes after a like or a rating of 4 of 5 stars or more that was acknowledged in the window,"
                    + " as one who clicks after a watched event, whatever the movie.";

    private final Experiments experiments;

    ExperimentEndpoints(Experiments experiments) {
        this.experiments = experiments;
    }

    List<Endpoint> all() {
        return List.of(
                Endpoint.post("/api/v1/experiments", call -> shown(experiments.start(plan(call.body()))))
                        .needs(Scope.ADMIN),
                Endpoint.get("/api/v1/experiments", Cache.NONE, call -> list()).onDisk(),
                Endpoint.get("/api/v1/experiments/{name}", Cache.NONE, call -> shown(experiments.find(call.id("name"))))
                        .onDisk(),
                Endpoint.post("/api/v1/experiments/{name}:stop", call -> {
                            call.body().only(List.of());
                            return shown(experiments.stop(call.id("name")));
                        })
                        .needs(Scope.ADMIN));
    }

    private Reply list() {
        return Reply.json(Map.of(
                "experiments",
                experiments.all().stream().map(ExperimentState::toJson).toList()));
    }

    private Reply shown(ExperimentState state) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>(state.toJson());
        json.put("attribution", ATTRIBUTION);
        json.put("evidence", experiments.evidence(state).toJson());
        json.put("answers", experiments.answers(state.plan().name()));
        return Reply.json(json);
    }

    private static ExperimentPlan plan(Parameters body) {
        body.only(FIELDS);
        Parameters limits = body.object("guardrails").only(LIMITS);
        Guardrails usual = Guardrails.defaults();
        return new ExperimentPlan(
                body.required("name"),
                version(body, "control"),
                version(body, "treatment"),
                body.number("share", 0, 1, 0.5),
                Duration.ofSeconds(body.whole("windowSeconds", 1, MOST_SECONDS).orElse(A_DAY)),
                new Guardrails(
                        limits.number("slowMilliseconds", 0, SLOWEST, usual.slowMilliseconds()),
                        limits.number("slowShare", 0, 1, usual.slowShare()),
                        limits.number("emptyShare", 0, 1, usual.emptyShare()),
                        limits.number("failedShare", 0, 1, usual.failedShare())));
    }

    private static ModelVersion version(Parameters body, String name) {
        Parameters version = body.object(name).only(VERSION);
        if (version.text("model").isEmpty()) {
            throw MatineeException.usage(name + " must name a model and a version");
        }
        return new ModelVersion(version.required("model"), version.required("version"));
    }
}
