package dev.matinee.lab.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.cluster.AdjustedRand;
import dev.matinee.engine.cluster.Clustering;
import dev.matinee.engine.cluster.DensePoints;
import dev.matinee.engine.cluster.KMeans;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {
    /** Expected values: scipy.stats.t.sf(abs(t), df) * 2, SciPy. */
    @ParameterizedTest
    @CsvSource({
        "0, 5, 1",
        "2, 10, 0.07338803477074039",
        "-2.5, 3.7, 0.07182202291182675",
        "12, 40, 7.82417130425597e-15",
        "1.96, 100000, 0.04999856319430167"
    })
    void probabilitiesAreThoseOfStudent(double t, double freedom, double expected) {
        assertThat(StudentT.twoSided(t, freedom)).isCloseTo(expected, within(1e-9 * Math.max(1e-6, expected) + 1e-16));
    }

    /** Expected values worked by hand. */
    @Test
    void correctionsAreThoseOfHolmAndOfBenjaminiAndHochberg() {
        double[] probabilities = {0.01, 0.04, 0.03, 0.005};

        assertThat(Correction.HOLM.adjust(probabilities))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
        assertThat(Correction.BENJAMINI_HOCHBERG.adjust(probabilities))
                .containsExactly(new double[] {0.02, 0.04, 0.04, 0.02}, within(1e-12));
    }

    @Test
    void theIndexOfHalvesIsThatOfTheWholeFormula() {
        RandomStream random = new RandomStream(4);
        for (int trial = 0; trial < 50; trial++) {
            int size = 2 + random.nextInt(60);
            int[] one = new int[size];
            int[] other = new int[size];
            long both = 0;
            long first = 0;
            long second = 0;
            for (int i = 0; i < size; i++) {
                one[i] = random.nextInt(2);
                other[i] = random.nextInt(2);
                both += one[i] == 1 && other[i] == 1 ? 1 : 0;
                first += one[i];
                second += other[i];
            }
            assertThat(AdjustedRand.ofHalves(both, first, second, size))
                    .isCloseTo(AdjustedRand.index(one, other), within(1e-12));
        }
    }

    @Test
    void theElbowIsWhereTheCurveBends() {
        List<CurvePoint> curve = new ArrayList<>();
        double[] inertias = {100, 60, 20, 17, 14, 11};
        for (int i = 0; i < inertias.length; i++) {
            curve.add(new CurvePoint(i + 2, inertias[i], i == 1 ? 0.6 : 0.5));
        }

        assertThat(Choice.ELBOW.of(curve)).isEqualTo(4);
        assertThat(Choice.SILHOUETTE.of(curve)).isEqualTo(3);
        assertThat(Choice.ELBOW.of(curve.subList(0, 1))).isEqualTo(2);
    }

    @Test
    void clearSegmentsAreStableAndThoseOfNoiseAreNot() {
        RandomStream random = new RandomStream(9);
        float[] blobs = new float[600];
        float[] noise = new float[600];
        for (int i = 0; i < blobs.length; i++) {
            blobs[i] = (float) (random.nextGaussian() + 20 * (i / 2 % 3));
            noise[i] = (float) random.nextGaussian();
        }

        assertThat(stability(blobs).overall().low()).isEqualTo(1);
        assertThat(stability(blobs).segments())
                .hasSize(3)
                .allSatisfy(one -> assertThat(one.mean()).isEqualTo(1));
        assertThat(stability(noise).overall().mean()).isLessThan(0.9);
    }

    private static Stability stability(float[] rows) {
        DensePoints points = DensePoints.ofRows(rows, 2);
        Run run = Run.seeded(1).threads(2);
        Clustering clustering = BySize.ordered(KMeans.into(3).cluster(points, run));
        return Stability.measure(points, clustering, 20, run);
    }
}
