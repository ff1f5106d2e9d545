package dev.matinee.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that send a byte now and then and never come to an end, some in the headers and some in the body of a request. How many
 * is the system property {@code matinee.slow}; each takes a file of this process and one of the service's.
 */
class SlowClientsTest {
    private static final int CLIENTS = Integer.getInteger("matinee.slow", 400);
    private static final int REQUESTS = 100;
    private static final String REQUEST = "POST /api/v1/recommendations HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: 100000\r\n";

    @Test
    void othersAreAnsweredAsIfTheyWereNotThere(@TempDir Path folder) throws IOException, InterruptedException {
        ServedProcess service = ServedProcess.of(SampleService.workspace(folder.resolve("workspace")));
        List<SocketChannel> slow = new ArrayList<>();
        AtomicBoolean end = new AtomicBoolean();
        try (HttpClient client = HttpClient.newHttpClient()) {
            double alone = slowestOfMost(client, service);
            URI address = URI.create(service.address());
            for (int i = 0; i < CLIENTS; i++) {
                SocketChannel channel =
                        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort()));
                channel.configureBlocking(false);
                // Every fourth has come to the body.
                send(channel, REQUEST + (i % 4 == 0 ? "\r\n{" : "X-Slow: "));
                slow.add(channel);
            }
            AtomicInteger rounds = new AtomicInteger();
            Thread dripping = Thread.ofPlatform().start(() -> drip(slow, end, rounds));
            double beside = slowestOfMost(client, service);
            while (rounds.get() < 2) {
                Thread.sleep(10);
            }
            end.set(true);
            dripping.join();
            long open = slow.stream().filter(SocketChannel::isOpen).count();
            System.out.printf(
                    "%d slow clients, %d of them still connected: 95 of 100 requests of others within %.1f ms, without them within %.1f ms%n",
                    CLIENTS, open, beside, alone);
            assertThat(open).isGreaterThanOrEqualTo(CLIENTS / 4L * 3);
            assertThat(beside).isLessThan(200);
        } finally {
            end.set(true);
            for (SocketChannel channel : slow) {
                channel.close();
            }
            service.kill();
        }
    }

    private static void send(SocketChannel channel, String text) {
        try {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException cutOff) {
            close(channel);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException already) {
            throw new AssertionError(already);
        }
    }

    private static void drip(List<SocketChannel> channels, AtomicBoolean end, AtomicInteger rounds) {
        while (!end.get()) {
            for (SocketChannel channel : channels) {
                if (channel.isOpen()) {
                    send(channel, "a");
                }
            }
            rounds.incrementAndGet();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    /** How many milliseconds 95 of 100 requests take at most. */
    private static double slowestOfMost(HttpClient client, ServedProcess service)
            throws IOException, InterruptedException {
        long[] took = new long[REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(service.address() + "/api/v1/users/" + (i + 1) + "/recommendations"))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            long start = System.nanoTime();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            took[i] = System.nanoTime() - start;
        }
        Arrays.sort(took);
        return took[REQUESTS * 95 / 100] / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
