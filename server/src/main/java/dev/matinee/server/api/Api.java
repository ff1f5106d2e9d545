package dev.matinee.server.api;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.Lazy;
import dev.matinee.engine.Run;
import dev.matinee.lab.leaderboard.EvaluationStore;
import dev.matinee.server.Remembered;
import dev.matinee.server.ServiceSettings;
import dev.matinee.server.Workshop;
import dev.matinee.server.shelf.Shelf;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.util.ArrayList;
import java.util.List;

/** Everything that can be asked of a service, and what stands before it. */
public final class Api implements AutoCloseable {
    private final Gateway gateway;
    private final List<Endpoint> endpoints = new ArrayList<>();

    /** The API of what is served and of what is remembered. */
    public Api(
            Workspace workspace,
            Shelf shelf,
            Remembered remembered,
            Workshop workshop,
            ServiceSettings settings,
            Run run) {
        this.gateway = new Gateway(shelf, remembered, settings);
        gateway.metrics().watch(workshop);
        Audience audience = new Audience(remembered.histories(), remembered.erasures()::erased);
        EvaluationStore evaluations = EvaluationStore.in(workspace.evaluationsFolder());
        endpoints.addAll(new UserEndpoints(audience, workshop.experiments(), remembered.erasures(), evaluations).all());
        endpoints.addAll(new FeedbackEndpoints(remembered.feedback(), audience, remembered.clock()).all());
        endpoints.addAll(MovieEndpoints.all());
        endpoints.addAll(new WorkspaceEndpoints(workspace, shelf, run).all());
        endpoints.addAll(new ExperimentEndpoints(workshop.experiments()).all());
        endpoints.addAll(new JobEndpoints(workshop, gateway::isStopping).all());
        endpoints.addAll(OperationEndpoints.all(gateway, remembered.store(), Lazy.of(OpenApi::read)));
    }

    /** Adds all routes, and the headers that every answer has. */
    public void addTo(JavalinConfig config) {
        for (Endpoint endpoint : endpoints) {
            config.routes.addHttpHandler(
                    HandlerType.findOrCreate(endpoint.method()), endpoint.path(), ctx -> gateway.handle(endpoint, ctx));
        }
        config.routes.before(ctx -> {
            ctx.header("X-Content-Type-Options", "nosniff");
            ctx.header("X-Frame-Options", "DENY");
            ctx.header("Referrer-Policy", "no-referrer");
            ctx.header("Cross-Origin-Resource-Policy", "same-origin");
            ctx.header(
                    "Content-Security-Policy",
                    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        });
        config.routes.exception(
                HttpResponseException.class, (failure, ctx) -> gateway.handleStatus(failure.getStatus(), ctx));
        config.routes.exception(Exception.class, gateway::handleDefect);
    }

    /** The paths with their methods, such as {@code GET /api/v1/movies}. */
    public List<String> routes() {
        return endpoints.stream()
                .map(endpoint -> endpoint.method() + " " + endpoint.path())
                .toList();
    }

    List<Endpoint> endpoints() {
        return List.copyOf(endpoints);
    }

    /** Takes no new requests and waits for those under way. */
    public void drain() {
        gateway.drain();
    }

    @Override
    public void close() {
        gateway.metrics().close();
    }
}
