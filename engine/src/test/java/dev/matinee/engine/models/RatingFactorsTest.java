package dev.matinee.engine.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.RandomRatings;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.split.TrainingSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What BiasedMf, SvdPlusPlus and AlternatingLeastSquares have in common, and what is their own. */
class RatingFactorsTest {
    private static final Run RUN = Run.seeded(42).threads(1);
    private static final TrainingSet RATINGS = TrainingSet.everything(RandomRatings.of(7, 300, 120, 0));

    static Stream<Settings<RatingFactors>> families() {
        return Stream.of(
                BiasedMf.defaults().epochs(15).regularization(0.1).biasRegularization(0.02),
                BiasedMf.defaults().epochs(5).factors(64).frequencyScaling(0.5).regularization(1),
                SvdPlusPlus.defaults().epochs(5).factors(9),
                AlternatingLeastSquares.defaults().iterations(3),
                AlternatingLeastSquares.defaults().iterations(3).biases(false).regularization(0.2));
    }

    static Stream<Settings<RatingFactors>> descents() {
        return Stream.of(BiasedMf.defaults(), SvdPlusPlus.defaults());
    }

    private static float[] tensor(RatingFactors model, String name) {
        return Objects.requireNonNull(model.tensors().get(name), name).floats();
    }

    private static Settings<RatingFactors> with(Settings<RatingFactors> settings, Map<String, ?> changes) {
        return SettingsSchema.of(settings).with(settings, changes);
    }

    private static double setting(Settings<RatingFactors> settings, String name) {
        return ((Number) Objects.requireNonNull(
                        SettingsSchema.of(settings).values(settings).get(name)))
                .doubleValue();
    }

    @ParameterizedTest
    @MethodSource("families")
    void threadsDoNotChangeABit(Settings<RatingFactors> settings) {
        RatingFactors one = settings.train(RATINGS, RUN);
        RatingFactors three = settings.train(RATINGS, RUN.threads(3));
        assertThat(one.tensors().keySet()).isEqualTo(three.tensors().keySet());
        for (String name : one.tensors().keySet()) {
            assertThat(tensor(three, name)).as(name).containsExactly(tensor(one, name));
        }
    }

    /** At the least value of a user's loss its derivatives are 0. */
    @ParameterizedTest
    @MethodSource("families")
    void usersEndWithTheExactSolutionOfTheirEquations(Settings<RatingFactors> settings) {
        RatingFactors model = settings.train(RATINGS, RUN);
        int factors = (int) setting(settings, "factors");
        float[] x = tensor(model, "userFactors");
        float[] q = tensor(model, "itemFactors");
        float[] userBiases = tensor(model, "userBiases");
        float[] itemBiases = tensor(model, "itemBiases");
        boolean biased = !(settings instanceof AlternatingLeastSquares als) || als.biases();
        Rows ratings = RATINGS.interactions().byUser();
        for (int user = 0; user < 300; user += 7) {
            int n = ratings.count(user);
            if (n == 0) {
                continue;
            }
            double weight = Math.pow(n, setting(settings, "frequencyScaling"));
            double[] pulled = pulledTowards(model, ratings.columns(user), factors);
            double[] slope = new double[factors];
            double biasSlope = -weight * setting(settings, "biasRegularization") * userBiases[user];
            double size = 0;
            for (int d = 0; d < factors; d++) {
                slope[d] = -weight * setting(settings, "regularization") * (x[user * factors + d] - pulled[d]);
                size = Math.max(size, Math.abs(slope[d]));
            }
            for (long at = ratings.start(user); at < ratings.end(user); at++) {
                int item = ratings.column(at);
                double error =
                        ratings.rating(at) - tensor(model, "mean")[0] - userBiases[user] - (double) itemBiases[item];
                for (int d = 0; d < factors; d++) {
                    error -= (double) x[user * factors + d] * q[item * factors + d];
                }
                biasSlope += error;
                for (int d = 0; d < factors; d++) {
                    slope[d] += error * q[item * factors + d];
                }
            }
            assertThat(biased ? biasSlope : userBiases[user])
                    .as("bias of user " + user)
                    .isCloseTo(0, within(1e-3));
            for (double each : slope) {
                assertThat(each).as("factors of user " + user).isCloseTo(0, within(1e-4 + 2e-3 * size));
            }
        }
    }

    private static double[] pulledTowards(RatingFactors model, int[] items, int factors) {
        double[] sum = new double[factors];
        if (model.tensors().containsKey("implicitFactors")) {
            float[] implicit = tensor(model, "implicitFactors");
            for (int item : items) {
                for (int d = 0; d < factors; d++) {
                    sum[d] += implicit[item * factors + d] / Math.sqrt(items.length);
                }
            }
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("families")
    void tasteIsFoundInRatingsOfKnownTruth(Settings<RatingFactors> settings) {
        RandomStream random = new RandomStream(3);
        double[][] users = gaussians(200, random);
        double[][] items = gaussians(100, random);
        InteractionsBuilder builder = new InteractionsBuilder(RandomRatings.numbers(200), RandomRatings.numbers(100));
        List<int[]> heldOut = new ArrayList<>();
        for (int user = 0; user < 200; user++) {
            for (int item = 0; item < 100; item++) {
                if (random.nextInt(10) < 5) {
                    builder.add(user, item, (float) truth(users[user], items[item]), Rows.NO_TIME);
                } else {
                    heldOut.add(new int[] {user, item});
                }
            }
        }
        boolean biased = !(settings instanceof AlternatingLeastSquares als) || als.biases();
        String often = settings instanceof AlternatingLeastSquares ? "iterations" : "epochs";
        RatingFactors model = with(
                        settings,
                        Map.of("factors", 4, "regularization", 0.01, "frequencyScaling", 1, often, biased ? 60 : 20))
                .train(TrainingSet.everything(builder.build(RUN)), RUN);
        double squares = 0;
        double spread = 0;
        for (int[] pair : heldOut) {
            double truth = truth(users[pair[0]], items[pair[1]]);
            squares += Math.pow(model.predict(pair[0], pair[1]) - truth, 2);
            spread += Math.pow(truth - 3, 2);
        }
        assertThat(Math.sqrt(squares / spread)).isLessThan(0.3);
    }

    private static double[][] gaussians(int rows, RandomStream random) {
        double[][] numbers = new double[rows][3];
        for (double[] row : numbers) {
            for (int i = 0; i < 3; i++) {
                row[i] = random.nextGaussian();
            }
        }
        return numbers;
    }

    private static double truth(double[] user, double[] item) {
        return 3 + 0.3 * user[0] + 0.3 * item[0] + 0.4 * user[1] * item[1] + 0.4 * user[2] * item[2];
    }

    @ParameterizedTest
    @MethodSource("descents")
    void aScaleTenTimesAsWideIsPredictedTenTimesAsWide(Settings<RatingFactors> settings) {
        InteractionsBuilder builder = new InteractionsBuilder(
                RATINGS.interactions().users(), RATINGS.interactions().items());
        Rows rows = RATINGS.interactions().byUser();
        for (int user = 0; user < 300; user++) {
            for (long at = rows.start(user); at < rows.end(user); at++) {
                builder.add(user, rows.column(at), 10 * rows.rating(at), Rows.NO_TIME);
            }
        }
        Settings<RatingFactors> few = with(settings, Map.of("epochs", 5));
        RatingFactors narrow = few.train(RATINGS, RUN);
        RatingFactors wide = few.train(TrainingSet.everything(builder.build(RUN)), RUN);
        for (int user = 0; user < 300; user += 11) {
            for (int item = 0; item < 120; item += 7) {
                assertThat(wide.predict(user, item)).isCloseTo(10 * narrow.predict(user, item), within(0.02f));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("descents")
    void aLearningRateThatDivergesIsNamed(Settings<RatingFactors> settings) {
        assertThatThrownBy(() -> with(settings, Map.of("learningRate", 8)).train(RATINGS, RUN))
                .isInstanceOfSatisfying(MatineeException.class, error -> {
                    assertThat(error.code()).isEqualTo(ErrorCode.BAD_DATA);
                    assertThat(error.remedy()).isEqualTo("lower the setting learningRate");
                })
                .hasMessageMatching(
                        "training diverged: in epoch 1 the mean squared error was \\S+ times the variance of"
                                + " the ratings with learningRate 8.0");
    }

    @Test
    void ratingsThatCannotDetermineTheFactorsNameTheRegularization() {
        assertThatThrownBy(() -> AlternatingLeastSquares.defaults()
                        .regularization(0)
                        .factors(500)
                        .train(RATINGS, RUN))
                .isInstanceOfSatisfying(MatineeException.class, error -> {
                    assertThat(error.code()).isEqualTo(ErrorCode.BAD_DATA);
                    assertThat(error.remedy()).contains("regularization");
                });
    }

    static Stream<Arguments> alikeRatings() {
        return families()
                .flatMap(settings -> Stream.of(
                        Arguments.of(with(settings, Map.of("factors", 64)), 1, 1),
                        Arguments.of(with(settings, Map.of("factors", 64)), 1, 5),
                        Arguments.of(with(settings, Map.of("factors", 64)), 6, 1),
                        Arguments.of(with(settings, Map.of("factors", 64)), 30, 20)));
    }

    /** One rating, one user, one item, all alike: with more factors than users, too. */
    @ParameterizedTest
    @MethodSource("alikeRatings")
    void whereAllRatingsAreEqualSoIsEveryPrediction(Settings<RatingFactors> settings, int users, int items) {
        InteractionsBuilder builder =
                new InteractionsBuilder(RandomRatings.numbers(users), RandomRatings.numbers(items + 1));
        for (int user = 0; user < users; user++) {
            for (int item = 0; item < items; item++) {
                builder.add(user, item, 4, Rows.NO_TIME);
            }
        }
        RatingFactors model = settings.train(TrainingSet.everything(builder.build(RUN)), RUN);
        float[] scores = new float[items + 1];
        for (int user = 0; user < users; user++) {
            model.scores(user, scores);
            for (int item = 0; item <= items; item++) {
                assertThat(model.predict(user, item)).isEqualTo(4);
                assertThat(scores[item]).isCloseTo(4, within(0.2f));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void withoutRatingsThereIsNothingToLearn(Settings<RatingFactors> settings) {
        Interactions none = new InteractionsBuilder(RandomRatings.numbers(3), RandomRatings.numbers(2)).build(RUN);
        assertThatThrownBy(() -> settings.train(TrainingSet.everything(none), RUN))
                .hasMessage(settings.model() + " learns from ratings, and there are none");
    }

    @ParameterizedTest
    @MethodSource("descents")
    void theErrorInTrainingIsReportedAndFalls(Settings<RatingFactors> settings) {
        List<String> notes = notes(with(settings, Map.of("epochs", 6)));
        assertThat(notes)
                .hasSize(6)
                .allMatch(note -> note.matches("[0-9.]+ million ratings a second, RMSE in training [0-9.]+"));
        List<Double> errors = notes.stream()
                .map(note -> Double.parseDouble(note.replaceAll(".* ", "")))
                .toList();
        assertThat(errors.getLast()).isLessThan(errors.getFirst());
    }

    @Test
    void theLossOfLeastSquaresIsReportedAndFalls() {
        AlternatingLeastSquares settings = AlternatingLeastSquares.defaults();
        List<String> notes = notes(settings.iterations(6));
        List<Double> losses = notes.stream()
                .map(note -> Double.parseDouble(note.replaceAll(".* ", "")))
                .toList();
        assertThat(losses).hasSize(6).isSortedAccordingTo(Collections.reverseOrder());

        double exact = loss(settings, settings.iterations(5).train(RATINGS, RUN));
        assertThat(exact).isCloseTo(losses.get(4), within(0.05 * exact)).isLessThan(losses.get(3));
        assertThat(losses.get(4)).isGreaterThanOrEqualTo(losses.get(5));
    }

    /** The loss as its Javadoc has it, in double precision. */
    private static double loss(AlternatingLeastSquares settings, RatingFactors model) {
        int factors = settings.factors();
        double loss = penalty(
                        settings,
                        RATINGS.interactions().byUser(),
                        tensor(model, "userFactors"),
                        tensor(model, "userBiases"))
                + penalty(
                        settings,
                        RATINGS.interactions().byItem(),
                        tensor(model, "itemFactors"),
                        tensor(model, "itemBiases"));
        Rows byUser = RATINGS.interactions().byUser();
        for (int user = 0; user < byUser.rows(); user++) {
            for (long at = byUser.start(user); at < byUser.end(user); at++) {
                int item = byUser.column(at);
                double error = byUser.rating(at)
                        - tensor(model, "mean")[0]
                        - tensor(model, "userBiases")[user]
                        - tensor(model, "itemBiases")[item];
                for (int d = 0; d < factors; d++) {
                    error -= (double) tensor(model, "userFactors")[user * factors + d]
                            * tensor(model, "itemFactors")[item * factors + d];
                }
                loss += error * error;
            }
        }
        return loss;
    }

    private static double penalty(AlternatingLeastSquares settings, Rows rows, float[] factors, float[] biases) {
        double penalty = 0;
        for (int row = 0; row < rows.rows(); row++) {
            double weight = Math.pow(rows.count(row), settings.frequencyScaling());
            double square = 0;
            for (int d = 0; d < settings.factors(); d++) {
                square += Math.pow(factors[row * settings.factors() + d], 2);
            }
            penalty += weight
                    * (settings.regularization() * square + settings.biasRegularization() * biases[row] * biases[row]);
        }
        return penalty;
    }

    private static List<String> notes(Settings<RatingFactors> settings) {
        List<String> notes = Collections.synchronizedList(new ArrayList<>());
        settings.train(RATINGS, RUN.progress((name, total, unit) -> new Progress.Task() {
            @Override
            public void advance(long units) {}

            @Override
            public void note(String remark) {
                notes.add(remark);
            }

            @Override
            public void close() {}
        }));
        return notes;
    }
}
