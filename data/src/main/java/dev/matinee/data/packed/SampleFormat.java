package dev.matinee.data.packed;

import dev.matinee.data.source.Format;
import dev.matinee.data.source.Location;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.MatineeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The 100,004 ratings of MovieLens small, found on the class path under {@code dev/matinee/sample/}: the jar
 * {@code sample} has them, and whoever may not use them leaves it out. The location {@code sample} is always this; a
 * folder of that name is {@code ./sample}.
 */
public final class SampleFormat implements Format {
    private static final String PLACE = "dev/matinee/sample/";
    private static final List<String> FILES = List.of("ratings.csv.gz", "movies.csv.gz");

    private final BiFunction<Location, SourceOptions, Source> opener;
    private final ClassLoader loader;

    /**
     * The sample on the class path of this class.
     *
     * @param opener opens the folder that the sample is unpacked to
     */
    public SampleFormat(BiFunction<Location, SourceOptions, Source> opener) {
        this(opener, SampleFormat.class.getClassLoader());
    }

    SampleFormat(BiFunction<Location, SourceOptions, Source> opener, ClassLoader loader) {
        this.opener = opener;
        this.loader = loader;
    }

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public boolean recognises(Location location) {
        return location.text().equals("sample");
    }

    @Override
    public Source open(Location location, SourceOptions options) {
        if (options.columns().isPresent() || options.table().isPresent()) {
            throw MatineeException.usage(
                    "the sample has one table with known columns, leave out --columns and --table");
        }
        TemporaryFolder folder = new TemporaryFolder();
        try {
            for (String file : FILES) {
                copy(file, folder);
            }
            Location unpacked = Location.of(folder.path()).shownAs("sample");
            Source inside = opener.apply(unpacked, SourceOptions.none().format("movielens-csv"));
            return new Unpacked(inside, name(), "movielens-small", folder);
        } catch (RuntimeException failure) {
            folder.close();
            throw failure;
        }
    }

    private void copy(String file, TemporaryFolder folder) {
        try (InputStream in = loader.getResourceAsStream(PLACE + file)) {
            if (in == null) {
                throw MatineeException.notFound(
                        "the embedded sample is not here: the jar \"sample\" is not on the class path",
                        "put the jar of the module sample beside the others, or name ratings of your own");
            }
            Files.copy(in, folder.path().resolve(file));
        } catch (IOException failure) {
            throw TemporaryFolder.cannotUse(folder.path().toString(), failure);
        }
    }
}
