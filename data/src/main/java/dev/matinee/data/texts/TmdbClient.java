package dev.matinee.data.texts;

import dev.matinee.data.catalog.AtomicFile;
import dev.matinee.engine.Run;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks themoviedb.org for movies: no faster than it may, again where the answer did not come or was none, and never for what is in
 * the cache. Not thread-safe.
 */
final class TmdbClient implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_SECONDS_TO_WAIT = 60;

    private final TmdbSettings settings;
    private final HttpClient http;
    private long nextAllowed = System.nanoTime();

    TmdbClient(TmdbSettings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .connectTimeout(settings.timeout())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /** What came of asking for a movie. */
    sealed interface Answer {
        /** The movie. */
        record Movie(JsonNode json) implements Answer {}

        /** There is no such movie. */
        record Unknown() implements Answer {}

        /** No usable answer came. */
        record Failed(String why) implements Answer {}

        /** The key is not accepted, so that nothing more needs to be asked. */
        record Refused(String why) implements Answer {}
    }

    /** Asks for a movie. */
    Answer movie(String id, Run run) {
        Path kept = settings.cache().resolve(id + ".json");
        Optional<JsonNode> known = kept(kept);
        if (known.isPresent()) {
            return known.get().path("missing").asBoolean(false) ? new Answer.Unknown() : new Answer.Movie(known.get());
        }
        String why = "";
        Duration patience = settings.patience();
        for (int attempt = 1; attempt <= settings.tries(); attempt++) {
            pause(Duration.ofNanos(Math.max(0, nextAllowed - System.nanoTime())), run);
            nextAllowed = System.nanoTime() + (long) (1e9 / settings.perSecond());
            Duration wait = patience;
            try {
                HttpResponse<String> response =
                        http.send(request(id), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
                int status = response.statusCode();
                if (status == 200) {
                    JsonNode json = JSON.readTree(response.body());
                    if (json.isObject()) {
                        keep(kept, json.toString());
                        return new Answer.Movie(json);
                    }
                    why = "the answer is no JSON object";
                } else if (status == 404) {
                    keep(kept, "{\"missing\":true}");
                    return new Answer.Unknown();
                } else if (status == 401 || status == 403) {
                    return new Answer.Refused("the key is not accepted (status " + status + ")");
                } else {
                    why = "status " + status;
                    wait = retryAfter(response).orElse(patience);
                }
            } catch (JacksonException noJson) {
                why = "the answer is no JSON";
            } catch (IOException failure) {
                String message = failure.getMessage();
                why = message == null ? failure.getClass().getSimpleName() : message;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                run.checkCancelled();
            }
            if (attempt < settings.tries()) {
                pause(wait, run);
                patience = patience.multipliedBy(2);
            }
        }
        return new Answer.Failed(why);
    }

    private HttpRequest request(String id) {
        boolean old = settings.key().matches("[0-9a-fA-F]{32}");
        String query = "?append_to_response=credits,keywords" + (old ? "&api_key=" + settings.key() : "");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.server() + "/3/movie/" + id + query))
                .timeout(settings.timeout())
                .header("Accept", "application/json");
        return (old ? request : request.header("Authorization", "Bearer " + settings.key())).build();
    }

    /** How long the server asks to wait, no longer than a minute. */
    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Math.min(MOST_SECONDS_TO_WAIT, Long.parseLong(seconds))));
    }

    /** Waits, in short steps, so that it can be stopped. */
    private static void pause(Duration wait, Run run) {
        long end = System.nanoTime() + wait.toNanos();
        try {
            for (long left = wait.toNanos(); left > 0; left = end - System.nanoTime()) {
                run.checkCancelled();
                Thread.sleep(Duration.ofNanos(Math.min(left, 100_000_000L)));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            run.checkCancelled();
        }
    }

    private static Optional<JsonNode> kept(Path file) {
        try {
            return Files.exists(file) ? Optional.of(JSON.readTree(Files.readString(file))) : Optional.empty();
        } catch (IOException | JacksonException damaged) {
            return Optional.empty();
        }
    }

    private static void keep(Path file, String json) {
        AtomicFile.write(file, json);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
