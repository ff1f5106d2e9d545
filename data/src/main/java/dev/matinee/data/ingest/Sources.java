package dev.matinee.data.ingest;

import dev.matinee.data.packed.SampleFormat;
import dev.matinee.data.packed.ZipArchive;
import dev.matinee.data.source.Format;
import dev.matinee.data.source.Location;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.data.table.JdbcFormat;
import dev.matinee.data.table.ParquetFormat;
import dev.matinee.data.table.SqliteFormat;
import dev.matinee.data.text.DelimitedFile;
import dev.matinee.data.text.MovieLens100K;
import dev.matinee.data.text.MovieLensCsv;
import dev.matinee.data.text.MovieLensDat;
import dev.matinee.data.text.NetflixPrize;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import java.util.List;

/** Every format that ratings can come in, and the one place that picks one. */
public final class Sources {
    /** In the order in which they are asked whether they recognise a location: the most particular first. */
    private static final List<Format> FORMATS = List.of(
            new SampleFormat(Sources::open),
            new JdbcFormat(),
            new MovieLensCsv(),
            new MovieLensDat(),
            new MovieLens100K(),
            new NetflixPrize(),
            new SqliteFormat(),
            new ParquetFormat(),
            new DelimitedFile());

    private Sources() {}

    /**
     * Opens a source.
     *
     * @param location a folder, a file, a {@code jdbc:} URL, or {@code sample}
     * @throws MatineeException of code {@code NOT_FOUND} when there is nothing there, {@code BAD_DATA} when it is of no
     *     known format, {@code USAGE} when the options name a format that does not exist
     */
    public static Source open(String location, SourceOptions options) {
        return open(Location.of(location), options);
    }

    /** Opens a source; of a zip, what is in it. */
    public static Source open(Location location, SourceOptions options) {
        if (ZipArchive.isAt(location)) {
            return ZipArchive.open(location, inside -> open(inside, options));
        }
        return format(location, options).open(location, options);
    }

    /** The names that {@code --format} takes. */
    public static List<String> formats() {
        return FORMATS.stream().map(Format::name).toList();
    }

    private static Format format(Location location, SourceOptions options) {
        List<String> names = formats();
        if (options.format().isPresent()) {
            String wanted = options.format().get();
            return FORMATS.stream()
                    .filter(format -> format.name().equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> MatineeException.usage("format must be one of " + String.join(", ", names)
                            + ", got \"" + wanted + "\"" + Nearest.hint(wanted, names)));
        }
        return FORMATS.stream()
                .filter(format -> format.recognises(location))
                .findFirst()
                .orElseThrow(() -> unknown(location, names));
    }

    private static MatineeException unknown(Location location, List<String> names) {
        location.path();
        return MatineeException.badData(
                (location.isFolder() ? "the folder " : "the file ") + location
                        + " holds no ratings in a layout that is known",
                "name the format with --format (" + String.join(", ", names)
                        + ") or, for a CSV file, its columns with --columns user=…,movie=…,rating=…,time=…");
    }
}
