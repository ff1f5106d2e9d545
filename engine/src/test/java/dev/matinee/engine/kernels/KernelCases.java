package dev.matinee.engine.kernels;

import dev.matinee.engine.RandomStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What kernels are tried on: both of them, at lengths that fit no vector, with numbers whose exact results are known. */
final class KernelCases {
    static final double EPSILON = Math.ulp(1f);

    static Stream<Kernels> kernels() {
        return KernelChoice.vectorModule()
                ? Stream.of(new ScalarKernels(), new VectorKernels())
                : Stream.of(new ScalarKernels());
    }

    static Stream<Arguments> lengths() {
        return kernels()
                .flatMap(k -> IntStream.of(0, 1, 13, 16, 64, 207, 702, 4098).mapToObj(n -> Arguments.of(k, n)));
    }

    static Stream<Arguments> widths() {
        return kernels()
                .flatMap(k -> IntStream.of(1, 2, 7, 8, 13, 16, 24, 32, 50, 64, 96, 128, 207)
                        .mapToObj(n -> Arguments.of(k, n)));
    }

    static Stream<Arguments> sizes() {
        return kernels()
                .flatMap(k ->
                        IntStream.of(1, 2, 7, 8, 13, 16, 33, 64, 128, 207, 512).mapToObj(n -> Arguments.of(k, n)));
    }

    private KernelCases() {}

    static double bound(int terms, double magnitude) {
        return EPSILON * (terms + 2) * magnitude;
    }

    static double exactDot(float[] a, int aFrom, float[] b, int bFrom, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (double) a[aFrom + i] * b[bFrom + i];
        }
        return sum;
    }

    static float[] numbers(long seed, int count) {
        RandomStream random = new RandomStream(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextFloat() * 2 - 1;
        }
        return numbers;
    }
}
