package dev.matinee.data.ingest;

import dev.matinee.data.catalog.QualityFinding;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.UserRows;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Properties;

/** Writes a catalog's database. */
final class CatalogWriter {
    private final Path file;
    private final Path temporary;
    private final Run run;

    /**
     * @param file the database, which must not exist
     * @param temporary a folder for what does not fit memory
     */
    CatalogWriter(Path file, Path temporary, Run run) {
        this.file = file;
        this.temporary = temporary;
        this.run = run;
    }

    void write(UserRows ratings, TableSpills tables, RejectedRows rejected, Spill parts, List<QualityFinding> quality) {
        Properties properties = new Properties();
        properties.setProperty("threads", Integer.toString(run.threads()));
        properties.setProperty("memory_limit", "1GB");
        properties.setProperty("temp_directory", temporary.toAbsolutePath().toString());
        properties.setProperty("preserve_insertion_order", "false");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file.toAbsolutePath(), properties);
                Statement statement = connection.createStatement();
                Progress.Task task = run.progress().start("writing the catalog", ratings.size(), "ratings")) {
            TableFunctions.register(connection, ratings, task, run);
            TableFunctions.register(connection, rejected.rejected());
            TableFunctions.register(connection, rejected.implausible());
            TableFunctions.register(connection, parts);
            for (Spill spill : tables.spills()) {
                TableFunctions.register(connection, spill);
            }
            boolean userNumbers = tables.userNumbers() && ratings.users() instanceof Ids.Numbers;
            boolean movieNumbers = tables.movieNumbers() && ratings.items() instanceof Ids.Numbers;
            String sql = resource("tables.sql")
                    .replace("ATTRIBUTES", attributes(tables.attributes()))
                    .replace("AS USER_ID)", userNumbers ? "AS BIGINT)" : "AS VARCHAR)")
                    .replace("AS MOVIE_ID)", movieNumbers ? "AS BIGINT)" : "AS VARCHAR)");
            execute(statement, sql);
            execute(statement, resource("user_statistics.sql"));
            execute(statement, resource("movie_statistics.sql"));
            execute(statement, resource("data_dictionary.sql"));
            insert(connection, tables.splits(), quality);
            statement.execute("CHECKPOINT");
        } catch (SQLException failure) {
            run.checkCancelled();
            throw cannotWrite(failure);
        }
    }

    /** The columns of the users table beside the id. */
    private static String attributes(Collection<String> names) {
        StringBuilder columns = new StringBuilder();
        for (String name : names) {
            columns.append(", max(value) FILTER (name = '")
                    .append(name.replace("'", "''"))
                    .append("') AS \"")
                    .append(name.replace("\"", "\"\""))
                    .append('"');
        }
        return columns.toString();
    }

    private void execute(Statement statement, String sql) throws SQLException {
        for (String single : sql.split(";\n", -1)) {
            run.checkCancelled();
            if (!single.isBlank()) {
                statement.execute(single);
            }
        }
    }

    private static void insert(Connection connection, Collection<String> splits, List<QualityFinding> quality)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO predefined_splits VALUES (?, ?)")) {
            int place = 1;
            for (String split : splits) {
                insert.setString(1, split);
                insert.setInt(2, place++);
                insert.executeUpdate();
            }
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO quality_findings VALUES (?, ?, ?, ?)")) {
            for (QualityFinding finding : quality) {
                insert.setString(1, finding.rule().json());
                insert.setLong(2, finding.rows());
                insert.setDouble(3, finding.share());
                insert.setString(4, finding.example());
                insert.executeUpdate();
            }
        }
    }

    private static String resource(String name) {
        try (InputStream in = CatalogWriter.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private MatineeException cannotWrite(SQLException failure) {
        String message =
                String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        boolean storage = message.contains("IO Error")
                || message.contains("No space left")
                || message.contains("write")
                || message.contains("Out of Memory");
        return new MatineeException(
                storage ? ErrorCode.STORAGE : ErrorCode.BUG,
                "cannot write the catalog " + file + ": " + message,
                storage ? "check free space and permissions" : "",
                failure);
    }
}
