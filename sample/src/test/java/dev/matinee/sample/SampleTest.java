package dev.matinee.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class SampleTest {
    @Test
    void everyRatingUserAndRatedMovieIsThere() throws IOException {
        List<String> ratings = lines("ratings.csv.gz");
        List<String> movies = lines("movies.csv.gz");

        assertThat(ratings).hasSize(1 + 100_004).startsWith("userId,movieId,rating,timestamp");
        assertThat(ratings.stream().skip(1).map(line -> line.split(",", -1)[0]).distinct())
                .hasSize(671);
        assertThat(ratings.stream().skip(1).map(line -> line.split(",", -1)[1]).distinct())
                .hasSize(9_066)
                .containsExactlyInAnyOrderElementsOf(movies.stream()
                        .skip(1)
                        .map(line -> line.substring(0, line.indexOf(',')))
                        .toList());
    }

    @Test
    void theLicenceTravelsWithTheRatings() throws IOException {
        assertThat(new String(bytes("LICENSE.txt"), StandardCharsets.UTF_8)).contains("GroupLens Research");
    }

    private static List<String> lines(String name) throws IOException {
        try (InputStream in = new GZIPInputStream(stream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = stream(name)) {
            return in.readAllBytes();
        }
    }

    private static InputStream stream(String name) {
        InputStream in = SampleTest.class.getClassLoader().getResourceAsStream("dev/matinee/sample/" + name);
        assertThat(in).as(name).isNotNull();
        return in;
    }
}
