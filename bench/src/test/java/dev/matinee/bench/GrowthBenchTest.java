package dev.matinee.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthBenchTest {
    @Test
    void costsOnALineDoNotLieOffIt() {
        assertThat(deviation(List.of(cost(1, 5), cost(5, 13), cost(100, 203)))).isCloseTo(0, within(1e-12));
        assertThat(deviation(List.of(cost(7, 3)))).isCloseTo(0, within(1e-12));
    }

    @Test
    void aCostThatGrowsFasterThanItsSizeLiesOffTheLine() {
        List<double[]> costs = List.of(cost(1, 1), cost(10, 100), cost(100, 10_000));
        double[] best = bestLine(costs);
        assertThat(deviation(costs)).isGreaterThan(0.5).isCloseTo(best[2], within(0.02));
    }

    /** By trying many lines: intercept, slope, and the largest deviation as a share of the cost. */
    private static double[] bestLine(List<double[]> costs) {
        double[] best = {0, 0, 0};
        double least = Double.POSITIVE_INFINITY;
        for (double start = -50; start <= 50; start += 0.05) {
            for (double slope = -10; slope <= 200; slope += 0.05) {
                double sum = 0;
                double largest = 0;
                for (double[] cost : costs) {
                    double off = (start + slope * cost[0]) / cost[1] - 1;
                    sum += off * off;
                    largest = Math.max(largest, Math.abs(off));
                }
                if (sum < least) {
                    least = sum;
                    best = new double[] {start, slope, largest};
                }
            }
        }
        return best;
    }

    private static double deviation(List<double[]> costs) {
        return GrowthBench.largestDeviation(costs);
    }

    private static double[] cost(double size, double seconds) {
        return new double[] {size, seconds};
    }
}
