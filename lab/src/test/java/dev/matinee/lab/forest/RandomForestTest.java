package dev.matinee.lab.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.recommend.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomForestTest {
    private static final Run RUN = Run.seeded(7).threads(2);
    private static final RandomForest USUAL = new RandomForest(40, 12, 2, 1, 0, 1);

    /** Rows of numbers, some missing, and labels that depend on the first two of them. */
    private record Rows(float[] values, byte[] labels) {
        static Rows of(int rows, int columns, long index) {
            RandomStream random = RUN.random("rows", index);
            float[] values = new float[rows * columns];
            byte[] labels = new byte[rows];
            for (int row = 0; row < rows; row++) {
                int at = row * columns;
                for (int column = 0; column < columns; column++) {
                    values[at + column] = (float) random.nextGaussian();
                }
                double score = 2 * values[at] + (values[at + 1] > 0 ? 1 : -1);
                labels[row] = (byte) (random.nextDouble() < 1 / (1 + Math.exp(-score)) ? 1 : 0);
                if (random.nextDouble() < 0.2) {
                    values[at + columns - 1] = Float.NaN;
                }
            }
            return new Rows(values, labels);
        }
    }

    private static Forest grow(RandomForest settings, Rows rows) {
        return settings.grow(rows.values(), rows.labels(), rows.values().length / rows.labels().length, RUN);
    }

    @Test
    void learnsWhatThereIsAndSaysWhatItUsed() {
        Forest forest = grow(USUAL, Rows.of(4_000, 5, 1));
        Rows test = Rows.of(2_000, 5, 2);
        float[] probabilities = forest.probabilities(test.values(), RUN);
        int right = 0;
        for (int row = 0; row < probabilities.length; row++) {
            right += (probabilities[row] >= 0.5 ? 1 : 0) == test.labels()[row] ? 1 : 0;
        }
        assertThat((double) right / probabilities.length).isGreaterThan(0.76);
        double[] shares = forest.importances();
        assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-5));
        assertThat(shares[0]).isGreaterThan(shares[1]).isGreaterThan(2 * shares[2]);
    }

    @Test
    void aTreeOnAllRowsRemembersEachOfThem() {
        float[] values = new float[600];
        byte[] labels = new byte[600];
        for (int row = 0; row < 600; row++) {
            values[row] = row;
            labels[row] = (byte) (row / 3 % 2);
        }
        Forest forest = new RandomForest(200, 40, 2, 1, 1, 1).grow(values, labels, 1, RUN);
        float[] probabilities = forest.probabilities(values, RUN);
        int right = 0;
        for (int row = 0; row < 600; row++) {
            right += (probabilities[row] >= 0.5 ? 1 : 0) == labels[row] ? 1 : 0;
        }
        assertThat(right).as("600 values share 255 bins").isGreaterThan(480);
    }

    @Test
    void equalValuesAreNeverParted() {
        float[] values = {1, 1, 1, 2, 2, 2, 3, 3};
        byte[] labels = {0, 1, 1, 0, 0, 0, 1, 1};
        Forest forest = new RandomForest(300, 5, 2, 1, 1, 1).grow(values, labels, 1, RUN);
        float[] probabilities = forest.probabilities(values, RUN);
        assertThat(probabilities[0]).isEqualTo(probabilities[2]).isBetween(0.5f, 0.8f);
        assertThat(probabilities[3]).isEqualTo(probabilities[5]).isLessThan(0.25f);
        assertThat(probabilities[7]).isGreaterThan(0.8f);
        assertThat(forest.probabilities(new float[] {1.4f, 1.6f, 99, -99}, RUN))
                .containsExactly(probabilities[0], probabilities[3], probabilities[7], probabilities[0]);
    }

    @Test
    void whatIsMissingGoesWhereItFits() {
        int rows = 2_000;
        float[] values = new float[rows];
        byte[] labels = new byte[rows];
        RandomStream random = RUN.random("missing", 0);
        for (int row = 0; row < rows; row++) {
            boolean missing = random.nextDouble() < 0.3;
            values[row] = missing ? Float.NaN : (float) random.nextDouble();
            labels[row] = (byte) (missing || values[row] < 0.2 ? 1 : 0);
        }
        Forest forest = new RandomForest(20, 6, 2, 1, 1, 1).grow(values, labels, 1, RUN);
        float[] answers = forest.probabilities(new float[] {Float.NaN, 0.1f, 0.5f, 0.99f}, RUN);
        assertThat(answers[0]).isEqualTo(1);
        assertThat(answers[1]).isEqualTo(1);
        assertThat(answers[2]).isEqualTo(0);
        assertThat(answers[3]).isEqualTo(0);
    }

    @Test
    void leavesAndSplitsHaveAsManyRowsAsAsked() {
        Rows rows = Rows.of(3_000, 4, 1);
        Forest small = grow(new RandomForest(5, 30, 2, 40, 0, 1), rows);
        Forest unsplit = grow(new RandomForest(5, 30, 3_001, 1, 0, 1), rows);
        for (int node = 0; node < small.nodes(); node++) {
            assertThat(small.cover(node)).isGreaterThanOrEqualTo(40);
        }
        assertThat(small.nodes()).isGreaterThan(50);
        assertThat(unsplit.nodes()).isEqualTo(5);
        assertThat(grow(new RandomForest(5, 3, 2, 1, 0, 1), rows).deepest()).isEqualTo(3);
        assertThat(unsplit.importances()).containsOnly(0);
    }

    @Test
    void oneThreadGrowsTheSameBytesAndTheyOutliveTheirFile() {
        Rows rows = Rows.of(2_000, 6, 1);
        Forest forest = grow(USUAL, rows);
        Forest alone = USUAL.grow(rows.values(), rows.labels(), 6, RUN.threads(1));
        alone.tensors()
                .forEach((name, tensor) -> assertThat(tensor.values())
                        .as(name)
                        .isEqualTo(Objects.requireNonNull(forest.tensors().get(name))
                                .values()));
        Forest loaded = Forest.load(6, forest.tensors());
        assertThat(loaded.probabilities(rows.values(), RUN)).isEqualTo(forest.probabilities(rows.values(), RUN));
        assertThat(loaded.importances()).isEqualTo(forest.importances());
    }

    @Test
    void aDamagedFileIsRefused() {
        Forest forest = grow(USUAL, Rows.of(200, 4, 1));
        Map<String, Tensor> circle = new LinkedHashMap<>(forest.tensors());
        circle.put("nodes", Tensor.of(new int[4 * forest.nodes()], forest.nodes(), 4));
        assertThatThrownBy(() -> Forest.load(4, circle))
                .isInstanceOf(MatineeException.class)
                .hasMessageContaining("no forest that can be read");
        assertThatThrownBy(() -> Forest.load(1, forest.tensors())).isInstanceOf(MatineeException.class);
        assertThatThrownBy(() -> Forest.load(4, Map.of())).isInstanceOf(MatineeException.class);
    }

    @Test
    void settingsAndRowsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new RandomForest(0, 5, 2, 1, 0, 1)).hasMessage("trees must be at least 1, got 0");
        assertThatThrownBy(() -> new RandomForest(1, 5, 1, 1, 0, 1)).hasMessageContaining("minimumSplit");
        assertThatThrownBy(() -> new RandomForest(1, 5, 2, 1, 0, 0)).hasMessageContaining("rowShare");
        assertThatThrownBy(() -> USUAL.grow(new float[5], new byte[2], 2, RUN))
                .hasMessage("2 rows of 2 columns do not make 5 values");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 7})
    void contributionsAreTheShapleyValuesOfAllSubsets(int columns) {
        Rows rows = Rows.of(400, Math.max(2, columns), 3);
        int width = rows.values().length / 400;
        Forest forest = new RandomForest(6, 9, 2, 1, 0, 1).grow(rows.values(), rows.labels(), width, RUN);
        Rows some = Rows.of(10, width, 4);
        float[] found = forest.contributions(some.values(), RUN);
        float[] probabilities = forest.probabilities(some.values(), RUN);
        for (int row = 0; row < 10; row++) {
            double[] expected = bySubsets(forest, some.values(), row * width, width);
            double sum = 0;
            for (int i = 0; i <= width; i++) {
                assertThat((double) found[row * (width + 1) + i]).isCloseTo(expected[i], within(1e-6));
                sum += found[row * (width + 1) + i];
            }
            assertThat(sum).isCloseTo(probabilities[row], within(1e-6));
        }
    }

    /** Shapley values by their definition: the mean over all orders of what a column adds to those before it. */
    private static double[] bySubsets(Forest forest, float[] rows, int at, int width) {
        double[] worth = new double[1 << width];
        for (int known = 0; known < worth.length; known++) {
            for (int tree = 0; tree < forest.trees(); tree++) {
                worth[known] += mean(forest, forest.root(tree), rows, at, known) / forest.trees();
            }
        }
        double[] values = new double[width + 1];
        for (int column = 0; column < width; column++) {
            for (int known = 0; known < worth.length; known++) {
                if (((known >> column) & 1) == 0) {
                    int size = Integer.bitCount(known);
                    double weight = factorial(size) * factorial(width - size - 1) / factorial(width);
                    values[column] += weight * (worth[known | (1 << column)] - worth[known]);
                }
            }
        }
        values[width] = worth[0];
        return values;
    }

    private static double mean(Forest forest, int node, float[] rows, int at, int known) {
        int column = forest.column(node);
        if (column < 0) {
            return forest.value(node);
        }
        if (((known >> column) & 1) == 1) {
            return mean(forest, forest.next(node, rows, at), rows, at, known);
        }
        int left = forest.child(node);
        double share = (double) forest.cover(left) / forest.cover(node);
        return share * mean(forest, left, rows, at, known) + (1 - share) * mean(forest, left + 1, rows, at, known);
    }

    private static double factorial(int number) {
        return number < 2 ? 1 : number * factorial(number - 1);
    }
}
