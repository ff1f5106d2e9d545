package dev.matinee.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatingsBenchTest {
    @TempDir
    private Path folder;

    @Test
    void everyPredictorIsMeasuredOnTheSplitsThatCameWithTheData() throws IOException {
        List<String> rows = new ArrayList<>();
        List<String> users = new ArrayList<>();
        List<String> movies = new ArrayList<>();
        for (int user = 1; user <= 40; user++) {
            users.add(user + "|" + (20 + user) + "|" + (user % 2 == 0 ? "F" : "M") + "|writer|94043");
            for (int movie = 1; movie <= 30; movie++) {
                if ((user * 31 + movie * movie * 17) % 7 < 3) {
                    rows.add(user + "\t" + movie + "\t" + (1 + (user + movie * 5) % 5) + "\t"
                            + (880_000_000 + movie * 90_000));
                }
            }
        }
        for (int movie = 1; movie <= 30; movie++) {
            movies.add(movie + "|Number " + movie + " (1995)|01-Jan-1995|||0|1" + "|0".repeat(17));
        }
        Path source = Files.createDirectories(folder.resolve("toy"));
        Files.write(source.resolve("u.data"), rows);
        Files.write(source.resolve("u.user"), users);
        Files.write(source.resolve("u.item"), movies);
        for (int split = 1; split <= 5; split++) {
            List<String> test = new ArrayList<>();
            for (int i = split - 1; i < rows.size(); i += 5) {
                test.add(rows.get(i));
            }
            Files.write(source.resolve("u" + split + ".test"), test);
        }
        run(source.toString());

        assertThat(Files.readString(folder.resolve("results/ratings-toy.md")))
                .containsPattern(
                        "\\| biases \\| \\d\\.\\d{5} \\| .* \\| 0\\.942 \\| \\d\\.\\d{5} \\|  \\| \\d+\\.\\d\\d \\|")
                .containsPattern(
                        "\\| bayesian-mf, dates, attributes, ordinal \\| .* \\| 0\\.879 \\| .* \\| 0\\.883 \\|");
    }

    @Test
    void dataThatAreNotThereAreRefused() {
        assertThatThrownBy(() -> run("nowhere"))
                .hasMessage("--data must be the path of ratings with splits, got nowhere");
    }

    private void run(String data) {
        Bench.run(
                "ratings",
                "--work",
                folder.toString(),
                "--results",
                folder.resolve("results").toString(),
                "--data",
                data);
    }
}
