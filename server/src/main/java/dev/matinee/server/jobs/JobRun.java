package dev.matinee.server.jobs;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The process of a job, as the service sees it. It runs behind everything else where the system has {@code nice}. */
final class JobRun {
    private static final Path NICE = Path.of("/usr/bin/nice");

    private final Process process;
    private volatile boolean cancelled;

    private JobRun(Process process) {
        this.process = process;
    }

    /** Hears how far a job is. */
    interface Listener {
        void at(double progress, String message);
    }

    /**
     * Starts it.
     *
     * @param memory the most heap it may take, in bytes
     * @param log the file for what it prints beside its answer; what another job printed there is gone
     */
    static JobRun start(JobTask task, Optional<Long> memory, Path log) throws IOException {
        Process process =
                new ProcessBuilder(command(memory)).redirectError(log.toFile()).start();
        try {
            process.getOutputStream().write((task.write() + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException died) {
            System.getLogger(JobRun.class.getName()).log(System.Logger.Level.DEBUG, "it died at once", died);
        }
        return new JobRun(process);
    }

    private static List<String> command(Optional<Long> memory) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(NICE)) {
            command.addAll(List.of(NICE.toString(), "-n", "10"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "-XX:+UseParallelGC"));
        memory.ifPresent(bytes -> command.add("-Xmx" + bytes));
        Optional.ofNullable(System.getProperty("matinee.kernels"))
                .ifPresent(kernels -> command.add("-Dmatinee.kernels=" + kernels));
        command.addAll(Arrays.asList("-cp", System.getProperty("java.class.path"), JobProcess.class.getName()));
        return command;
    }

    /**
     * Waits for its answer.
     *
     * @throws MatineeException what its error was; {@code CANCELLED} when it was stopped, {@code STORAGE} when it died
     */
    Map<String, Object> await(Listener listener) {
        Map<String, Object> last = Map.of();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("{")) {
                    continue;
                }
                last = Json.parseObject(line);
                if (last.get("progress") instanceof Number progress) {
                    listener.at(progress.doubleValue(), String.valueOf(last.get("message")));
                }
            }
        } catch (IOException | MatineeException garbled) {
            System.getLogger(JobRun.class.getName()).log(System.Logger.Level.DEBUG, "what it said broke off", garbled);
        }
        return answer(last, exitCode());
    }

    private int exitCode() {
        try {
            return process.waitFor();
        } catch (InterruptedException stopped) {
            kill();
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> answer(Map<String, Object> last, int exit) {
        if (last.get("result") instanceof Map<?, ?> result) {
            return (Map<String, Object>) result;
        }
        if (cancelled) {
            throw new MatineeException(ErrorCode.CANCELLED, "stopped on request", "");
        }
        if (last.get("error") instanceof Map<?, ?> error) {
            String code = String.valueOf(error.get("code"));
            throw new MatineeException(
                    Arrays.stream(ErrorCode.values())
                            .filter(known -> known.code().equals(code))
                            .findFirst()
                            .orElse(ErrorCode.BUG),
                    String.valueOf(error.get("message")),
                    String.valueOf(error.get("remedy")));
        }
        throw new MatineeException(
                ErrorCode.STORAGE,
                "the process of the job died with exit code " + exit,
                "logs/job.log of the workspace has what it said; where memory was short, give the machine more or use smaller"
                        + " settings");
    }

    /** Ends it; what it has not handed over is lost. */
    void cancel() {
        cancelled = true;
        kill();
    }

    private void kill() {
        process.destroy();
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurry) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
