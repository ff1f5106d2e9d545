package dev.matinee.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccuracyBenchTest {
    @TempDir
    private Path folder;

    @Test
    void everyModelThatRecommendsIsMeasuredByBothProtocols() throws IOException {
        StringBuilder ratings = new StringBuilder("userId,movieId,rating,timestamp\n");
        for (int user = 0; user < 60; user++) {
            for (int movie = 0; movie < 40; movie++) {
                if ((user * 31 + movie * movie * 17) % 7 < 3) {
                    int rating = 3 + (user + movie * 5) % 3;
                    ratings.append("%d,%d,%d,%d%n".formatted(user, movie, rating, 1_000_000_000L + movie * 13 % 40));
                }
            }
        }
        StringBuilder movies = new StringBuilder("movieId,title,genres\n");
        for (int movie = 0; movie < 40; movie++) {
            movies.append(
                    "%d,Film %d (1999),%s%n".formatted(movie, movie, movie % 2 == 0 ? "Drama" : "Comedy|Romance"));
        }
        Path source = Files.createDirectory(folder.resolve("few"));
        Files.writeString(source.resolve("ratings.csv"), ratings);
        Files.writeString(source.resolve("movies.csv"), movies);
        run(source.toString());

        assertThat(Files.readString(folder.resolve("results/accuracy-few.md")))
                .contains("| model | random:0.2 | 95 % | latest:0.2 | 95 % |")
                .containsPattern("\\| ease \\| [01]\\.\\d{4} \\| .* \\| [01]\\.\\d{4} \\|");
    }

    @Test
    void dataThatAreNotThereAreRefused() {
        assertThatThrownBy(() -> run("nowhere")).hasMessage("--data must be the path of real ratings, got nowhere");
    }

    private void run(String data) {
        Bench.run(
                "accuracy",
                "--work",
                folder.toString(),
                "--results",
                folder.resolve("results").toString(),
                "--data",
                data);
    }
}
