package dev.matinee.engine.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.RandomRatings;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.RatingEvaluation;
import dev.matinee.engine.files.CheckpointFolder;
import dev.matinee.engine.files.ModelFolder;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.matrix.SideFeatures;
import dev.matinee.engine.models.BayesianMf.Implicit;
import dev.matinee.engine.models.BayesianMf.Likelihood;
import dev.matinee.engine.recommend.PredictedRating;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.split.Holdout;
import dev.matinee.engine.split.Split;
import dev.matinee.engine.split.TrainingSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class BayesianMfTest {
    private static final Run RUN = Run.seeded(42).threads(1);
    private static final BayesianMf SMALL =
            BayesianMf.defaults().factors(3).burnIn(5).samples(12);
    private static final long DAY = 86_400;

    /** Ratings of 1 to 5 made of two factors of taste, what users and items get anyhow, and noise of deviation 0.7. */
    private static Interactions tastes() {
        int users = 200;
        int items = 120;
        RandomStream random = new RandomStream(11);
        double[][] ofUsers = gaussians(users, random);
        double[][] ofItems = gaussians(items, random);
        InteractionsBuilder builder =
                new InteractionsBuilder(RandomRatings.numbers(users), RandomRatings.numbers(items));
        for (int user = 0; user < users; user++) {
            for (int item = 0; item < items; item++) {
                if (random.nextDouble() < 0.35) {
                    double score = 3
                            + 0.4 * ofUsers[user][0]
                            + 0.5 * ofItems[item][0]
                            + 0.5 * ofUsers[user][1] * ofItems[item][1]
                            + 0.5 * ofUsers[user][2] * ofItems[item][2]
                            + 0.7 * random.nextGaussian();
                    builder.add(user, item, Math.clamp(Math.round(score), 1, 5), DAY * random.nextInt(9));
                }
            }
        }
        return builder.build(RUN);
    }

    private static double[][] gaussians(int count, RandomStream random) {
        double[][] all = new double[count][3];
        for (double[] one : all) {
            for (int i = 0; i < one.length; i++) {
                one[i] = random.nextGaussian();
            }
        }
        return all;
    }

    private static Split split() {
        return Holdout.randomPerUser(0.2).split(tastes(), RUN);
    }

    private static double rmse(Settings<? extends RatingPredictor> settings, Split split) {
        return RatingEvaluation.measure(settings.train(split.training(), RUN), split, RUN)
                .metric("rmse")
                .mean();
    }

    static Stream<BayesianMf> kinds() {
        return Stream.of(
                SMALL.implicit(Implicit.NONE),
                SMALL.implicit(Implicit.USERS).thinning(2),
                SMALL.implicit(Implicit.ITEMS).dates(true),
                SMALL.likelihood(Likelihood.ORDINAL).dates(true));
    }

    @ParameterizedTest
    @EnumSource(Likelihood.class)
    void tastesAreFoundAndThePredictionsComeNearTheNoise(Likelihood likelihood) {
        Split split = split();
        double biases = rmse(Biases.defaults(), split);
        double ours = rmse(
                BayesianMf.defaults()
                        .factors(4)
                        .samples(100)
                        .likelihood(likelihood)
                        .implicit(Implicit.NONE),
                split);

        assertThat(biases).isGreaterThan(0.95);
        assertThat(ours).isLessThan(0.87).isLessThan(biases - 0.1);
    }

    @ParameterizedTest
    @EnumSource(Likelihood.class)
    void intervalsHoldNineteenOfTwentyHeldOutRatings(Likelihood likelihood) {
        Split split = split();
        BayesianMfModel model = BayesianMf.defaults()
                .factors(4)
                .samples(100)
                .likelihood(likelihood)
                .train(split.training(), RUN);
        Rows heldOut = split.heldOut().interactions().byUser();
        double within = 0;
        double standardized = 0;
        for (int user = 0; user < heldOut.rows(); user++) {
            for (long position = heldOut.start(user); position < heldOut.end(user); position++) {
                int item = heldOut.column(position);
                PredictedRating predicted = model.interval(user, item, Rows.NO_TIME);
                float rating = heldOut.rating(position);
                assertThat(predicted.rating()).isEqualTo(model.predict(user, item));
                assertThat(predicted.rating()).isBetween(predicted.low(), predicted.high());
                within += rating >= predicted.low() && rating <= predicted.high() ? 1 : 0;
                double error = (rating - predicted.rating()) / predicted.deviation();
                standardized += error * error;
            }
        }
        assertThat(within / heldOut.size()).isBetween(0.93, 1.0);
        assertThat(Math.sqrt(standardized / heldOut.size())).isCloseTo(1, within(0.06));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aStoppedTrainingGoesOnToTheSameBytes(BayesianMf settings, @TempDir Path folder) throws IOException {
        TrainingSet training = TrainingSet.everything(tastes());
        ModelFolder.save(settings.train(training, RUN), folder.resolve("whole"), Map.of());
        CheckpointFolder checkpoints = CheckpointFolder.of(folder.resolve("checkpoints"));
        int stops = 0;
        while (true) {
            AtomicInteger asked = new AtomicInteger();
            Run stopped = RUN.threads(1 + stops % 2)
                    .checkpoints(checkpoints)
                    .cancelledWhen(() -> asked.incrementAndGet() > 150);
            try {
                ModelFolder.save(settings.train(training, stopped), folder.resolve("resumed"), Map.of());
                break;
            } catch (MatineeException cancelled) {
                assertThat(cancelled.code()).isEqualTo(ErrorCode.CANCELLED);
                stops++;
            }
        }

        assertThat(stops).isPositive();
        for (String file : List.of("model.safetensors", "card.json")) {
            assertThat(Files.mismatch(
                            folder.resolve("whole").resolve(file),
                            folder.resolve("resumed").resolve(file)))
                    .as(file)
                    .isEqualTo(-1);
        }
    }

    @Test
    void aCheckpointOfAnotherTrainingIsRefusedAndADamagedOneToo(@TempDir Path folder) throws IOException {
        TrainingSet training = TrainingSet.everything(tastes());
        Run kept = RUN.checkpoints(CheckpointFolder.of(folder));
        SMALL.train(training, kept);

        for (BayesianMf other : List.of(SMALL.factors(4), SMALL.samples(13))) {
            assertThatThrownBy(() -> other.train(training, kept))
                    .isInstanceOfSatisfying(
                            MatineeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                    .hasMessageContaining("the checkpoint is of a training of");
        }
        assertThatThrownBy(() -> SMALL.train(training, kept.seed(43))).isInstanceOf(MatineeException.class);

        Path state = folder.resolve("state.checkpoint");
        byte[] bytes = Files.readAllBytes(state);
        bytes[bytes.length / 2] ^= 1;
        Files.write(state, bytes);
        assertThatThrownBy(() -> SMALL.train(training, kept))
                .isInstanceOfSatisfying(
                        MatineeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_DATA))
                .hasMessageContaining("is damaged");
    }

    @Test
    void manyPartsGiveTheSameOnAnyNumberOfThreads() {
        int users = 3000;
        InteractionsBuilder builder = new InteractionsBuilder(RandomRatings.numbers(users), RandomRatings.numbers(300));
        RandomStream random = new RandomStream(5);
        for (int user = 0; user < users; user++) {
            for (int item = 0; item < 300; item++) {
                if ((user + item) % 3 > 0) {
                    builder.add(user, item, random.nextInt(1, 6), DAY * random.nextInt(40));
                }
            }
        }
        TrainingSet training = TrainingSet.everything(builder.build(RUN));
        BayesianMf settings =
                BayesianMf.defaults().factors(1).burnIn(0).samples(2).dates(true);
        assertThat(training.interactions().size()).isGreaterThan(2 << 18);
        assertThat(userVectors(settings.train(training, RUN.threads(2))))
                .containsExactly(userVectors(settings.train(training, RUN)));
    }

    private static float[] userVectors(BayesianMfModel model) {
        return Objects.requireNonNull(model.tensors().get("userVectors")).floats();
    }

    @Test
    void theDayOfARatingCounts() {
        int users = 60;
        InteractionsBuilder builder = new InteractionsBuilder(RandomRatings.numbers(users), RandomRatings.numbers(40));
        for (int user = 0; user < users; user++) {
            for (int item = 0; item < 40; item++) {
                int day = (user * 7 + item * 3) % 10;
                builder.add(user, item, day < 5 ? 2 : 4, DAY * day + 100);
            }
        }
        Interactions ratings = builder.build(RUN);
        BayesianMfModel dated = SMALL.dates(true).samples(40).train(TrainingSet.everything(ratings), RUN);
        BayesianMfModel undated = SMALL.samples(40).train(TrainingSet.everything(ratings), RUN);

        assertThat(dated.predict(3, 3, DAY)).isCloseTo(2, within(0.2f));
        assertThat(dated.predict(3, 3, 8 * DAY)).isCloseTo(4, within(0.2f));
        assertThat(dated.predict(3, 3, 500 * DAY)).isEqualTo(dated.predict(3, 3, 9 * DAY));
        assertThat(undated.predict(3, 3, DAY)).isEqualTo(undated.predict(3, 3, 8 * DAY));
    }

    @Test
    void whatIsKnownOfAnItemStandsInForItsRatings() {
        int items = 40;
        InteractionsBuilder builder = new InteractionsBuilder(RandomRatings.numbers(50), RandomRatings.numbers(items));
        List<List<String>> genres = new ArrayList<>();
        for (int item = 0; item < items; item++) {
            genres.add(List.of(item % 2 == 0 ? "good" : "bad"));
        }
        for (int user = 0; user < 50; user++) {
            for (int item = 0; item < items - 2; item++) {
                builder.add(user, item, item % 2 == 0 ? 4 + (user + item) % 2 : 1 + (user + item) % 2, Rows.NO_TIME);
            }
        }
        SideFeatures features = new SideFeatures(List.of(), List.of(SideFeatures.Field.of("genre", genres)));
        TrainingSet training = TrainingSet.everything(builder.build(RUN).features(() -> features));
        BayesianMfModel model = SMALL.attributes(true).burnIn(100).samples(100).train(training, RUN);

        assertThat(model.predict(0, items - 2)).isGreaterThan(3.8f);
        assertThat(model.predict(0, items - 1)).isLessThan(2.2f);
        assertThat(model.provenance().features()).isEqualTo(features.hash());
        assertThat(model.interval(0, items - 1, Rows.NO_TIME).deviation())
                .isGreaterThan(model.interval(0, 1, Rows.NO_TIME).deviation());
        BayesianMfModel without = SMALL.samples(40).train(training, RUN);
        assertThat(without.predict(0, items - 2)).isCloseTo(without.predict(0, items - 1), within(0.6f));
        assertThat(without.provenance().features()).isEmpty();
    }

    @Test
    void whatASettingNeedsMustBeThere() {
        InteractionsBuilder builder = new InteractionsBuilder(RandomRatings.numbers(1), RandomRatings.numbers(1));
        builder.add(0, 0, 3, Rows.NO_TIME);
        TrainingSet bare = TrainingSet.everything(builder.build(RUN));

        assertThatThrownBy(() -> SMALL.dates(true).train(bare, RUN)).hasMessageContaining("have no times");
        assertThatThrownBy(() -> SMALL.attributes(true).train(bare, RUN)).hasMessageContaining("nothing is known");
        assertThatThrownBy(() -> BayesianMf.defaults().samples(0)).hasMessageContaining("samples must be at least 1");
    }

    @ParameterizedTest
    @EnumSource(Likelihood.class)
    void equalRatingsArePredictedAsTheyAreAndFewUsersMayHaveManyFactors(Likelihood likelihood) {
        InteractionsBuilder builder = new InteractionsBuilder(RandomRatings.numbers(3), RandomRatings.numbers(6));
        for (int user = 0; user < 3; user++) {
            for (int item = 0; item < 5; item++) {
                builder.add(user, item, 4, DAY);
            }
        }
        BayesianMfModel model =
                SMALL.factors(20).likelihood(likelihood).train(TrainingSet.everything(builder.build(RUN)), RUN);
        for (int item = 0; item < 6; item++) {
            assertThat(model.predict(0, item)).isEqualTo(4);
        }
    }

    @Test
    void ratingsOfManyValuesAreNoSteps() {
        InteractionsBuilder builder = new InteractionsBuilder(RandomRatings.numbers(1), RandomRatings.numbers(100));
        for (int item = 0; item < 100; item++) {
            builder.add(0, item, item, DAY);
        }
        TrainingSet training = TrainingSet.everything(builder.build(RUN));
        assertThatThrownBy(() -> SMALL.likelihood(Likelihood.ORDINAL).train(training, RUN))
                .hasMessageContaining("100 different values");
        assertThat(SMALL.train(training, RUN).predict(0, 50)).isBetween(0f, 99f);
    }
}
