package dev.matinee.server.api;

import dev.matinee.server.Remembered;
import dev.matinee.server.Workshop;
import dev.matinee.server.feedback.FeedbackLog;
import dev.matinee.server.jobs.JobState;
import dev.matinee.server.jobs.Jobs;
import dev.matinee.server.shelf.Shelf;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What is counted, for Prometheus: requests by route and status with how long they took, what is served, the process. */
final class Metrics implements AutoCloseable {
    private record Kind(String method, String route, int status) {}

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    Metrics(Shelf shelf, Remembered remembered, Supplier<Number> underWay) {
        registry.gauge("matinee.feedback.waiting", remembered.feedback(), FeedbackLog::waiting);
        // A gauge only holds what it looks at weakly, unless it is made by its builder.
        Gauge.builder("matinee.http.requests.active", underWay).register(registry);
        registry.gauge(
                "matinee.models.served", shelf, own -> own.current().models().size());
        registry.gauge(
                "matinee.models.refused", shelf, own -> own.current().refused().size());
        registry.gauge(
                "matinee.models.bytes",
                shelf,
                own -> own.current().models().values().stream()
                        .mapToLong(model -> model.model().bytes())
                        .sum());
        collections.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** Counts what goes on beside answering. */
    void watch(Workshop workshop) {
        registry.gauge("matinee.jobs.waiting", workshop.jobs(), Jobs::waiting);
        registry.gauge("matinee.jobs.running", workshop.jobs(), jobs -> jobs.isWorking() ? 1 : 0);
        for (JobState state : JobState.values()) {
            if (state.isEnd()) {
                Tags tags = Tags.of("state", state.json());
                registry.gauge("matinee.jobs.ended", tags, workshop.jobs(), jobs -> jobs.ended(state));
            }
        }
        registry.gauge(
                "matinee.experiments.running",
                workshop.experiments(),
                experiments -> experiments.running().isPresent() ? 1 : 0);
    }

    /** Counts a request that was answered. */
    void count(String method, String route, int status, long nanoseconds) {
        timers.computeIfAbsent(new Kind(method, route, status), this::timer).record(Duration.ofNanos(nanoseconds));
    }

    private Timer timer(Kind kind) {
        return Timer.builder("matinee.http.requests")
                .tag("method", kind.method())
                .tag("route", kind.route())
                .tag("status", Integer.toString(kind.status()))
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Duration.ofMillis(20),
                        Duration.ofMillis(50),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(1))
                .register(registry);
    }

    /** All counts as Prometheus reads them. */
    String text() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
