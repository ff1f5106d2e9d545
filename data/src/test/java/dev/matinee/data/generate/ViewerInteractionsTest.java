package dev.matinee.data.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewerInteractionsTest {
    private static final DataShape SHAPE =
            DataShape.named("viewer-interactions").scaled(0.02);
    private static final Run RUN = Run.seeded(11).threads(2);

    @TempDir
    private Path folder;

    private Connection connection;

    @BeforeEach
    void generate() throws SQLException {
        Path file = folder.resolve("viewer_interactions.db");
        Generator.like(SHAPE).write(file, RUN);
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void rowsGapsAndImpossibleDatesAreExactlyAsMany() throws SQLException {
        assertThat(number("SELECT count(*) FROM viewer_ratings")).isEqualTo(80_500);
        assertThat(number("SELECT count(*) FROM (SELECT DISTINCT movie_id, customer_id FROM viewer_ratings)"))
                .isEqualTo(80_500);
        assertThat(number("SELECT count(*) FROM viewer_ratings WHERE rating IS NULL"))
                .isEqualTo(8_050);
        assertThat(number("SELECT count(*) FROM viewer_ratings WHERE anomalous_date = 1"))
                .isEqualTo(24);
        assertThat(number("SELECT count(*) FROM viewer_ratings WHERE (date < '1999-11-11' OR date > '2005-12-31')"
                        + " <> (anomalous_date IS NOT NULL)"))
                .isZero();
    }

    @Test
    void everyUserAndRatedMovieKeepsARating() throws SQLException {
        assertThat(number("SELECT count(DISTINCT customer_id) FROM viewer_ratings WHERE rating IS NOT NULL"))
                .isEqualTo(SHAPE.users());
        assertThat(number("SELECT count(DISTINCT movie_id) FROM viewer_ratings WHERE rating IS NOT NULL"))
                .isEqualTo(SHAPE.ratedMovies());
        assertThat(number("SELECT count(*) FROM movies")).isEqualTo(SHAPE.movies());
        assertThat(number("SELECT count(*) FROM movies WHERE title IS NULL")).isPositive();
    }

    @Test
    void theStatisticsAreThoseOfTheRatingsWithAPossibleDate() throws SQLException {
        String valid = "FROM viewer_ratings WHERE rating IS NOT NULL AND anomalous_date IS NULL GROUP BY ";
        String compared = "count(*) AS n, avg(rating) AS a, min(rating) AS lo, max(rating) AS hi,"
                + " min(date) AS first, max(date) AS last, julianday(max(date)) - julianday(min(date)) AS days ";
        String differs =
                " WHERE n <> total_ratings OR abs(a - avg_rating) > 1e-9 OR lo <> min_rating OR hi <> max_rating"
                        + " OR first <> first_rating_date OR last <> last_rating_date OR days <> activity_days";
        assertThat(number("SELECT count(*) FROM user_statistics JOIN (SELECT customer_id, " + compared + valid
                        + "customer_id) USING (customer_id)" + differs))
                .isZero();
        assertThat(number("SELECT count(*) FROM movie_statistics JOIN (SELECT movie_id, " + compared + valid
                        + "movie_id) USING (movie_id)" + differs))
                .isZero();
        assertThat(number("SELECT count(*) FROM user_statistics WHERE (std_rating IS NULL) <> (total_ratings = 1)"))
                .isZero();
        assertThat(number("SELECT count(*) FROM data_dictionary")).isEqualTo(31);
    }

    @Test
    void theInteractionsInMemoryAreTheRowsThatHaveEverything() throws SQLException {
        Interactions interactions = Generator.like(SHAPE).interactions(RUN);

        assertThat(interactions.size())
                .isEqualTo(number(
                        "SELECT count(*) FROM viewer_ratings WHERE rating IS NOT NULL AND anomalous_date IS NULL"));
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return result.getLong(1);
        }
    }
}
