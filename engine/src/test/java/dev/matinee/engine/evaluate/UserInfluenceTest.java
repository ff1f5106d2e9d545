package dev.matinee.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UserInfluenceTest {
    private static final Run RUN = Run.seeded(1);

    @Test
    void theIntervalOfAMeanOverUsersIsTheTextbooks() {
        Metric metric = mean(0.1, 0.4, 0.7, 0.4).influence().metric(Measure.NDCG);

        double error = Math.sqrt((0.09 + 0.09) / 3 / 4);
        assertThat(metric.mean()).isCloseTo(0.4, within(1e-15));
        assertThat(metric.low()).isCloseTo(0.4 - 1.959963984540054 * error, within(1e-12));
        assertThat(metric.high()).isCloseTo(0.4 + 1.959963984540054 * error, within(1e-12));
    }

    @Test
    void theIntervalStaysWithinWhatTheMeasureCanTake() {
        Metric metric = mean(0, 0, 0, 1).influence().metric(Measure.HIT_RATE);

        assertThat(metric.low()).isZero();
        assertThat(mean(1, 1, 1, 0).influence().metric(Measure.HIT_RATE).high()).isEqualTo(1);
    }

    @Test
    void intervalsOfMeansCoverTheTruthNineteenTimesInTwenty() {
        int covered = 0;
        for (int trial = 0; trial < 1000; trial++) {
            RandomStream random = RUN.random("coverage of a mean", trial);
            double[] values = new double[150];
            Arrays.setAll(values, i -> Math.pow(random.nextDouble(), 2));
            Metric metric = mean(values).influence().metric(Measure.RECALL);
            covered += metric.low() <= 1 / 3.0 && 1 / 3.0 <= metric.high() ? 1 : 0;
        }
        assertThat(covered).isBetween(925, 970);
    }

    @Test
    void intervalsOfRootMeansCoverTheTruthThoughRatingsOfAUserAreAlike() {
        int covered = 0;
        for (int trial = 0; trial < 1000; trial++) {
            RandomStream random = RUN.random("coverage of a root mean", trial);
            int users = 200;
            double[] totals = new double[users];
            double[] weights = new double[users];
            for (int user = 0; user < users; user++) {
                double shared = random.nextGaussian();
                weights[user] = random.nextInt(1, 30);
                for (int rating = 0; rating < weights[user]; rating++) {
                    double error = shared + random.nextGaussian();
                    totals[user] += error * error;
                }
            }
            Metric metric = new UserValues(indexes(users), totals, weights, true)
                    .influence()
                    .metric(Measure.RMSE);
            covered += metric.low() <= Math.sqrt(2) && Math.sqrt(2) <= metric.high() ? 1 : 0;
        }
        // Were ratings taken as independent, some 59 in 100 would cover: the variance is 5.6 times what that would say.
        assertThat(covered).isBetween(915, 970);
    }

    @Test
    void measuringTheSameUsersAgainMakesNothingMoreCertain() {
        UserInfluence once = mean(0.1, 0.4, 0.7, 0.4).influence();

        UserInfluence twice = UserInfluence.mean(List.of(once, once));

        assertThat(twice.mean()).isEqualTo(once.mean());
        assertThat(twice.standardError()).isCloseTo(once.standardError(), within(1e-15));
    }

    @Test
    void usersOfOneSplitOnlyCountWithHalfTheirPartOverTwoSplits() {
        UserInfluence first = new UserInfluence(0.2, new int[] {1, 4}, new double[] {0.1, -0.1});
        UserInfluence second = new UserInfluence(0.6, new int[] {2, 4}, new double[] {0.3, -0.3});

        UserInfluence both = UserInfluence.mean(List.of(first, second));

        assertThat(both.mean()).isCloseTo(0.4, within(1e-15));
        assertThat(both.users()).containsExactly(1, 2, 4);
        assertThat(both.parts()).containsExactly(new double[] {0.05, 0.15, -0.2}, within(1e-15));
    }

    @Test
    void pairingTellsApartWhatIntervalsCannot() {
        RandomStream random = RUN.random("pairs", 0);
        double[] first = new double[300];
        double[] second = new double[300];
        for (int i = 0; i < 300; i++) {
            first[i] = random.nextDouble();
            second[i] = first[i] - 0.02 - 0.05 * (random.nextDouble() - 0.5);
        }
        Metric better = mean(first).influence().metric(Measure.NDCG);
        Metric worse = mean(second).influence().metric(Measure.NDCG);
        assertThat(better.low()).isLessThan(worse.high());

        PairedComparison comparison =
                PairedComparison.of(mean(first).influence(), mean(second).influence(), RUN);

        assertThat(comparison.difference()).isCloseTo(0.02, within(0.003));
        assertThat(comparison.low()).isPositive().isLessThan(comparison.difference());
        assertThat(comparison.high()).isGreaterThan(comparison.difference());
        assertThat(comparison.significant()).isTrue();
        assertThat(comparison.pValue()).isLessThan(0.002);
        assertThat(comparison.users()).isEqualTo(300);
    }

    @Test
    void equalModelsSeldomLookDifferent() {
        int significant = 0;
        for (int trial = 0; trial < 200; trial++) {
            RandomStream random = RUN.random("equals", trial);
            double[] first = new double[100];
            double[] second = new double[100];
            Arrays.setAll(first, i -> random.nextDouble());
            Arrays.setAll(second, i -> random.nextDouble());
            PairedComparison comparison =
                    PairedComparison.of(mean(first).influence(), mean(second).influence(), RUN);
            if (comparison.pValue() < 0.045) {
                assertThat(comparison.significant()).isTrue();
            }
            significant += comparison.significant() ? 1 : 0;
        }
        assertThat(significant).isBetween(3, 21);
    }

    @Test
    void comparingDependsNeitherOnSeedNorThreads() {
        UserInfluence first = mean(0.1, 0.4, 0.7, 0.4).influence();
        UserInfluence second = mean(0.2, 0.3, 0.5, 0.4).influence();

        assertThat(PairedComparison.of(first, second, RUN.seed(9).threads(2)))
                .isEqualTo(PairedComparison.of(first, second, RUN.threads(1)));
    }

    @Test
    void aModelDoesNotDifferFromItself() {
        UserInfluence model = mean(0.1, 0.4, 0.7, 0.4).influence();

        PairedComparison comparison = PairedComparison.of(model, model, RUN);

        assertThat(comparison).isEqualTo(new PairedComparison(0, 0, 0, 1, 4));
        assertThat(comparison.significant()).isFalse();
    }

    @Test
    void onlyTheSameUsersCanBePaired() {
        UserInfluence four = mean(0.1, 0.4, 0.7, 0.4).influence();
        UserInfluence three = mean(0.1, 0.4, 0.7).influence();

        assertThatThrownBy(() -> PairedComparison.of(four, three, RUN))
                .hasMessage("only evaluations of the same users can be paired, got 4 and 3 users");
        assertThatThrownBy(() -> PairedComparison.of(mean(1).influence(), mean(0).influence(), RUN))
                .hasMessage("a comparison needs at least 2 users, got 1");
    }

    @Test
    void measuresAreFoundByTheirMetricsNames() {
        assertThat(Measure.named("ndcg@10")).contains(Measure.NDCG);
        assertThat(Measure.named("rmse")).contains(Measure.RMSE);
        assertThat(Measure.named("rmse@10")).isEmpty();
        assertThat(Measure.named("ndcg")).isEmpty();
        assertThat(Measure.named("ndcg@0")).isEmpty();
        assertThatThrownBy(() -> Measure.of("ngcd@10")).hasMessageContaining("did you mean ndcg@10?");
    }

    @Test
    void metricsSurviveTheirJson() {
        Metric metric = new Metric(0.25, 0.125, 0.375, 40);

        assertThat(Metric.fromJson(metric.toJson())).isEqualTo(metric);
        assertThatThrownBy(() -> Metric.fromJson(Map.of("low", 1)))
                .hasMessage("a metric needs mean and users, found [low]");
    }

    private static UserValues mean(double... values) {
        double[] ones = new double[values.length];
        Arrays.fill(ones, 1);
        return new UserValues(indexes(values.length), values, ones, false);
    }

    private static int[] indexes(int count) {
        return IntStream.range(0, count).toArray();
    }
}
