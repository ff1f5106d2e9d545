package dev.matinee.bench;

import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The distance of each kernel to the limit of one core; see {@link KernelRun}. Without peers, and the same for all data but tiny. */
final class KernelBench {
    private KernelBench() {}

    static void compare(BenchOptions options) {
        Map<String, Object> answer = new LinkedHashMap<>(Fork.java(
                List.of("-Xmx2g", "--add-modules", "jdk.incubator.vector"),
                KernelRun.class.getName(),
                options.data().equals("tiny") ? 0.02 : 1.0));
        answer.put("machine", Machine.describe());
        try {
            Files.createDirectories(options.results());
            Files.writeString(options.results().resolve("kernels.json"), Json.writePretty(answer) + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        System.out.println(Json.writePretty(answer));
    }
}
