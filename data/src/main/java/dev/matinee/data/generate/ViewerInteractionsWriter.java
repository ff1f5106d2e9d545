package dev.matinee.data.generate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the viewer-interactions database: ratings with gaps and impossible dates, movies, and the statistics of both
 * sides over the rows that have a rating and a possible date.
 */
final class ViewerInteractionsWriter implements RatingsWriter {
    private static final long SECONDS_PER_DAY = 86_400;
    private static final int BATCH = 10_000;

    private final Generator.Parts parts;
    private final Connection connection;
    private final PreparedStatement ratings;
    private final PreparedStatement users;
    private final List<Summary> movies = new ArrayList<>();
    private int pendingUsers;

    ViewerInteractionsWriter(Generator.Parts parts, Path file, long seed) throws IOException {
        this.parts = parts;
        Connection opened = null;
        try {
            opened = DriverManager.getConnection("jdbc:sqlite:" + file);
            this.connection = opened;
            try (Statement statement = connection.createStatement()) {
                // The file gets its name only when it is whole: there is nothing to roll back to.
                statement.execute("PRAGMA journal_mode = OFF");
                statement.execute("PRAGMA synchronous = OFF");
                connection.setAutoCommit(false);
                statement.executeUpdate(schema());
            }
            this.ratings = connection.prepareStatement("INSERT INTO viewer_ratings VALUES (?, ?, ?, ?, ?)");
            this.users =
                    connection.prepareStatement("INSERT INTO user_statistics VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
            writeMovies();
            writeSeed(seed);
        } catch (SQLException failure) {
            closeQuietly(opened);
            throw new IOException(failure.getMessage(), failure);
        }
        for (int movie = 0; movie < parts.pool().size(); movie++) {
            movies.add(new Summary());
        }
    }

    private static void closeQuietly(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException second) {
            System.getLogger(ViewerInteractionsWriter.class.getName())
                    .log(System.Logger.Level.DEBUG, "closing after a failure", second);
        }
    }

    private static String schema() throws IOException {
        try (InputStream in = ViewerInteractionsWriter.class.getResourceAsStream("viewer-interactions.sql")) {
            if (in == null) {
                throw new IOException("the schema viewer-interactions.sql is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void writeSeed(long seed) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE data_dictionary SET description = description || ': ' || ? WHERE field_name = 'seed'")) {
            statement.setLong(1, seed);
            statement.executeUpdate();
        }
    }

    private void writeMovies() throws SQLException {
        MoviePool pool = parts.pool();
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO movies VALUES (?, ?, ?)")) {
            for (int movie = 0; movie < pool.size(); movie++) {
                statement.setInt(1, pool.id(movie));
                if (pool.hasYear(movie)) {
                    statement.setDouble(2, pool.year(movie));
                } else {
                    statement.setNull(2, Types.REAL);
                }
                statement.setString(3, pool.hasTitle(movie) ? pool.title(movie) : null);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    @Override
    public void render(RatingBlock block) {}

    @Override
    public void write(RatingBlock block) throws IOException {
        try {
            int at = 0;
            for (int user = block.firstUser; user < block.endUser; user++) {
                Summary summary = new Summary();
                for (int left = parts.audience().count(user); left > 0; left--, at++) {
                    writeRow(block, at, user, summary);
                }
                if (summary.count > 0) {
                    summary.insert(users, parts.audience().id(user));
                    if (++pendingUsers == BATCH) {
                        users.executeBatch();
                        pendingUsers = 0;
                    }
                }
            }
            ratings.executeBatch();
        } catch (SQLException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    private void writeRow(RatingBlock block, int at, int user, Summary summary) throws SQLException {
        long day = Math.floorDiv(block.times[at], SECONDS_PER_DAY);
        ratings.setInt(1, parts.pool().id(block.movies[at]));
        ratings.setInt(2, parts.audience().id(user));
        if (block.levels[at] == RatingBlock.MISSING) {
            ratings.setNull(3, Types.REAL);
        } else {
            double rating = parts.shape().scale().rating(block.levels[at]);
            ratings.setDouble(3, rating);
            if (!block.anomalous[at]) {
                summary.add(rating, day);
                movies.get(block.movies[at]).add(rating, day);
            }
        }
        ratings.setString(4, LocalDate.ofEpochDay(day).toString());
        if (block.anomalous[at]) {
            ratings.setInt(5, 1);
        } else {
            ratings.setNull(5, Types.INTEGER);
        }
        ratings.addBatch();
    }

    @Override
    public void finish() throws IOException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO movie_statistics VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            users.executeBatch();
            for (int movie = 0; movie < movies.size(); movie++) {
                if (movies.get(movie).count > 0) {
                    movies.get(movie).insert(statement, parts.pool().id(movie));
                }
            }
            statement.executeBatch();
            connection.commit();
            connection.close();
        } catch (SQLException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    /** Count, moments, extremes and days of some ratings; a user rates a movie once, so movies and ratings are as many. */
    private static final class Summary {
        private int count;
        private double mean;
        private double squares;
        private double lowest = Double.POSITIVE_INFINITY;
        private double highest = Double.NEGATIVE_INFINITY;
        private long firstDay = Long.MAX_VALUE;
        private long lastDay = Long.MIN_VALUE;

        void add(double rating, long day) {
            count++;
            double distance = rating - mean;
            mean += distance / count;
            squares += distance * (rating - mean);
            lowest = Math.min(lowest, rating);
            highest = Math.max(highest, rating);
            firstDay = Math.min(firstDay, day);
            lastDay = Math.max(lastDay, day);
        }

        void insert(PreparedStatement statement, int id) throws SQLException {
            statement.setInt(1, id);
            statement.setInt(2, count);
            statement.setDouble(3, mean);
            if (count > 1) {
                statement.setDouble(4, Math.sqrt(squares / (count - 1)));
            } else {
                statement.setNull(4, Types.REAL);
            }
            statement.setDouble(5, lowest);
            statement.setDouble(6, highest);
            statement.setInt(7, count);
            statement.setString(8, LocalDate.ofEpochDay(firstDay).toString());
            statement.setString(9, LocalDate.ofEpochDay(lastDay).toString());
            statement.setLong(10, lastDay - firstDay);
            statement.addBatch();
        }
    }
}
