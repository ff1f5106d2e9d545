package dev.matinee.server.api;

import dev.matinee.data.catalog.Scale;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.server.feedback.FeedbackEvent;
import dev.matinee.server.feedback.FeedbackKind;
import dev.matinee.server.feedback.FeedbackLog;
import dev.matinee.server.security.Scope;
import dev.matinee.server.shelf.ServedCatalog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Where it is told what users did. */
final class FeedbackEndpoints {
    private static final int MOST_AT_ONCE = 1000;
    private static final Duration AHEAD = Duration.ofDays(1);
    private static final List<String> FIELDS = List.of("idempotencyKey", "user", "movie", "kind", "rating", "time");

    private final FeedbackLog log;
    private final Audience audience;
    private final Clock clock;

    FeedbackEndpoints(FeedbackLog log, Audience audience, Clock clock) {
        this.log = log;
        this.audience = audience;
        this.clock = clock;
    }

    List<Endpoint> all() {
        return List.of(Endpoint.post("/api/v1/feedback", this::feedback)
                .needs(Scope.FEEDBACK)
                .onDisk());
    }

    /** One event, or a list of them; all are in order, or nothing is stored. */
    private Reply feedback(Call call) {
        List<Parameters> given = List.of(call.body());
        if (call.body().has("events")) {
            call.body().only(List.of("events"));
            given = call.body().objects("events", MOST_AT_ONCE);
            if (given.isEmpty()) {
                throw MatineeException.usage("events must have 1 to " + MOST_AT_ONCE + " entries, got 0");
            }
        }
        ServedCatalog catalog = call.served().catalog();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<FeedbackEvent> events =
                given.stream().map(one -> event(one, catalog, now)).toList();
        FeedbackLog.Outcome outcome = log.append(events);
        if (!outcome.conflicting().isEmpty()) {
            throw new MatineeException(
                    ErrorCode.CONFLICT,
                    "the keys of the events at places " + outcome.conflicting()
                            + " (from 0) were used for something else",
                    "give each event of a user a key of its own; the other events are stored");
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("stored", outcome.stored());
        json.put("repeated", outcome.repeated());
        return Reply.json(json);
    }

    private FeedbackEvent event(Parameters given, ServedCatalog catalog, Instant now) {
        given.only(FIELDS);
        String user = given.required("user");
        String movie = MovieEndpoints.movie(catalog, given.required("movie")).id();
        FeedbackKind kind = given.choice("kind", FeedbackKind.class);
        Scale scale = catalog.card().scale();
        double rating = given.number("rating", scale.min(), scale.max(), Double.NaN);
        if (!Double.isNaN(rating) && !scale.contains(rating)) {
            throw MatineeException.usage("rating must be on the scale " + scale + ", got " + rating);
        }
        return new FeedbackEvent(
                given.required("idempotencyKey"),
                user,
                movie,
                kind,
                Double.isNaN(rating) ? OptionalDouble.empty() : OptionalDouble.of(rating),
                given.has("time") ? time(given.required("time"), user, now) : now);
    }

    private Instant time(String text, String user, Instant now) {
        Instant time;
        try {
            time = Instant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw MatineeException.usage("time must read like 2026-11-28T20:15:00Z, got " + text);
        }
        if (time.isBefore(Instant.EPOCH) || time.isAfter(now.plus(AHEAD))) {
            throw MatineeException.usage("time must be after 1970 and not in the future, got " + text);
        }
        if (audience.erased(user).map(erased -> !time.isAfter(erased)).orElse(false)) {
            throw new MatineeException(
                    ErrorCode.CONFLICT,
                    "this was done before the user was erased, and is not taken back",
                    "send only what the user did since");
        }
        return time;
    }
}
