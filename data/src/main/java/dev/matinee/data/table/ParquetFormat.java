package dev.matinee.data.table;

import dev.matinee.data.source.Format;
import dev.matinee.data.source.Location;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.MatineeException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A Parquet file of ratings, or a folder of them: where it has a {@code ratings.parquet}, that file and the movies of
 * {@code movies.parquet}, otherwise all its Parquet files as pieces of one table, in the order of their names. Columns are
 * recognised or named.
 */
public final class ParquetFormat implements Format {
    private static final String ENDING = ".parquet";

    @Override
    public String name() {
        return "parquet";
    }

    @Override
    public boolean recognises(Location location) {
        return location.isFolder()
                ? !pieces(location).isEmpty()
                : location.isFile() && (isParquet(location.path()) || location.startsWith("PAR1"));
    }

    private static List<Path> pieces(Location folder) {
        return folder.files().stream().filter(ParquetFormat::isParquet).toList();
    }

    private static boolean isParquet(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(ENDING);
    }

    @Override
    public Source open(Location location, SourceOptions options) {
        if (options.table().isPresent()) {
            throw MatineeException.usage("a Parquet file has no tables to choose from, leave out --table");
        }
        Path path = location.path();
        if (!location.isFolder()) {
            return new ParquetSource(location, List.of(path), Optional.empty(), options);
        }
        Optional<Path> ratings = location.file("ratings" + ENDING);
        if (ratings.isPresent()) {
            return new ParquetSource(location, List.of(ratings.get()), location.file("movies" + ENDING), options);
        }
        List<Path> pieces = pieces(location);
        if (pieces.isEmpty()) {
            throw MatineeException.badData("the folder " + location + " holds no Parquet files", "name another folder");
        }
        return new ParquetSource(location, pieces, Optional.empty(), options);
    }
}
