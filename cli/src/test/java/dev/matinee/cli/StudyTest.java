package dev.matinee.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents and papers done again from the command line. */
class StudyTest {
    @TempDir
    Path folder;

    @Test
    void aStudySaysWhatItIsDoneOnAndWritesPageAndJson() throws IOException {
        Path to = folder.resolve("out");
        Path page = folder.resolve("page.md");
        Files.writeString(
                page,
                "# Before\n\n<!-- figures: made by matinee study, do not edit -->\nold\n<!-- end of figures -->\nAfter\n");

        Outcome outcome = Outcome.of("study", "user-segments", "--to", to.toString(), "--page", page.toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .startsWith("Done on the embedded sample: movielens-small (100,004 ratings by 671 users)")
                .contains("document is wrong because k is fixed at 4");
        assertThat(to.resolve("user-segments.html")).isNotEmptyFile();
        Map<String, Object> json = Json.parseObject(Files.readString(to.resolve("user-segments.json")));
        assertThat(json).containsEntry("study", "user-segments").containsKeys("on", "summary", "findings");
        assertThat(Files.readString(page))
                .startsWith("# Before\n")
                .endsWith("<!-- end of figures -->\nAfter\n")
                .contains("| inertia of k = 4 |")
                .doesNotContain("old");
        assertThat(folder.resolve("figures/user-segments.json"))
                .hasSameTextualContentAs(to.resolve("user-segments.json"));
    }

    @Test
    void whatCannotBeDoneIsRefusedInOneSentence() throws IOException {
        assertThat(Outcome.of("study", "user-segment").err()).contains("did you mean user-segments?");
        assertThat(Outcome.of(
                                "study",
                                "user-segments",
                                "--page",
                                folder.resolve("none.md").toString())
                        .exitCode())
                .isEqualTo(4);
        Path page = Files.writeString(folder.resolve("page.md"), "# No place\n");
        Outcome without = Outcome.of("study", "user-segments", "--page", page.toString());
        assertThat(without.exitCode()).isEqualTo(2);
        assertThat(without.err()).contains("has no place for figures");
        Outcome columns = Outcome.of("study", "user-segments", "--columns", "user=u,movie=m,rating=r");
        assertThat(columns.exitCode()).isEqualTo(2);
        assertThat(columns.err()).contains("--columns is for ratings of your own; name them with --source");
        assertThat(Outcome.of("reproduce", "myfm", "--source", "sample").err()).contains("the packs are myfm-ml100k");
        assertThat(Outcome.of("reproduce", "myfm-ml100k").exitCode()).isEqualTo(2);
    }

    @Test
    void aPackShowsPublishedFiguresBesideOurs() throws IOException {
        StringBuilder rows = new StringBuilder("userId,movieId,rating,timestamp\n");
        for (int user = 1; user <= 40; user++) {
            for (int movie = 1 + user % 2; movie <= 60; movie += 2) {
                rows.append(user + "," + movie + ",5," + (1_000_000_000L + movie) + "\n");
            }
        }
        Path ratings = Files.writeString(folder.resolve("ratings.csv"), rows);

        Outcome outcome = Outcome.of("reproduce", "gsasrec-ml1m", "--source", ratings.toString());
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("cannot be compared", "SASRec", "0.2392", "tolerance");
        Map<String, Object> json = Outcome.of("reproduce", "gsasrec-ml1m", "--source", ratings.toString(), "--json")
                .json();
        assertThat(json).containsEntry("comparable", false).containsKeys("paper", "figures", "seconds");
    }
}
