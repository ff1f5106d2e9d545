package dev.matinee.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Processes with the class path and the options of this one. */
final class Processes {
    private Processes() {}

    /**
     * What a process said and how it ended.
     *
     * @param out its standard output; {@code err} likewise
     */
    record Ended(int exit, String out, String err) {}

    static List<String> command(String heap, String mainClass, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap);
        command.add("-Xss4m");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+UseSerialGC");
        command.addAll(options());
        command.add("-Dspark.master.rest.enabled=false");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
        return command;
    }

    /** The options by which this process lets Spark into the JDK. */
    static List<String> options() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-opens")
                        || option.startsWith("--sun-misc-unsafe")
                        || option.startsWith("--add-modules")
                        || option.startsWith("--enable-native-access"))
                .toList();
    }

    /** The command line of Matinee, started. */
    static Process matinee(Path folder, Object... arguments) {
        try {
            return new ProcessBuilder(command("700m", "dev.matinee.cli.Matinee", arguments))
                    .redirectOutput(folder.resolve("out.txt").toFile())
                    .redirectError(folder.resolve("err.txt").toFile())
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Waits for a command of Matinee that was started with this folder. */
    static Ended await(Process process, Path folder) {
        try {
            if (!process.waitFor(20, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "no end after 20 minutes: " + Files.readString(folder.resolve("err.txt")));
            }
            return new Ended(
                    process.exitValue(),
                    Files.readString(folder.resolve("out.txt"), StandardCharsets.UTF_8),
                    Files.readString(folder.resolve("err.txt"), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Ends a process and all that it started. */
    static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
