package dev.matinee.testkit;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import dev.matinee.engine.split.Predefined;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The 100,000 ratings of the MovieLens 100K data set with its predefined splits, where a copy of it lies: in the folder
 * {@code ml-100k} of what the environment variable {@code MATINEE_TEST_DATA} names, or else of {@code ../shared/data}
 * beside the project. Tests that measure accuracy are skipped where there is none.
 */
public final class MovieLens100k {
    private final Path folder;
    private final Interactions interactions;

    private MovieLens100k(Path folder) {
        this.folder = folder;
        long[][] rows = rows("u.data");
        Ids users = ids(rows, row -> row[0]);
        Ids items = ids(rows, row -> row[1]);
        InteractionsBuilder builder = new InteractionsBuilder(users, items);
        for (long[] row : rows) {
            builder.add(index(users, row[0]), index(items, row[1]), (float) row[2], row[3]);
        }
        this.interactions = builder.build(Run.seeded(1).threads(1));
    }

    /** The data set, if there is a copy of it. */
    public static Optional<MovieLens100k> find() {
        return Stream.of(
                        Optional.ofNullable(System.getenv("MATINEE_TEST_DATA")).map(Path::of),
                        Optional.ofNullable(System.getProperty("matinee.root"))
                                .map(root -> Path.of(root, "..", "shared", "data")))
                .flatMap(Optional::stream)
                .map(data -> data.resolve("ml-100k"))
                .filter(folder -> Files.exists(folder.resolve("u.data")))
                .findFirst()
                .map(MovieLens100k::new);
    }

    /** All ratings; ids are those of the data set. */
    public Interactions interactions() {
        return interactions;
    }

    /** The predefined splits of these names, such as {@code u1}. */
    public Predefined predefined(String... names) {
        List<Predefined.TestPairs> pairs = Arrays.stream(names)
                .map(name -> {
                    long[][] rows = rows(name + ".test");
                    return new Predefined.TestPairs(
                            name,
                            Arrays.stream(rows)
                                    .mapToInt(row -> index(interactions.users(), row[0]))
                                    .toArray(),
                            Arrays.stream(rows)
                                    .mapToInt(row -> index(interactions.items(), row[1]))
                                    .toArray());
                })
                .toList();
        return Predefined.of(pairs);
    }

    private long[][] rows(String file) {
        try (Stream<String> lines = Files.lines(folder.resolve(file))) {
            return lines.map(line -> Arrays.stream(line.split("\t", -1))
                            .mapToLong(Long::parseLong)
                            .toArray())
                    .toArray(long[][]::new);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Ids ids(long[][] rows, ToLongFunction<long[]> column) {
        return Ids.ofNumbers(
                Arrays.stream(rows).mapToLong(column).sorted().distinct().toArray());
    }

    private static int index(Ids ids, long id) {
        return ids.indexOf(Long.toString(id))
                .orElseThrow(() -> MatineeException.badData("there is no rating with the id " + id, ""));
    }
}
