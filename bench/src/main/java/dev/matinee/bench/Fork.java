package dev.matinee.bench;

import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A process of its own for one measurement, so that nothing before it helps or hinders it. The system property
 * {@code matinee.bench.java} holds further options of Java for each of them, such as those that make short ones cheaper in tests.
 */
final class Fork {
    private static final List<String> OPTIONS = Arrays.stream(
                    System.getProperty("matinee.bench.java", "").split(" ", -1))
            .filter(option -> !option.isEmpty())
            .toList();

    private Fork() {}

    /** Runs a main class on this Java and class path; its last line on standard output is its answer. */
    static Map<String, Object> java(List<String> options, String mainClass, Object... arguments) {
        return run(command(options, mainClass, arguments));
    }

    /** Runs a command of Matinee on this Java and class path, and reads the JSON that it prints. */
    static Map<String, Object> matinee(Object... arguments) {
        return Json.parseObject(output(
                command(List.of("--add-modules", "jdk.incubator.vector"), "dev.matinee.cli.Matinee", arguments)));
    }

    /** The command that runs a main class on this Java and class path. */
    static List<String> command(List<String> options, String mainClass, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
        return command;
    }

    /** Runs a command; the last line of its standard output is its answer in JSON. */
    static Map<String, Object> run(List<String> command) {
        return Json.parseObject(output(command).lines().reduce("", (before, line) -> line));
    }

    /** Runs a command and answers what it prints. */
    static String output(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IllegalStateException(
                        told(command) + " ended with exit code " + exit + ": " + output.strip());
            }
            return output;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** A command without its class path, which nobody reads. */
    private static String told(List<String> command) {
        int path = command.indexOf("-cp");
        return String.join(" ", path < 0 ? command : command.subList(path + 2, command.size()));
    }

    /** The processor seconds that this process has used so far, on all threads, those of the virtual machine included. */
    static double processorSeconds() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                        .getProcessCpuTime()
                / 1e9;
    }

    /** The most heap in use at any time, taken generously: the peaks of all its parts, whenever they were. */
    static long peakHeapMebibytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getPeakUsage)
                        .mapToLong(MemoryUsage::getUsed)
                        .sum()
                >> 20;
    }

    /** The most memory this process has held at any time, mapped files included; 0 where the system does not say. */
    static long peakResidentMebibytes() {
        return residentMebibytes(ProcessHandle.current().pid(), "VmHWM");
    }

    /** What a process holds now ({@code VmRSS}), or has held at most ({@code VmHWM}); 0 where the system does not say. */
    static long residentMebibytes(long process, String name) {
        Path status = Path.of("/proc/" + process + "/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(name + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A number of an answer. */
    static double number(Map<String, Object> answer, String name) {
        if (answer.get(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalStateException("no number " + name + " in " + answer);
    }
}
