package dev.matinee.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Peers in Python: the scripts beside this class, run by the system's Python, and numbers in files they can read. */
final class Python {
    private static final String PYTHON = "/usr/bin/python3";

    private Python() {}

    /** Whether a module can be imported. */
    static boolean has(String module) {
        try {
            return Files.isExecutable(Path.of(PYTHON))
                    && new ProcessBuilder(PYTHON, "-c", "import " + module)
                                    .redirectErrorStream(true)
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                    .start()
                                    .waitFor()
                            == 0;
        } catch (IOException failure) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Runs a script with this many threads for its linear algebra; the first argument is the folder of its files. */
    static Map<String, Object> run(String script, int threads, Path folder, Object... arguments) {
        try (InputStream source = Objects.requireNonNull(Python.class.getResourceAsStream(script))) {
            Path copy = folder.resolve(script);
            Files.write(copy, source.readAllBytes());
            List<String> command = new ArrayList<>(List.of(
                    "/usr/bin/env",
                    "OPENBLAS_NUM_THREADS=" + threads,
                    "OMP_NUM_THREADS=" + threads,
                    PYTHON,
                    copy.toString(),
                    folder.toString()));
            for (Object argument : arguments) {
                command.add(argument.toString());
            }
            return Fork.run(command);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Writes whole numbers as little-endian 32 bits. */
    static void write(Path file, int... numbers) {
        byte[] bytes = new byte[Math.multiplyExact(numbers.length, Integer.BYTES)];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(numbers);
        write(file, bytes);
    }

    /** Writes fractions as little-endian 32 bits. */
    static void write(Path file, float... numbers) {
        byte[] bytes = new byte[Math.multiplyExact(numbers.length, Float.BYTES)];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(numbers);
        write(file, bytes);
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
