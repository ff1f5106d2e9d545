package dev.matinee.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.ingest.Ingest;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.models.Hybrid;
import dev.matinee.engine.models.ImplicitAls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Movies that are listed and that nobody has rated, in a service with a model that knows what they are about. */
class UnratedMoviesTest {
    private static SampleService service;

    @BeforeAll
    static void serve(@TempDir Path folder) throws IOException {
        StringBuilder ratings = new StringBuilder("userId,movieId,rating,timestamp\n");
        for (int user = 1; user <= 12; user++) {
            for (int movie = 1; movie <= 8; movie++) {
                if (movie % 2 == user % 2 || movie == 1) {
                    ratings.append(user).append(',').append(movie).append(",4,1000000000\n");
                }
            }
        }
        StringBuilder movies = new StringBuilder("movieId,title,genres\n");
        for (int movie = 1; movie <= 8; movie++) {
            movies.append(movie).append(",Number ").append(movie).append(" (1990),");
            movies.append(movie % 2 == 0 ? "Drama\n" : "Comedy\n");
        }
        movies.append("9,Unseen (2020),Western\n");
        Path source = Files.createDirectories(folder.resolve("source"));
        Files.writeString(source.resolve("ratings.csv"), ratings);
        Files.writeString(source.resolve("movies.csv"), movies);
        Workspace workspace = Workspace.create(folder.resolve("workspace"));
        try (Source opened = Sources.open(source.toString(), SourceOptions.none())) {
            Ingest.of(opened, IngestOptions.defaults()).into(workspace, Run.seeded(1));
        }
        SampleService.train(workspace, ImplicitAls.defaults().factors(4).iterations(3));
        SampleService.train(
                workspace, Hybrid.defaults().factors(4).iterations(3).dimensions(2));
        service = SampleService.of(workspace);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void areNotAmongTheBest() {
        assertThat(Json.parseObject(
                        service.get("/api/v1/movies/top?genre=Western").body()))
                .containsEntry("items", List.of());
        assertThat(service.get("/api/v1/users/nobody/recommendations?genre=Western")
                        .body())
                .doesNotContain("Unseen");
    }

    @Test
    void sayNothingOfAVisitorToAModelOfRatings() {
        String history = "\"history\":[{\"movie\":\"9\",\"rating\":5}],\"top\":3";
        assertThat(service.post("/api/v1/recommendations", "{" + history + ",\"model\":\"implicit-als\"}")
                        .body())
                .contains("\"basis\":\"popular\"");
        assertThat(service.post("/api/v1/recommendations", "{" + history + ",\"model\":\"hybrid\"}")
                        .body())
                .contains("\"basis\":\"foldedIn\"");
    }

    @Test
    void areRecommendedByAModelThatKnowsWhatTheyAreAbout() {
        assertThat(service.get("/api/v1/users/1/recommendations?model=hybrid&genre=Western")
                        .body())
                .contains("\"basis\":\"personal\"", "Unseen");
    }
}
