package dev.matinee.server.api;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.json.Json;
import dev.matinee.server.Remembered;
import dev.matinee.server.ServiceSettings;
import dev.matinee.server.security.ApiKey;
import dev.matinee.server.security.Audit;
import dev.matinee.server.security.Doorkeeper;
import dev.matinee.server.security.Scope;
import dev.matinee.server.security.TooManyRequests;
import dev.matinee.server.security.Visitor;
import dev.matinee.server.shelf.Shelf;
import io.javalin.http.Context;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What every request passes: it gets a name, is checked, waits for its turn, is answered, counted and, where it went wrong,
 * logged. Only so many are worked on at once; one that does not get its turn soon is turned away and told when to come back.
 */
final class Gateway {
    private static final System.Logger LOG = System.getLogger("dev.matinee.server.Requests");
    private static final int MOST_ON_DISK = 2048;
    private static final long SLOW = TimeUnit.SECONDS.toNanos(1);
    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Shelf shelf;
    private final ServiceSettings settings;
    private final Doorkeeper door;
    private final Audit audit;
    private final RequestIds ids = new RequestIds();
    private final Semaphore turns;
    private final Semaphore diskTurns = new Semaphore(MOST_ON_DISK, true);
    private final Metrics metrics;
    private volatile boolean stopping;

    Gateway(Shelf shelf, Remembered remembered, ServiceSettings settings) {
        this.shelf = shelf;
        this.settings = settings;
        this.door = remembered.door();
        this.audit = remembered.audit();
        this.turns = new Semaphore(settings.concurrency(), true);
        this.metrics = new Metrics(shelf, remembered, this::underWay);
    }

    Metrics metrics() {
        return metrics;
    }

    boolean isStopping() {
        return stopping;
    }

    private int underWay() {
        return settings.concurrency() - turns.availablePermits();
    }

    /** Takes no new requests and waits until those under way are answered, or the time for it is over. */
    void drain() {
        stopping = true;
        try {
            long milliseconds = settings.drain().toMillis();
            if (!turns.tryAcquire(settings.concurrency(), milliseconds, TimeUnit.MILLISECONDS)
                    || !diskTurns.tryAcquire(MOST_ON_DISK, milliseconds, TimeUnit.MILLISECONDS)) {
                LOG.log(Level.WARNING, "stopped with requests under way");
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers a request to an endpoint. */
    void handle(Endpoint endpoint, Manner manner, Context ctx) {
        long start = System.nanoTime();
        String id = ids.of(ctx.header("X-Request-Id"));
        Reply reply;
        try {
            checkHost(ctx);
            manner.checkForm(endpoint, ctx);
            Visitor visitor = manner.admit(endpoint.scope(), ctx);
            Parameters body = endpoint.method().equals("POST") ? manner.body(visitor, ctx) : new Parameters(Map.of());
            Parameters query = manner.query(ctx).only(endpoint.parameters());
            Call call = new Call(ctx.pathParamMap(), query, body, shelf.current(), visitor, id);
            reply = inTurn(endpoint, () -> audited(endpoint, visitor.key(), call));
        } catch (MatineeException failure) {
            if (failure.code() == ErrorCode.BUG) {
                logDefect(id, endpoint.path(), failure);
            }
            addHeaders(failure, ctx);
            reply = manner.problem(Problem.of(failure), id, ctx);
        } catch (RuntimeException defect) {
            logDefect(id, endpoint.path(), defect);
            reply = manner.problem(Problem.bug(), id, ctx);
        }
        send(endpoint, manner, reply, id, ctx);
        finish(ctx, endpoint.path(), id, start);
        reply.stream().ifPresent(stream -> write(stream, id, ctx));
    }

    /** Writes what comes bit by bit; it is counted when it begins. */
    private static void write(Reply.Stream stream, String id, Context ctx) {
        try {
            stream.writeTo(ctx.res().getOutputStream());
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "{0} does not listen any more", id);
        } catch (MatineeException failure) {
            LOG.log(Level.WARNING, "{0} was cut short: {1}", id, failure.getMessage());
        }
    }

    private static void addHeaders(MatineeException failure, Context ctx) {
        if (failure instanceof TooManyRequests eager) {
            ctx.header("Retry-After", Long.toString(eager.retrySeconds()));
        } else if (failure.code() == ErrorCode.BUSY) {
            ctx.header("Retry-After", "1");
        } else if (failure.code() == ErrorCode.UNAUTHORIZED) {
            ctx.header("WWW-Authenticate", "Bearer");
        }
    }

    /** Does what was asked; what administrators do is written down before, as begun, and after, as it ended. */
    private Reply audited(Endpoint endpoint, Optional<ApiKey> key, Call call) {
        if (!endpoint.scope().equals(Optional.of(Scope.ADMIN))
                || endpoint.method().equals("GET")) {
            return endpoint.action().answer(call);
        }
        String action = endpoint.method() + " " + endpoint.path();
        // Of users it is not written down which.
        String target = call.path().getOrDefault("name", "");
        audit.write(key, action, target, "begun", call.requestId());
        String outcome = ErrorCode.BUG.code();
        try {
            Reply reply = endpoint.action().answer(call);
            outcome = "done";
            return reply;
        } catch (MatineeException failure) {
            outcome = failure.code().code();
            throw failure;
        } finally {
            try {
                audit.write(key, action, target, outcome, call.requestId());
            } catch (MatineeException lost) {
                LOG.log(Level.ERROR, "how {0} ended is not in the audit log: {1}", call.requestId(), outcome);
            }
        }
    }

    /** Answers what goes wrong before an endpoint is found, or on the way to it. */
    void handleStatus(int status, Manner manner, Context ctx) {
        String id = ids.of(ctx.header("X-Request-Id"));
        send(null, manner, manner.problem(Problem.ofStatus(status), id, ctx), id, ctx);
        finish(ctx, "none", id, System.nanoTime());
    }

    /** Answers a defect of the web server or of this class. */
    void handleDefect(Exception defect, Manner manner, Context ctx) {
        String id = ids.of(ctx.header("X-Request-Id"));
        logDefect(id, "none", defect);
        send(null, manner, manner.problem(Problem.bug(), id, ctx), id, ctx);
        finish(ctx, "none", id, System.nanoTime());
    }

    private void checkHost(Context ctx) {
        String host = ctx.header("Host");
        if (!door.isGuarding()
                && (host == null
                        || !OWN_NAMES.contains(
                                host.replaceFirst(":[0-9]{1,5}$", "").toLowerCase(Locale.ROOT)))) {
            throw new MatineeException(
                    ErrorCode.FORBIDDEN,
                    "the service only answers under the names localhost and 127.0.0.1",
                    "so that no page of the web can reach it under a name of its own");
        }
    }

    private interface Work {
        Reply done();
    }

    private Reply inTurn(Endpoint endpoint, Work work) {
        if (endpoint.turns() == Endpoint.Turns.NONE) {
            return work.done();
        }
        Semaphore own = endpoint.turns() == Endpoint.Turns.DISK ? diskTurns : turns;
        if (stopping) {
            throw new MatineeException(ErrorCode.BUSY, "the service is being stopped", "come back in a moment");
        }
        try {
            if (!own.tryAcquire(settings.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new MatineeException(
                        ErrorCode.BUSY, "as many requests are being worked on as are at once", "come back in a moment");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new MatineeException(ErrorCode.BUSY, "the service is being stopped", "", stopped);
        }
        try {
            return work.done();
        } finally {
            own.release();
        }
    }

    private static void send(@Nullable Endpoint endpoint, Manner manner, Reply reply, String id, Context ctx) {
        ctx.header("X-Request-Id", id);
        ctx.header("Content-Security-Policy", manner.policy());
        reply.headers().forEach(ctx::header);
        Endpoint.Cache cache = reply.status() == 200 && endpoint != null ? endpoint.cache() : Endpoint.Cache.NONE;
        ctx.header("Cache-Control", cache.header());
        if (cache != Endpoint.Cache.NONE) {
            String tag = tag(reply.body());
            ctx.header("ETag", tag);
            ctx.header("Vary", "Accept-Encoding");
            String known = ctx.header("If-None-Match");
            if (known != null && (known.equals("*") || known.contains(tag))) {
                ctx.status(304);
                return;
            }
        }
        ctx.status(reply.status()).contentType(reply.type());
        if (reply.stream().isEmpty()) {
            ctx.result(reply.body());
        }
    }

    private static String tag(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return "\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"";
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private void finish(Context ctx, String route, String id, long start) {
        long took = System.nanoTime() - start;
        int status = ctx.statusCode();
        String method = ctx.method().name();
        metrics.count(method, route, status, took);
        if (settings.logAll() || status >= 500 || took >= SLOW) {
            LOG.log(status >= 500 ? Level.WARNING : Level.INFO, line(id, method, route, status, took));
        }
    }

    /** What the log has of a request: the route with the names of its parts, and nothing of what was asked. */
    private static String line(String id, String method, String route, int status, long took) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("requestId", id);
        json.put("method", method);
        json.put("route", route);
        json.put("status", status);
        json.put("milliseconds", took / 1e6);
        return Json.write(json);
    }

    private static void logDefect(String id, String route, Exception defect) {
        StringBuilder where = new StringBuilder(defect.getClass().getName());
        for (StackTraceElement element : defect.getStackTrace()) {
            where.append(" at ").append(element);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("requestId", id);
        json.put("route", route);
        json.put("defect", where.substring(0, Math.min(where.length(), 4000)));
        LOG.log(Level.ERROR, Json.write(json));
    }
}
