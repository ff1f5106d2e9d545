package dev.matinee.server.web;

import static com.codeborne.selenide.Condition.exactText;
import static com.codeborne.selenide.Condition.text;
import static com.codeborne.selenide.Condition.visible;
import static com.codeborne.selenide.Selenide.$;
import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.ingest.Ingest;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.models.Ease;
import dev.matinee.server.SampleService;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Titles, genres, tags, searches and feedback that are markup: pages show them, and nothing of it runs. */
class InjectionTest {
    private static final String SCRIPT = "<script>window.taken=1</script>";
    private static final String PICTURE = "\"'><img src=x onerror=window.taken=1>";
    private static final String CLOSING = "</script></title></textarea><svg onload=window.taken=1>";

    private static Workspace workspace(Path folder) throws IOException {
        Path source = Files.createDirectories(folder.resolve("source"));
        StringBuilder movies = new StringBuilder("movieId,title,genres\n");
        StringBuilder ratings = new StringBuilder("userId,movieId,rating,timestamp\n");
        StringBuilder tags = new StringBuilder("userId,movieId,tag,timestamp\n");
        for (int movie = 1; movie <= 20; movie++) {
            String title = List.of(SCRIPT, PICTURE, CLOSING).get(movie % 3) + movie + " (1995)";
            movies.append(movie)
                    .append(",\"")
                    .append(title.replace("\"", "\"\""))
                    .append("\",")
                    .append(movie % 2 == 0 ? "Drama" : "<b onclick=window.taken=1>Noir</b>")
                    .append('\n');
            for (int user = 1; user <= 30; user++) {
                if ((user * 7 + movie * 3) % 5 < 3) {
                    ratings.append(user)
                            .append(',')
                            .append(movie)
                            .append(',')
                            .append(1 + (user + movie) % 5)
                            .append(",1112486027\n");
                }
            }
            tags.append("1,").append(movie).append(',').append(SCRIPT).append(",1112486027\n");
        }
        ratings.append("1,").append(SCRIPT).append(",wrong,1112486027\n");
        Files.writeString(source.resolve("movies.csv"), movies);
        Files.writeString(source.resolve("ratings.csv"), ratings);
        Files.writeString(source.resolve("tags.csv"), tags);
        Workspace workspace = Workspace.create(folder.resolve("workspace"));
        try (Source opened = Sources.open(source.toString(), SourceOptions.none())) {
            Ingest.of(opened, IngestOptions.defaults().name(PICTURE)).into(workspace, Run.seeded(42));
        }
        SampleService.train(workspace, Ease.defaults());
        return workspace;
    }

    @Test
    void nothingRuns(@TempDir Path folder) throws IOException {
        Browser.assume();
        try (SampleService sample = SampleService.of(workspace(folder));
                Browser browser = Browser.at(sample.service().address())) {
            Map<String, Object> event =
                    Map.of("idempotencyKey", "a", "user", SCRIPT, "movie", "3", "kind", "rating", "rating", 5.0);
            assertThat(sample.post("/api/v1/feedback", Json.write(event)).statusCode())
                    .isEqualTo(200);
            check(browser, "/");
            $("h1").shouldHave(exactText(PICTURE));
            $("#top-list").shouldHave(text(SCRIPT));
            check(browser, "/recommendations?user=1");
            $("#lists").shouldHave(text("window.taken"));
            check(browser, "/recommendations?user=" + encoded(SCRIPT));
            $("h1").shouldHave(exactText("User " + SCRIPT));
            check(browser, "/overview/rejected/unparsable");
            $("main").shouldHave(text(SCRIPT));
            check(browser, "/models/ease");
            browser.open("/recommendations");
            $("input[name=search]").setValue(SCRIPT);
            browser.settle();
            $("#users").shouldHave(text("There is no such user."));
            assertUntaken(browser, "searching");
            browser.assertClean("searching");
            for (String broken : List.of(
                    "/recommendations?user=" + encoded(PICTURE),
                    "/recommendations?user=1&genre=" + encoded(SCRIPT),
                    "/models/" + encoded(PICTURE),
                    "/overview/rejected/" + encoded(PICTURE),
                    "/models?by=" + encoded(SCRIPT),
                    "/?" + encoded(SCRIPT) + "=1")) {
                browser.open(broken);
                $("[role=alert]").shouldBe(visible);
                assertUntaken(browser, broken);
            }
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static void check(Browser browser, String page) {
        browser.open(page).settle();
        assertUntaken(browser, page);
        browser.assertClean(page);
    }

    private static void assertUntaken(Browser browser, String page) {
        assertThat(browser.run("return typeof window.taken")).as(page).isEqualTo("undefined");
    }
}
