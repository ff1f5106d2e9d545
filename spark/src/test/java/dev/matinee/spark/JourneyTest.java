package dev.matinee.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of the guide: ratings are made up, become Parquet, train a model on Spark, and one machine serves it. */
class JourneyTest {
    @TempDir
    private Path folder;

    @Test
    void theScriptOfTheGuideEndsWithAnAnswer() throws IOException, InterruptedException {
        Path script = Path.of(System.getProperty("matinee.root", ".."), "docs/guide/spark.sh");
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed");
        Path matinee = folder.resolve("matinee");
        List<String> command = Processes.command("800m", "dev.matinee.cli.Matinee");
        Files.writeString(matinee, "#!/bin/sh\nexec '" + String.join("' '", command) + "' \"$@\"\n");
        assertThat(matinee.toFile().setExecutable(true)).isTrue();
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        ProcessBuilder builder = new ProcessBuilder(
                "sh", script.toString(), folder.resolve("journey").toString());
        builder.environment()
                .putAll(Map.of("MATINEE", matinee.toString(), "SCALE", "0.002", "PORT", Integer.toString(port)));
        Path log = folder.resolve("log.txt");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        boolean ended = process.waitFor(10, TimeUnit.MINUTES);
        if (!ended) {
            Processes.kill(process);
        }
        String said = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(ended).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).contains("by Spark 4.2.0 at local[", "recommendations to ");
        String answer = said.lines().filter(line -> line.startsWith("{")).reduce("", (before, line) -> line);
        assertThat(Json.parseObject(answer).get("items"))
                .as(said)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(3);
        assertThat(answer).contains("\"basis\":\"personal\"", "implicit-als");
        assertThat(folder.resolve("journey/lists.parquet/_SUCCESS")).exists();
        assertThat(folder.resolve("journey/workspace/models/implicit-als/0001/model.safetensors"))
                .exists();
    }
}
