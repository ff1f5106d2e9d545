package dev.matinee.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command in a process of its own, for what is about processes: killing them and asking them to stop. */
final class CommandProcess {
    private CommandProcess() {}

    /** Starts it; what it prints goes to the files {@code out} and {@code err} of a folder. */
    static Process start(Path folder, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Matinee.class.getName()));
        // As this process, so that it computes the same to the last bit.
        command.addAll(
                1,
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(option -> option.startsWith("-Dmatinee.kernels") || option.startsWith("-XX:Tiered"))
                        .toList());
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    /** What it printed so far to one of these files. */
    static String printed(Path folder, String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException notYet) {
            return "";
        }
    }
}
