package dev.matinee.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A {@code serve} of the guide, in the background until it is stopped. */
final class GuideService {
    private static final Pattern ADDRESS = Pattern.compile(" at (http://\\S+) ");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StringWriter err = new StringWriter();
    private final AtomicInteger exitCode = new AtomicInteger(-1);
    private final Thread thread;

    private GuideService(List<String> arguments) {
        String[] words =
                Stream.concat(arguments.stream(), Stream.of("--port", "0")).toArray(String[]::new);
        thread = Thread.ofPlatform().name("guide-service").start(() -> {
            exitCode.set(Matinee.run(words, new PrintWriter(new StringWriter()), new PrintWriter(err, true)));
        });
    }

    /** Starts one at a free port. */
    static GuideService start(List<String> arguments) {
        return new GuideService(arguments);
    }

    /** Where it answers, once it does. */
    String address() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && thread.isAlive()) {
            Matcher address = ADDRESS.matcher(err.toString());
            if (address.find()) {
                return address.group(1);
            }
            Thread.sleep(20);
        }
        throw new AssertionError("the service does not serve: " + err);
    }

    /** Stops it and says how it ended. */
    int stop() throws InterruptedException {
        thread.interrupt();
        if (!thread.join(PATIENCE)) {
            throw new AssertionError("the service does not stop: " + err);
        }
        return exitCode.get();
    }
}
