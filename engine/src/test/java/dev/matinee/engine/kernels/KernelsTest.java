package dev.matinee.engine.kernels;

import static dev.matinee.engine.kernels.KernelCases.EPSILON;
import static dev.matinee.engine.kernels.KernelCases.bound;
import static dev.matinee.engine.kernels.KernelCases.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.RandomStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kernels on vectors, and which of them compute. */
class KernelsTest {
    @ParameterizedTest
    @MethodSource("dev.matinee.engine.kernels.KernelCases#lengths")
    void theDotIsWithinRoundingOfTheExactSum(Kernels kernels, int length) {
        float[] a = numbers(1, length + 3);
        float[] b = numbers(2, length + 5);
        double exact = 0;
        double magnitude = 0;
        for (int i = 0; i < length; i++) {
            exact += (double) a[3 + i] * b[5 + i];
            magnitude += Math.abs((double) a[3 + i] * b[5 + i]);
        }

        assertThat((double) kernels.dot(a, 3, b, 5, length)).isCloseTo(exact, within(bound(length, magnitude)));
    }

    @ParameterizedTest
    @MethodSource("dev.matinee.engine.kernels.KernelCases#lengths")
    void axpyChangesJustTheNamedRange(Kernels kernels, int length) {
        float[] x = numbers(1, length + 2);
        float[] y = numbers(2, length + 4);
        float[] before = y.clone();
        kernels.axpy(0.5f, x, 2, y, 3, length);

        assertThat(y[0]).isEqualTo(before[0]);
        assertThat(y[2]).isEqualTo(before[2]);
        assertThat(y[length + 3]).isEqualTo(before[length + 3]);
        for (int i = 0; i < length; i++) {
            assertThat(y[3 + i]).isCloseTo(before[3 + i] + 0.5f * x[2 + i], within((float) (4 * EPSILON)));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.matinee.engine.kernels.KernelCases#lengths")
    void theTopScoresAreThoseOfASortedList(Kernels kernels, int length) {
        RandomStream random = new RandomStream(length);
        float[] scores = new float[length];
        for (int i = 0; i < length; i++) {
            scores[i] = random.nextInt(10) == 0 ? Float.NaN : random.nextInt(length) - length / 2;
        }
        int[] hidden = IntStream.range(0, length).filter(i -> i % 7 == 3).toArray();
        List<Integer> expected = IntStream.range(0, length)
                .filter(i -> i % 7 != 3 && !Float.isNaN(scores[i]))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]).thenComparing(i -> i))
                .toList();

        for (int wanted : new int[] {0, 1, 10, 100, length}) {
            int[] chosen = new int[wanted];
            int found = kernels.top(scores, length, hidden, chosen);
            assertThat(found).isEqualTo(Math.min(wanted, expected.size()));
            assertThat(Arrays.stream(chosen).limit(found).boxed().toList()).isEqualTo(expected.subList(0, found));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.matinee.engine.kernels.KernelCases#kernels")
    void minusInfinityIsAScoreLikeAnyOther(Kernels kernels) {
        float[] scores = new float[40];
        Arrays.fill(scores, Float.NEGATIVE_INFINITY);
        scores[33] = Float.NaN;
        int[] chosen = new int[3];

        assertThat(kernels.top(scores, 40, new int[] {1}, chosen)).isEqualTo(3);
        assertThat(chosen).containsExactly(0, 2, 3);
    }

    @ParameterizedTest
    @MethodSource("dev.matinee.engine.kernels.KernelCases#kernels")
    void compiledCodeGivesTheBitsOfInterpretedCode(Kernels kernels) {
        float[] table = numbers(1, 100 * 64);
        int[] indexes = IntStream.range(0, 100).toArray();
        float[] x = numbers(2, 100);
        int first = 0;
        for (int repetition = 0; repetition < 20_000; repetition++) {
            float[] out = new float[64];
            kernels.gatherResiduals(table, 64, indexes, x, x, 0, 100, x, out, new float[100 * 64]);
            int bits = Float.floatToIntBits(kernels.dot(out, 0, table, 3, 64));
            first = repetition == 0 ? bits : first;
            assertThat(bits).isEqualTo(first);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.matinee.engine.kernels.KernelCases#kernels")
    void compiledDescentGivesTheBitsOfInterpretedDescent(Kernels kernels) {
        SparseBlock block = new SparseBlock(
                new int[] {0, 1}, new int[] {0, 30, 50}, IntStream.range(0, 50).toArray(), numbers(1, 50));
        int first = 0;
        for (int repetition = 0; repetition < 2_000; repetition++) {
            FactorRows rows = new FactorRows(numbers(2, 2 * 64), numbers(3, 2), numbers(4, 2));
            FactorRows columns = new FactorRows(numbers(5, 50 * 64), numbers(6, 50), numbers(7, 50));
            double loss = kernels.descend(rows, columns, 64, block, 0.01f, 0.02f, 0.03f);
            int bits = Arrays.hashCode(rows.factors()) + Arrays.hashCode(columns.factors()) + Double.hashCode(loss);
            first = repetition == 0 ? bits : first;
            assertThat(bits).isEqualTo(first);
        }
    }

    @Test
    void theNameSaysWhichKernelsCompute() {
        assertThat(KernelChoice.choose("scalar", true).name()).isEqualTo("scalar");
        assertThat(KernelChoice.choose(null, false).name()).isEqualTo("scalar");
        assertThat(Kernels.active().name()).matches("scalar|vector-(128|256|512)");
    }

    @Test
    void askingForWhatThereIsNotIsAnErrorWithARemedy() {
        assertThatThrownBy(() -> KernelChoice.choose("simd", true))
                .hasMessage("kernels must be scalar or vector, got simd");
        assertThatThrownBy(() -> KernelChoice.choose("vector", false))
                .isInstanceOfSatisfying(
                        MatineeException.class,
                        e -> assertThat(e.remedy()).isEqualTo("start java with --add-modules jdk.incubator.vector"));
    }
}
