package dev.matinee.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.matinee.engine.json.Json;
import dev.matinee.testkit.fuzz.Fuzzer;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Random and mutated requests, as many as the system property {@code matinee.fuzz} says. */
class FuzzTest {
    private static final int REQUESTS = Integer.getInteger("matinee.fuzz", 2000);

    /** What begins work that goes on when the test is over. */
    private static final Set<String> LEFT_ALONE =
            Set.of("POST /api/v1/models/{name}:train", "POST /api/v1/models:retrain");

    @Test
    void badRequestsAreAnsweredAndLeaveNothingInTheLog(@TempDir Path folder) {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(log);
        try (SampleService sample = SampleService.of(
                SampleService.workspace(folder.resolve("workspace")), settings -> settings.logAll(true))) {
            var document = Json.parseObject(sample.get("/openapi.json").body());
            Fuzzer.Report report = Fuzzer.of(sample.service().address(), document, LEFT_ALONE, 42)
                    .send(REQUESTS, 4);
            assertThat(report.faults()).isEmpty();
            assertThat(report.statuses()).containsKeys(200, 400, 404, 415, 422);
            assertThat(sample.get("/api/v1/users/42/recommendations").statusCode())
                    .isEqualTo(200);
        } finally {
            root.detachAppender(log);
        }
        assertThat(log.list.stream()
                        .filter(event -> event.getLoggerName().startsWith("dev.matinee"))
                        .map(ILoggingEvent::getFormattedMessage)
                        .filter(line -> line.contains(Fuzzer.MARKER)))
                .isEmpty();
    }
}
