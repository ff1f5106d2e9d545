package dev.matinee.data.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Writes ratings and movies as CSV and then, in one go, as Parquet; tags and links have no place there. */
final class ParquetWriter implements RatingsWriter {
    private static final String RATINGS =
            "{'userId': 'BIGINT', 'movieId': 'BIGINT', 'rating': 'FLOAT', 'timestamp': 'BIGINT'}";
    private static final String MOVIES = "{'movieId': 'BIGINT', 'title': 'VARCHAR', 'genres': 'VARCHAR'}";

    private final MovieLensWriter text;
    private final Path folder;

    ParquetWriter(MovieLensWriter text, Path folder) {
        this.text = text;
        this.folder = folder;
    }

    @Override
    public void render(RatingBlock block) {
        text.render(block);
    }

    @Override
    public void write(RatingBlock block) throws IOException {
        text.write(block);
    }

    @Override
    public void finish() throws IOException {
        text.finish();
        text.close();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            convert(statement, "ratings", RATINGS);
            convert(statement, "movies", MOVIES);
        } catch (SQLException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
        for (String name : new String[] {"ratings", "movies", "tags", "links"}) {
            Files.deleteIfExists(folder.resolve(name + ".csv"));
        }
    }

    private void convert(Statement statement, String name, String columns) throws SQLException {
        statement.execute("COPY (SELECT * FROM read_csv(" + quoted(name + ".csv") + ", header = true, columns = "
                + columns + ")) TO " + quoted(name + ".parquet") + " (FORMAT parquet)");
    }

    private String quoted(String file) {
        return "'" + folder.resolve(file).toString().replace("'", "''") + "'";
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
