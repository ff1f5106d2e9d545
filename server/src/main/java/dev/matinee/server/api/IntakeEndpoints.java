package dev.matinee.server.api;

import dev.matinee.server.api.Endpoint.Cache;
import dev.matinee.server.intake.Intake;
import dev.matinee.server.jobs.Jobs;
import dev.matinee.server.security.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be asked of ratings that come in: looked at before they are put in use. */
final class IntakeEndpoints {
    private static final List<String> FIELDS = List.of("source", "format", "columns", "table", "duplicates", "name");

    private final Intake intake;
    private final Jobs jobs;

    IntakeEndpoints(Intake intake, Jobs jobs) {
        this.intake = intake;
        this.jobs = jobs;
    }

    List<Endpoint> all() {
        return List.of(
                Endpoint.get("/api/v1/sources", Cache.NONE, call -> sources())
                        .needs(Scope.ADMIN)
                        .onDisk(),
                Endpoint.post("/api/v1/catalog:commit", call -> {
                            call.body().only(List.of());
                            return Reply.json(Map.of("catalog", intake.commit()));
                        })
                        .needs(Scope.ADMIN)
                        .onDisk(),
                Endpoint.post("/api/v1/catalog:discard", call -> {
                            call.body().only(List.of());
                            intake.discard();
                            return sources();
                        })
                        .needs(Scope.ADMIN)
                        .onDisk(),
                Endpoint.post("/api/v1/catalog:check", this::check).needs(Scope.ADMIN));
    }

    private Reply sources() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("sources", intake.sources());
        json.put("checked", intake.checked().orElse(null));
        return Reply.json(json);
    }

    private Reply check(Call call) {
        Parameters body = call.body().only(FIELDS);
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("source", body.required("source"));
        FIELDS.forEach(field -> body.text(field).ifPresent(value -> parameters.put(field, value)));
        return Reply.json(202, jobs.check(parameters).toJson());
    }
}
