package dev.matinee.data.text;

import dev.matinee.data.source.Location;
import dev.matinee.data.source.TableSink;
import dev.matinee.engine.Run;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The test files of predefined splits: {@code u1.test} to {@code u5.test}, {@code ua.test}, {@code r1.test} and so on. */
final class Splits {
    private static final Pattern NAME = Pattern.compile("[ur][1-9ab]\\.test(\\.gz)?");

    private Splits() {}

    /** Hands over the pairs of every test file in a folder, in the order of the names. */
    static void read(Location location, Separator separator, TableSink sink, Run run) {
        for (Path path : location.files()) {
            String name = path.getFileName().toString();
            if (NAME.matcher(name).matches()) {
                String split = name.substring(0, 2);
                Table.plain(TextFile.of(path), StandardCharsets.UTF_8, separator, 4)
                        .read(
                                sink,
                                run,
                                row -> sink.predefinedTest(
                                        split, Table.id(row.get(0), "user"), Table.id(row.get(1), "movie")));
            }
        }
    }
}
