package dev.matinee.server.api;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.json.Json;
import dev.matinee.server.Workshop;
import dev.matinee.server.api.Endpoint.Cache;
import dev.matinee.server.jobs.Job;
import dev.matinee.server.jobs.Jobs;
import dev.matinee.server.security.Scope;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/** What can be asked of work that takes long. */
final class JobEndpoints {
    private static final int MOST_STREAMS = 64;
    private static final Duration BETWEEN_EVENTS = Duration.ofSeconds(1);
    /** What the web server takes for the slowest reader still reads this much in a second. */
    private static final int BYTES_OF_AN_EVENT = 512;

    private final Workshop workshop;
    private final Jobs jobs;
    private final BooleanSupplier stopping;
    private final Semaphore streams = new Semaphore(MOST_STREAMS);

    /**
     * The endpoints.
     *
     * @param stopping whether the service is being stopped
     */
    JobEndpoints(Workshop workshop, BooleanSupplier stopping) {
        this.workshop = workshop;
        this.jobs = workshop.jobs();
        this.stopping = stopping;
    }

    List<Endpoint> all() {
        return List.of(
                Endpoint.post("/api/v1/models/{name}:train", this::train).needs(Scope.ADMIN),
                Endpoint.post("/api/v1/models/{name}:tune", this::tune).needs(Scope.ADMIN),
                Endpoint.post("/api/v1/segments", this::segment).needs(Scope.ADMIN),
                Endpoint.post("/api/v1/models:retrain", call -> {
                            call.body().only(List.of("activate"));
                            return accepted(workshop.retrain(call.body().flag("activate", workshop.autoActivate())));
                        })
                        .needs(Scope.ADMIN),
                Endpoint.get(
                                "/api/v1/jobs",
                                Cache.NONE,
                                call -> Reply.json(Map.of(
                                        "jobs",
                                        jobs.latest().stream().map(Job::toJson).toList())))
                        .needs(Scope.ADMIN)
                        .onDisk(),
                Endpoint.get("/api/v1/jobs/{id}", Cache.NONE, this::job, "follow")
                        .needs(Scope.ADMIN)
                        .atOnce(),
                Endpoint.post("/api/v1/jobs/{id}:cancel", call -> {
                            call.body().only(List.of());
                            return Reply.json(jobs.cancel(number(call)).toJson());
                        })
                        .needs(Scope.ADMIN)
                        .onDisk());
    }

    private Reply train(Call call) {
        call.body().only(List.of("settings", "seed", "activate"));
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("model", call.id("name"));
        parameters.put("settings", call.body().object("settings").values());
        parameters.put(
                "seed", (long) call.body().whole("seed", 0, Integer.MAX_VALUE).orElse(42));
        parameters.put("activate", call.body().flag("activate", false));
        return accepted(jobs.train(parameters));
    }

    private Reply tune(Call call) {
        Parameters body = call.body().only(List.of("trials", "halving", "metric", "seed"));
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("model", call.id("name"));
        body.whole("trials", 2, 200).ifPresent(trials -> parameters.put("trials", (long) trials));
        parameters.put("halving", body.flag("halving", false));
        body.text("metric").ifPresent(metric -> parameters.put("metric", metric));
        parameters.put("seed", (long) body.whole("seed", 0, Integer.MAX_VALUE).orElse(42));
        return accepted(jobs.tune(parameters));
    }

    private Reply segment(Call call) {
        Parameters body = call.body().only(List.of("name", "k", "chooseBy", "features", "tastes"));
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("name", body.text("name").orElse("audience"));
        body.whole("k", 2, 1000).ifPresent(k -> parameters.put("k", (long) k));
        body.text("chooseBy").ifPresent(by -> parameters.put("chooseBy", by));
        List<String> features = body.texts("features", 100);
        if (!features.isEmpty()) {
            parameters.put("features", features);
        }
        parameters.put("tastes", body.flag("tastes", false));
        return accepted(jobs.segment(parameters));
    }

    private static Reply accepted(Job job) {
        return Reply.json(202, job.toJson());
    }

    private static long number(Call call) {
        String id = call.id("id");
        if (!id.matches("[0-9]{1,18}")) {
            throw MatineeException.notFound("there is no job of this number", "see GET /api/v1/jobs");
        }
        return Long.parseLong(id);
    }

    private Reply job(Call call) {
        long id = number(call);
        Job job = jobs.find(id);
        if (!call.query().flag("follow", false)) {
            return Reply.json(job.toJson());
        }
        if (!streams.tryAcquire()) {
            throw new MatineeException(
                    ErrorCode.BUSY,
                    "as many jobs are followed as can be, which are " + MOST_STREAMS,
                    "ask without follow");
        }
        return Reply.streamed("text/event-stream", out -> {
            try {
                follow(id, out);
            } finally {
                streams.release();
            }
        });
    }

    /** Writes the job as an event every second until it ends. */
    private void follow(long id, OutputStream out) throws IOException {
        Job job = jobs.find(id);
        while (true) {
            String event = "event: " + (job.state().isEnd() ? "end" : "progress") + "\ndata: "
                    + Json.write(job.toJson()) + "\n";
            String filler = ":" + " ".repeat(Math.max(0, BYTES_OF_AN_EVENT - event.length())) + "\n\n";
            out.write((event + filler).getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (job.state().isEnd() || stopping.getAsBoolean()) {
                return;
            }
            try {
                Thread.sleep(BETWEEN_EVENTS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
            job = jobs.find(id);
        }
    }
}
