package dev.matinee.server.api;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.Lazy;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import dev.matinee.lab.leaderboard.EvaluationStore;
import dev.matinee.server.Remembered;
import dev.matinee.server.ServiceSettings;
import dev.matinee.server.Workshop;
import dev.matinee.server.intake.Intake;
import dev.matinee.server.shelf.Shelf;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that can be asked of a service, and what stands before it. */
public final class Api implements AutoCloseable {
    private final Gateway gateway;
    private final Programs programs;
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final List<Endpoint> pages = new ArrayList<>();
    private Manner people;

    /** The API of what is served and of what is remembered. */
    public Api(
            Workspace workspace,
            Shelf shelf,
            Remembered remembered,
            Workshop workshop,
            ServiceSettings settings,
            Run run) {
        this.gateway = new Gateway(shelf, remembered, settings);
        this.programs = new Programs(remembered.door());
        this.people = programs;
        gateway.metrics().watch(workshop);
        Audience audience = new Audience(remembered.histories(), remembered.erasures()::erased);
        EvaluationStore evaluations = EvaluationStore.in(workspace.evaluationsFolder());
        endpoints.addAll(new IntakeEndpoints(new Intake(workspace), workshop.jobs()).all());
        endpoints.addAll(new UserEndpoints(audience, workshop.experiments(), remembered.erasures(), evaluations).all());
        endpoints.addAll(new FeedbackEndpoints(remembered.feedback(), audience, remembered.clock()).all());
        endpoints.addAll(MovieEndpoints.all());
        endpoints.addAll(new WorkspaceEndpoints(workspace, shelf, run).all());
        endpoints.addAll(new ExperimentEndpoints(workshop.experiments()).all());
        endpoints.addAll(new JobEndpoints(workshop, gateway::isStopping).all());
        endpoints.addAll(OperationEndpoints.all(gateway, remembered.store(), Lazy.of(OpenApi::read)));
    }

    /** Serves pages beside it, which people are shown. */
    public void show(List<Endpoint> shown, Manner manner) {
        pages.addAll(shown);
        people = manner;
    }

    /**
     * Asks something of the API from within, as of what a request is answered from.
     *
     * @param route method and path as {@code openapi.yaml} has them: {@code GET /api/v1/movies/{id}}
     * @param parts the parts of the path that have a name
     * @param given the query, or of a POST the body
     * @throws MatineeException what the API answers where it cannot do it
     */
    public Map<String, Object> ask(
            Call from, String route, Map<String, String> parts, Map<String, ? extends @Nullable Object> given) {
        Endpoint endpoint = endpoints.stream()
                .filter(one -> (one.method() + " " + one.path()).equals(route))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no route " + route));
        Parameters none = new Parameters(Map.of());
        Parameters all = new Parameters(given);
        boolean isRead = endpoint.method().equals("GET");
        Reply reply = endpoint.action()
                .answer(new Call(
                        parts,
                        isRead ? all.only(endpoint.parameters()) : none,
                        isRead ? none : all,
                        from.served(),
                        from.visitor(),
                        from.requestId()));
        return Json.parseObject(new String(reply.body(), StandardCharsets.UTF_8));
    }

    /** Adds all routes, and the headers that every answer has. */
    public void addTo(JavalinConfig config) {
        endpoints.forEach(endpoint -> add(config, endpoint, programs));
        pages.forEach(page -> add(config, page, people));
        config.routes.before(ctx -> {
            ctx.header("X-Content-Type-Options", "nosniff");
            ctx.header("X-Frame-Options", "DENY");
            ctx.header("Referrer-Policy", "no-referrer");
            ctx.header("Cross-Origin-Resource-Policy", "same-origin");
        });
        config.routes.exception(
                HttpResponseException.class,
                (failure, ctx) -> gateway.handleStatus(failure.getStatus(), manner(ctx), ctx));
        config.routes.exception(Exception.class, (defect, ctx) -> gateway.handleDefect(defect, manner(ctx), ctx));
    }

    private void add(JavalinConfig config, Endpoint endpoint, Manner manner) {
        config.routes.addHttpHandler(
                HandlerType.findOrCreate(endpoint.method()),
                endpoint.path(),
                ctx -> gateway.handle(endpoint, manner, ctx));
    }

    /** How to answer where there is no endpoint: a browser that looks for a page gets one. */
    private Manner manner(Context ctx) {
        String accept = ctx.header("Accept");
        return accept != null && accept.contains("text/html") && !ctx.path().startsWith("/api/") ? people : programs;
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
