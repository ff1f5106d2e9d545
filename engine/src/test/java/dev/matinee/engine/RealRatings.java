package dev.matinee.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Published ratings for tests; a test that asks for them is skipped where they are not on the machine. */
public final class RealRatings {
    private RealRatings() {}

    /** MovieLens 100K: 943 users, 1,682 items, 100,000 ratings. */
    public static Interactions movieLens100k() {
        return read("ml-100k/u.data", "\t", 0);
    }

    /** The small MovieLens set of 2016: 671 users, 9,066 rated items, 100,004 ratings. */
    public static Interactions movieLensSmall() {
        return read("movielens-small/ratings.csv", ",", 1);
    }

    private static Interactions read(String name, String separator, int header) {
        Path file = Path.of(Optional.ofNullable(System.getenv("MATINEE_TEST_DATA"))
                        .orElse(System.getProperty("matinee.root") + "/../shared/data"))
                .resolve(name);
        assumeTrue(Files.exists(file), () -> "there is no " + file);
        List<String[]> rows;
        try (var lines = Files.lines(file)) {
            rows = lines.skip(header).map(line -> line.split(separator, -1)).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Ids users = ids(rows, row -> Long.parseLong(row[0]));
        Ids items = ids(rows, row -> Long.parseLong(row[1]));
        InteractionsBuilder builder = new InteractionsBuilder(users, items);
        for (String[] row : rows) {
            builder.add(
                    users.indexOf(row[0]).orElseThrow(),
                    items.indexOf(row[1]).orElseThrow(),
                    Float.parseFloat(row[2]),
                    Long.parseLong(row[3]));
        }
        return builder.build(Run.seeded(0).threads(1));
    }

    private static Ids ids(List<String[]> rows, ToLongFunction<String[]> id) {
        return Ids.ofNumbers(rows.stream().mapToLong(id).distinct().sorted().toArray());
    }
}
