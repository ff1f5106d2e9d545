package dev.matinee.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that nobody here has written goes a visitor's whole way: the script of the guide, by curl. */
class JourneyTest {
    @Test
    void curlGoesAVisitorsWholeWay(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not on this machine");
        Path script = Path.of(System.getProperty("matinee.root", ".."), "docs/guide/journey.sh");
        try (SampleService sample = SampleService.of(SampleService.workspace(folder.resolve("workspace")))) {
            Process process = new ProcessBuilder(List.of(
                            "/bin/sh",
                            script.toString(),
                            sample.service().address().toString()))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            assertThat(said.lines())
                    .containsSubsequence(
                            "{\"stored\":1,\"repeated\":0}",
                            "{\"stored\":0,\"repeated\":1}",
                            "== Now the list rests on it",
                            "== The user is erased, and a stranger again");
            List<String> bases = said.lines()
                    .filter(line -> line.contains("\"basis\":"))
                    .map(line -> line.replaceFirst(".*\"basis\":\"([a-zA-Z]+)\".*", "$1"))
                    .toList();
            assertThat(bases).containsExactly("ratings", "foldedIn", "popular", "foldedIn", "personal", "popular");
        }
    }
}
