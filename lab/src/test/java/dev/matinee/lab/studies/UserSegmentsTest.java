package dev.matinee.lab.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.matrix.Rows;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Document 004 on the embedded sample, an earlier edition of the data it is about. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserSegmentsTest {
    @SuppressWarnings("NullAway.Init")
    private StudyData data;

    @SuppressWarnings("NullAway.Init")
    private StudyResult result;

    @BeforeAll
    void study(@TempDir Path folder) {
        data = Ingested.sample(folder);
        result = Studies.named("user-segments").run(data, Ingested.RUN);
    }

    @AfterAll
    void close() {
        data.catalog().close();
    }

    @Test
    void theFirstLineSaysThatTheDocumentIsAboutOtherData() {
        assertThat(result.sentence())
                .contains("100,004 ratings by 671 users", "the document is about MovieLens latest small of 2018");
    }

    @Test
    void theFeaturesAreWhatTheRatingsGive() {
        Rows rows = data.catalog().interactions(Ingested.RUN).byUser();
        double counts = 0;
        double means = 0;
        for (int user = 0; user < rows.rows(); user++) {
            double sum = 0;
            for (long position = rows.start(user); position < rows.end(user); position++) {
                sum += rows.rating(position);
            }
            counts += rows.count(user);
            means += sum / rows.count(user);
        }
        Finding described = result.finding("features-described");

        assertThat(described.figure("ratings, mean of users").number()).isCloseTo(counts / rows.rows(), within(1e-9));
        assertThat(described.figure("mean rating, mean of users").number())
                .isCloseTo(means / rows.rows(), within(1e-6));
    }

    @Test
    void theElbowIsLookedAt() {
        Finding elbow = result.finding("elbow");

        assertThat(elbow.verdict().kind()).isEqualTo(Verdict.Kind.WRONG);
        assertThat(elbow.figures()).anyMatch(figure -> figure.what().equals("inertia of k = 10"));
        double two = elbow.figure("inertia of k = 2").number();
        assertThat(elbow.figure("inertia of k = 10").number()).isLessThan(two);
    }

    @Test
    void thePageHasTheseFigures() {
        Path page = Path.of(System.getProperty("matinee.root"), "docs/studies/user-segments.md");
        assertThat(StudyPage.figuresOf(StudyPage.read(page))).isEqualTo(StudyPage.figures(result));
    }
}
