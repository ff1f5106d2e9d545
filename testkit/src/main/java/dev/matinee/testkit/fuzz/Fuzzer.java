package dev.matinee.testkit.fuzz;

import dev.matinee.engine.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends random and mutated requests to a service, and looks at the answers. Requests are the same for the same seed; which
 * of them meet in the service is not. What must not be: an answer of 500 or above, but 503 with {@code Retry-After}, and 505 where
 * the version of HTTP was mutated; no answer within seconds; a header that a request put in; the inside of the service in an answer.
 */
public final class Fuzzer {
    /** Stands in everything that is like a user's data: a log must not have it. */
    public static final String MARKER = "zqx7";

    private static final int PATIENCE_MILLISECONDS = 10_000;
    private static final int LONGEST_ANSWER = 8 << 20;
    private static final int MOST_FAULTS = 50;
    private static final List<String> INSIDE = List.of(
            "java.lang.",
            "Exception",
            "\tat ",
            "org.eclipse",
            "dev.matinee",
            "SQLITE",
            "org.sqlite",
            "PSQL",
            "root:x:");

    private final URI service;
    private final FuzzRequests requests;
    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final AtomicLong slowest = new AtomicLong();

    private Fuzzer(URI service, FuzzRequests requests) {
        this.service = service;
        this.requests = requests;
    }

    /**
     * A fuzzer of a service.
     *
     * @param service where it is
     * @param document its OpenAPI document
     * @param without operations to leave alone, such as {@code POST /api/v1/jobs}
     */
    public static Fuzzer of(URI service, Map<String, Object> document, Set<String> without, long seed) {
        return new Fuzzer(service, new FuzzRequests(document, without, MARKER, seed));
    }

    /**
     * What came of it.
     *
     * @param statuses how often each status was answered; 0 where the connection was closed without an answer
     * @param slowestMilliseconds how long the slowest answer took
     * @param faults what should not have happened, each with its request; at most {@value #MOST_FAULTS}
     */
    public record Report(Map<Integer, Integer> statuses, double slowestMilliseconds, List<String> faults) {}

    /** Sends this many requests on this many threads. */
    public Report send(int count, int threads) {
        Run.seeded(0).threads(threads).parallel(count, this::send);
        return new Report(Map.copyOf(statuses), slowest.get() / 1e6, List.copyOf(faults));
    }

    private void send(int number) {
        FuzzRequests.Request request = requests.get(number);
        long start = System.nanoTime();
        String answer;
        try {
            answer = answer(request.bytes());
        } catch (SocketTimeoutException hangs) {
            fault(number, request, "no answer after " + PATIENCE_MILLISECONDS + " ms");
            return;
        } catch (IOException refused) {
            fault(number, request, "cannot be sent: " + refused.getMessage());
            return;
        }
        long took = System.nanoTime() - start;
        slowest.accumulateAndGet(took, Math::max);
        int status = status(answer);
        synchronized (statuses) {
            statuses.merge(status, 1, Integer::sum);
        }
        problem(status, answer, request.whole()).ifPresent(what -> fault(number, request, what));
    }

    private void fault(int number, FuzzRequests.Request request, String what) {
        if (faults.size() < MOST_FAULTS) {
            faults.add("request " + number + ": " + what + ": " + request.firstLine());
        }
    }

    private String answer(byte[] bytes) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLISECONDS);
            socket.connect(new InetSocketAddress(service.getHost(), service.getPort()), PATIENCE_MILLISECONDS);
            try {
                socket.getOutputStream().write(bytes);
                socket.shutdownOutput();
            } catch (IOException refused) {
                // It may have answered without reading everything.
            }
            return read(socket.getInputStream());
        }
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLISECONDS);
        try {
            for (int read = in.read(buffer); read >= 0 && all.size() < LONGEST_ANSWER; read = in.read(buffer)) {
                all.write(buffer, 0, read);
                if (System.nanoTime() > end) {
                    throw new SocketTimeoutException("it never ends");
                }
            }
        } catch (SocketTimeoutException hangs) {
            throw hangs;
        } catch (IOException reset) {
            // What came before the connection was reset is the answer.
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    private static int status(String answer) {
        return answer.matches("(?s)HTTP/1\\.[01] \\d{3}.*") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }

    private static Optional<String> problem(int status, String answer, boolean whole) {
        int end = answer.indexOf("\r\n\r\n");
        String head = (end < 0 ? answer : answer.substring(0, end)).toLowerCase(Locale.ROOT);
        if (status == 0 && whole && answer.isEmpty()) {
            return Optional.of("closed without an answer");
        }
        if (status == 0 && !answer.isEmpty()) {
            return Optional.of("an answer that is not HTTP");
        }
        boolean deliberate = (status == 503 && head.contains("\r\nretry-after:")) || (status == 505 && !whole);
        if (status >= 500 && !deliberate) {
            return Optional.of("answered " + status);
        }
        if (head.contains("\r\nx-injected")) {
            return Optional.of("a header that the request put in");
        }
        if (status >= 400 && end >= 0 && answer.length() > end + 4) {
            if (!head.contains("application/problem+json")) {
                return Optional.of("an error that is not problem details");
            }
            return INSIDE.stream()
                    .filter(answer::contains)
                    .findFirst()
                    .map(inside -> "an error that shows the inside of the service (" + inside.strip() + ")");
        }
        return Optional.empty();
    }
}
