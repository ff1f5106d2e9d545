package dev.matinee.bench;

import dev.matinee.engine.MatineeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The load generator wrk of the system, with the scripts beside this class. */
final class Wrk {
    private static final Path PROGRAM = Path.of("/usr/bin/wrk");

    private Wrk() {}

    /** @throws MatineeException {@code NOT_FOUND} when it is not on the machine */
    static void check() {
        if (!Files.isExecutable(PROGRAM)) {
            throw MatineeException.notFound("there is no " + PROGRAM, "install the package wrk");
        }
    }

    /**
     * Asks one service on one thread, over so many connections, for so many seconds, as a script says.
     *
     * @param folder where the script is put
     * @return {@code seconds}, {@code requests}, {@code failed} (of the requests), {@code broken} (connections),
     *     {@code medianMilliseconds}, {@code p99Milliseconds}, {@code maxMilliseconds}
     */
    static Map<String, Object> run(
            String script, URI service, int connections, int seconds, Path folder, Object... arguments) {
        Path copy = folder.resolve(script);
        try {
            Files.writeString(copy, resource(script) + resource("figures.lua"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        List<String> command = new ArrayList<>(List.of(
                PROGRAM.toString(),
                "--threads=1",
                "--connections=" + connections,
                "--duration=" + seconds + "s",
                "--timeout=10s",
                "--script=" + copy,
                service.toString(),
                "--"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return Fork.run(command);
    }

    private static String resource(String name) throws IOException {
        try (InputStream source = Objects.requireNonNull(Wrk.class.getResourceAsStream(name))) {
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
