package dev.matinee.data.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.Run;
import dev.matinee.testkit.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample, carried from one kind of source to the next, gives the same catalog and interactions each time. */
class SameRatingsTest {
    private static final Run RUN = Run.seeded(7).threads(2);
    private static final List<String> FILES = List.of("ratings.csv", "movies.csv");

    @TempDir
    private Path folder;

    private List<String> expected = List.of();
    private byte[] expectedMatrix = new byte[0];

    @BeforeEach
    void ingestTheSample() throws IOException {
        expected = ingest("sample", "expected");
        expectedMatrix = matrix("expected");
        assertThat(expected).hasSize(100_004 + 9_066);
        for (String file : FILES) {
            try (InputStream packed = ClassLoader.getSystemResourceAsStream("dev/matinee/sample/" + file + ".gz");
                    InputStream in = new GZIPInputStream(Objects.requireNonNull(packed))) {
                Files.copy(in, folder.resolve(file));
            }
        }
    }

    @Test
    void fromAZip() throws IOException {
        Path zip = folder.resolve("ml-small.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            for (String file : FILES) {
                entries.putNextEntry(new ZipEntry("ml-small/" + file));
                Files.copy(folder.resolve(file), entries);
            }
        }

        assertSame(zip.toString());
    }

    @Test
    void fromParquet() throws IOException, SQLException {
        Path parquet = Files.createDirectory(folder.resolve("parquet"));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (String file : FILES) {
                statement.execute("COPY (SELECT * FROM read_csv('" + folder.resolve(file) + "')) TO '"
                        + parquet.resolve(file.replace("csv", "parquet")) + "' (FORMAT parquet)");
            }
        }

        assertSame(parquet.toString());
    }

    @Test
    void fromPostgres() throws IOException, SQLException {
        Assumptions.assumeTrue(PostgresServer.isInstalled(), PostgresServer.MISSING);
        PostgresServer server = PostgresServer.shared();
        String url = server.newDatabase();
        try (Connection connection = DriverManager.getConnection(url, server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE ratings (\"userId\" int, \"movieId\" int, rating real, timestamp bigint)");
            statement.execute("CREATE TABLE movies (\"movieId\" int, title text, genres text)");
            connection.setAutoCommit(false);
            for (String file : FILES) {
                copy(file, connection);
            }
            connection.commit();
        }
        assertSame(url + "?user=" + server.user() + "&password=" + server.password());
    }

    private void copy(String file, Connection target) throws SQLException {
        try (Connection csv = DriverManager.getConnection("jdbc:duckdb:");
                Statement query = csv.createStatement();
                ResultSet rows = query.executeQuery("SELECT * FROM read_csv('" + folder.resolve(file) + "')")) {
            int columns = rows.getMetaData().getColumnCount();
            String marks = String.join(", ", Collections.nCopies(columns, "?"));
            String table = file.replace(".csv", "");
            try (PreparedStatement insert =
                    target.prepareStatement("INSERT INTO " + table + " VALUES (" + marks + ")")) {
                while (rows.next()) {
                    for (int column = 1; column <= columns; column++) {
                        insert.setObject(column, rows.getObject(column));
                    }
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }

    private void assertSame(String location) throws IOException {
        assertThat(ingest(location, "again")).isEqualTo(expected);
        assertThat(matrix("again")).isEqualTo(expectedMatrix);
    }

    private List<String> ingest(String location, String workspace) {
        try (Source source = Sources.open(location, SourceOptions.none())) {
            Ingest.of(source, IngestOptions.defaults()).into(Workspace.create(folder.resolve(workspace)), RUN);
        }
        try (Catalog catalog = Catalog.open(folder.resolve(workspace))) {
            return catalog.query(
                    "SELECT CAST(row AS VARCHAR) AS text FROM (SELECT ratings AS row FROM ratings UNION ALL BY NAME SELECT movies"
                            + " AS row FROM movies) ORDER BY text",
                    row -> row.text("text"));
        }
    }

    private byte[] matrix(String workspace) throws IOException {
        try (var files = Files.list(folder.resolve(workspace).resolve("matrix"))) {
            return Files.readAllBytes(files.filter(file -> file.toString().endsWith(".bin"))
                    .findFirst()
                    .orElseThrow());
        }
    }
}
