package dev.matinee.engine.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InteractionsTest {
    private static final Run RUN = Run.seeded(1);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void bothOrientationsHoldJustWhatWasAdded(long seed) {
        RandomStream random = new RandomStream(seed);
        int users = random.nextInt(1, 40);
        int items = random.nextInt(1, 30);
        boolean manyRatings = seed % 2 == 0;
        Map<Long, float[]> expected = new TreeMap<>();
        InteractionsBuilder builder = new InteractionsBuilder(numbers(users), numbers(items));
        for (int i = 0; i < 400; i++) {
            int user = random.nextInt(users);
            int item = random.nextInt(items);
            float rating = manyRatings ? random.nextFloat() : random.nextInt(1, 11) / 2f;
            long time = random.nextInt(5) == 0 ? Rows.NO_TIME : 800_000_000L + random.nextInt(1 << 30);
            if (expected.putIfAbsent((long) user << 32 | item, new float[] {rating}) == null) {
                builder.add(user, item, rating, time);
            }
        }
        Interactions interactions = builder.build(RUN);

        assertThat(interactions.size()).isEqualTo(expected.size());
        assertThat(entries(interactions.byUser(), false)).containsExactlyElementsOf(flat(expected));
        assertThat(entries(interactions.byItem(), true)).containsExactlyInAnyOrderElementsOf(flat(expected));
    }

    @Test
    void aWrittenFileOpensWithTheSameContent() {
        Interactions written = small().write(folder.resolve("matrix.bin"), RUN);
        Interactions opened = Interactions.open(folder.resolve("matrix.bin"));

        assertThat(opened.hash())
                .isEqualTo(written.hash())
                .isEqualTo(small().build(RUN).hash());
        assertThat(opened.users().id(1)).isEqualTo("anna");
        assertThat(opened.items().indexOf("20")).hasValue(1);
        assertThat(opened.byUser().time(0)).isEqualTo(100);
        assertThat(opened.byUser().time(2)).isEqualTo(Rows.NO_TIME);
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aFileCutShortIsRefused() throws IOException {
        Path file = folder.resolve("matrix.bin");
        small().write(file, RUN);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> Interactions.open(file))
                .isInstanceOf(MatineeException.class)
                .hasMessageContaining("cut short or damaged");
    }

    @Test
    void aPairRatedTwiceIsRefused() {
        InteractionsBuilder builder = new InteractionsBuilder(numbers(1), numbers(3));
        builder.add(0, 2, 1, 5);
        builder.add(0, 1, 1, 5);
        builder.add(0, 2, 3, 6);

        assertThatThrownBy(() -> builder.build(RUN)).hasMessageContaining("user 0 rated item 2 more than once");
    }

    @Test
    void nothingAddedIsAnEmptyMatrix() {
        Interactions empty = new InteractionsBuilder(numbers(0), numbers(0)).write(folder.resolve("empty.bin"), RUN);

        assertThat(empty.size()).isZero();
        assertThat(Interactions.open(folder.resolve("empty.bin")).users().size())
                .isZero();
    }

    @Test
    void aSubsetKeepsTheIdsAndOnlyTheChosenRatings() {
        Interactions all = small().build(RUN);
        Interactions some = all.subset(position -> position != 1, RUN);

        assertThat(some.size()).isEqualTo(2);
        assertThat(some.users()).isEqualTo(all.users());
        assertThat(some.byItem().count(1)).isZero();
    }

    private static InteractionsBuilder small() {
        InteractionsBuilder builder = new InteractionsBuilder(
                Ids.ofTexts(new String[] {"Ann", "anna", "zoë"}), Ids.ofNumbers(new long[] {10, 20, 1L << 40}));
        builder.add(2, 0, 4.5f, Rows.NO_TIME);
        builder.add(0, 1, 3, 200);
        builder.add(0, 0, 0.5f, 100);
        return builder;
    }

    private static Ids numbers(int count) {
        long[] ids = new long[count];
        Arrays.setAll(ids, i -> i);
        return Ids.ofNumbers(ids);
    }

    private static java.util.List<String> flat(Map<Long, float[]> expected) {
        return expected.entrySet().stream()
                .map(e -> (e.getKey() >>> 32) + " " + e.getKey().intValue() + " " + e.getValue()[0])
                .toList();
    }

    private static java.util.List<String> entries(Rows rows, boolean flipped) {
        java.util.List<String> all = new java.util.ArrayList<>();
        for (int row = 0; row < rows.rows(); row++) {
            for (long p = rows.start(row); p < rows.end(row); p++) {
                all.add((flipped ? rows.column(p) + " " + row : row + " " + rows.column(p)) + " " + rows.rating(p));
            }
        }
        return all;
    }
}
