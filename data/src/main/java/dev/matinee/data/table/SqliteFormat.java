package dev.matinee.data.table;

import dev.matinee.data.source.Format;
import dev.matinee.data.source.Location;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * An SQLite database, or a folder with one in it: the viewer-interactions database ({@code viewer_ratings} and
 * {@code movies}), or any other with a table whose columns are recognised or named. Movies come from a table of a
 * {@linkplain MovieTable usual name}. Statistics that a database brings along are not read: the catalog computes its own.
 */
public final class SqliteFormat implements Format {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final String ENDING = "(?i).*\\.(db|sqlite|sqlite3|db3)";

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public boolean recognises(Location location) {
        if (location.isFolder()) {
            return databases(location).size() == 1;
        }
        return location.isFile() && (location.text().matches(ENDING) || isDatabase(location.path()));
    }

    private static List<Path> databases(Location folder) {
        return folder.files().stream()
                .filter(file -> file.toString().matches(ENDING))
                .filter(SqliteFormat::isDatabase)
                .toList();
    }

    private static boolean isDatabase(Path file) {
        return Arrays.equals(head(file), MAGIC);
    }

    private static byte[] head(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAGIC.length);
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE,
                    "cannot read " + file + ": " + failure.getMessage(),
                    "check that it may be read",
                    failure);
        }
    }

    @Override
    public Source open(Location location, SourceOptions options) {
        Path file = location.path();
        if (location.isFolder()) {
            List<Path> databases = databases(location);
            if (databases.size() != 1) {
                throw MatineeException.badData(
                        "the folder " + location + " holds " + databases.size() + " SQLite databases",
                        "name the file itself");
            }
            file = databases.getFirst();
        }
        if (!isDatabase(file)) {
            throw MatineeException.badData(
                    location + " is no SQLite database: "
                            + (head(file).length == 0
                                    ? "it is empty"
                                    : Location.isGzip(head(file))
                                            ? "it is compressed with gzip"
                                            : "it does not start with \"SQLite format 3\""),
                    Location.isGzip(head(file)) ? "unpack it first" : "check that it was copied whole");
        }
        return new SqliteSource(file, location, options);
    }
}
