package dev.matinee.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command {@code serve} in a process of its own. */
final class Serving implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("http://\\S+");

    private final Process process;
    private final URI address;
    private final double startSeconds;

    private Serving(Process process, URI address, double startSeconds) {
        this.process = process;
        this.address = address;
        this.startSeconds = startSeconds;
    }

    /**
     * Serves a workspace at a free port.
     *
     * @param first the first question, whose answer ends the start
     */
    static Serving of(Path workspace, List<String> options, String first) {
        long start = System.nanoTime();
        try {
            Process process = new ProcessBuilder(
                            Fork.command(options, "dev.matinee.cli.Matinee", "serve", "-w", workspace, "--port", 0))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                Matcher address = ADDRESS.matcher(line);
                if (address.find()) {
                    Thread.ofVirtual().start(() -> said.lines().forEach(System.err::println));
                    URI at = URI.create(address.group());
                    ask(at, first);
                    return new Serving(process, at, (System.nanoTime() - start) / 1e9);
                }
                System.err.println(line);
            }
            throw new IllegalStateException("the service ended with " + process.waitFor());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static void ask(URI address, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        path + " is answered with " + answer.statusCode() + ": " + answer.body());
            }
        }
    }

    URI address() {
        return address;
    }

    /** Seconds from the start of the process to the first answer. */
    double startSeconds() {
        return startSeconds;
    }

    /** The memory that it holds now, mapped files included. */
    long residentMebibytes() {
        return Fork.residentMebibytes(process.pid(), "VmRSS");
    }

    /** The most memory that it has held. */
    long peakResidentMebibytes() {
        return Fork.residentMebibytes(process.pid(), "VmHWM");
    }

    /** Stops it as Ctrl-C does, and waits. */
    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
