package dev.matinee.bench;

import dev.matinee.data.generate.DataShape;
import dev.matinee.data.generate.Generator;
import dev.matinee.data.generate.Layout;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the time of the five hottest paths goes, by the sampler of Java Flight Recorder: training {@code implicit-als}, {@code ease} and
 * {@code biased-mf}, listing for all users, taking ratings in. Each in a process of its own, without peers.
 */
final class ProfileBench {
    private static final int THREADS = 2;
    private static final int METHODS = 5;

    private ProfileBench() {}

    static void compare(BenchOptions options) {
        DataShape shape = switch (options.data()) {
            case "tiny" -> DataShape.of(300, 100, 6_000);
            case "5m" -> DataShape.of(40_000, 15_000, 5_000_000);
            default -> throw MatineeException.usage("--data must be one of tiny, 5m, got " + options.data());
        };
        DataShape fewer = options.data().equals("tiny") ? shape : DataShape.of(6_040, 3_706, 1_000_000);
        Path work = options.work();
        Path ratings = BenchData.interactions(work, "als-" + options.data(), shape);
        Path small = BenchData.interactions(work, "profile-" + options.data(), fewer);
        BenchData.Divided divided = BenchData.divided(work, "profile-" + options.data(), fewer);
        Map<String, Object> profiles = new LinkedHashMap<>();
        profiles.put("train implicit-als", profile(work, AlsRun.class, ratings, THREADS));
        profiles.put("train ease", profile(work, EaseRun.class, small, work, THREADS));
        profiles.put(
                "train biased-mf",
                profile(work, MfRun.class, divided.training(), divided.heldOut(), THREADS, "biased-mf"));
        profiles.put("lists for all users", profile(work, RecommendRun.class, ratings, work, THREADS));
        profiles.put("ingest", profile(work, IngestRun.class, csv(work, options.data(), shape), fresh(work), THREADS));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("data", options.data());
        json.put("machine", Machine.describe());
        json.put("profiles", profiles);
        try {
            Files.createDirectories(options.results());
            Files.writeString(options.results().resolve("profiles.json"), Json.writePretty(json) + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        System.out.println(Json.writePretty(json));
    }

    private static Path csv(Path work, String data, DataShape shape) {
        Path folder = work.resolve("profile-csv-" + data);
        if (!Files.exists(folder)) {
            Generator.like(shape).write(folder, Layout.CSV, Run.seeded(42));
        }
        return folder;
    }

    private static Path fresh(Path work) {
        try {
            return Files.createTempDirectory(work, "profile-workspace");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<Map<String, Object>> profile(Path work, Class<?> mainClass, Object... arguments) {
        Path recording = work.resolve("profile.jfr");
        Fork.java(
                List.of(
                        "-Xmx2g",
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-Xlog:jfr*=off",
                        "-XX:StartFlightRecording:settings=profile,filename=" + recording),
                mainClass.getName(),
                arguments);
        Map<String, Integer> counts = new TreeMap<>();
        int all = 0;
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                RecordedStackTrace stack = event.getStackTrace();
                if (event.getEventType().getName().equals("jdk.ExecutionSample") && stack != null) {
                    counts.merge(name(stack), 1, Integer::sum);
                    all++;
                }
            }
            Files.delete(recording);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        int samples = all;
        List<Map<String, Object>> top = new ArrayList<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(METHODS)
                .forEach(entry -> top.add(Map.of(
                        "method", entry.getKey(), "share", entry.getValue() / (double) samples, "samples", samples)));
        return top;
    }

    /** The method that was running; where that is Java's own, with the first of ours that called it. */
    private static String name(RecordedStackTrace stack) {
        String running = name(stack.getFrames().getFirst().getMethod());
        if (running.startsWith("dev.matinee.")) {
            return running.substring("dev.matinee.".length());
        }
        return stack.getFrames().stream()
                .map(frame -> name(frame.getMethod()))
                .filter(name -> name.startsWith("dev.matinee."))
                .findFirst()
                .map(ours -> ours.substring("dev.matinee.".length()) + " (in "
                        + running.substring(running.lastIndexOf('.', running.lastIndexOf('.') - 1) + 1) + ")")
                .orElse(running);
    }

    private static String name(RecordedMethod method) {
        return method.getType().getName() + "." + method.getName();
    }
}
