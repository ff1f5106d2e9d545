package dev.matinee.server.jobs;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.ingest.IngestReport;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import dev.matinee.server.intake.Intake;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The process of a job. It reads a {@link JobTask}, writes a line of JSON for every step and one for what came of it, and ends;
 * also when its standard input ends, for then the service that asked for it is gone.
 */
public final class JobProcess {
    private static final long BETWEEN_LINES = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int NOBODY_LISTENS = 3;

    private JobProcess() {}

    /** Does the job. */
    public static void main(String[] arguments) throws IOException {
        // Whatever libraries print is not to be taken for an answer.
        PrintStream out = System.out;
        System.setOut(System.err);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        JobTask task = JobTask.read(String.valueOf(in.readLine()));
        Thread.ofPlatform().daemon().start(() -> endWith(in));
        Map<String, Object> answer = new LinkedHashMap<>();
        try {
            answer.put("result", result(task, out));
        } catch (MatineeException known) {
            answer.put(
                    "error",
                    Map.of(
                            "code", known.code().code(),
                            "message", String.valueOf(known.getMessage()),
                            "remedy", known.remedy()));
        } catch (OutOfMemoryError full) {
            answer.put(
                    "error",
                    Map.of(
                            "code",
                            ErrorCode.STORAGE.code(),
                            "message",
                            "the job did not fit in " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB of memory",
                            "remedy",
                            "give it more with serve --job-memory, or choose smaller settings"));
        }
        say(out, answer);
        System.exit(answer.containsKey("error") ? 1 : 0);
    }

    private static void endWith(BufferedReader in) {
        try {
            while (in.readLine() != null) {
                // Nothing more is expected; that the stream is open is what counts.
            }
        } catch (IOException gone) {
            System.err.println("the service is gone");
        }
        Runtime.getRuntime().halt(NOBODY_LISTENS);
    }

    private static Map<String, Object> result(JobTask task, PrintStream out) {
        Workspace workspace = Workspace.open(Path.of(task.workspace()));
        Object seed = task.parameters().getOrDefault("seed", 42L);
        Run run = Run.seeded(seed instanceof Number number ? number.longValue() : 42)
                .threads(task.threads())
                .progress(progress(out));
        return switch (task.kind()) {
            case TRAIN -> Training.of(workspace, task.parameters(), run);
            case TUNE -> Tuned.of(workspace, task.parameters(), run);
            case CHECK -> checked(new Intake(workspace).check(task.parameters(), run));
            case SEGMENT -> Segmenting.of(workspace, task.parameters(), run);
            case RETRAIN -> Retraining.of(workspace, Path.of(task.folder()), task.parameters(), run);
            case RENEW -> Renewal.withoutErased(workspace, Path.of(task.folder()), run);
        };
    }

    private static Map<String, Object> checked(IngestReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("data", report.data().toJson());
        json.put("read", report.read());
        json.put("rejected", report.rejected());
        json.put("seconds", report.totalSeconds());
        return json;
    }

    private static void say(PrintStream out, Map<String, Object> line) {
        synchronized (out) {
            out.println(Json.write(line));
            out.flush();
        }
    }

    /** Every task in turn, a line now and then. */
    private static Progress progress(PrintStream out) {
        AtomicLong last = new AtomicLong(System.nanoTime() - BETWEEN_LINES);
        return (name, total, unit) -> new Progress.Task() {
            private final AtomicLong done = new AtomicLong();

            @Override
            public void advance(long units) {
                long now = System.nanoTime();
                long before = last.get();
                long sum = done.addAndGet(units);
                if (now - before >= BETWEEN_LINES && last.compareAndSet(before, now)) {
                    double share = total > 0 ? Math.min(1, (double) sum / total) : 0;
                    say(out, Map.of("progress", share, "message", name));
                }
            }

            @Override
            public void note(String remark) {}

            @Override
            public void close() {}
        };
    }
}
