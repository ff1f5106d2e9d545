package dev.matinee.engine.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.RandomRatings;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.models.ImplicitAls.Objective;
import dev.matinee.engine.models.ImplicitAls.Solver;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.split.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImplicitAlsTest {
    private static final Run RUN = Run.seeded(42).threads(1);
    private static final TrainingSet RATINGS = TrainingSet.everything(RandomRatings.of(7, 300, 120, 0));

    static Stream<Arguments> solversAndLosses() {
        return Stream.of(Solver.values())
                .flatMap(solver -> Stream.of(
                        Arguments.of(likeThePaper().factors(8).solver(solver)),
                        Arguments.of(likeThePaper()
                                .factors(21)
                                .solver(solver)
                                .positive(2.5)
                                .frequencyScaling(0.5)),
                        Arguments.of(likeSpark().factors(16).solver(solver)),
                        Arguments.of(likeSpark().factors(64).solver(solver).positive(3))));
    }

    private static ImplicitAls likeThePaper() {
        return ImplicitAls.defaults()
                .regularization(0.03)
                .unobservedWeight(0.1)
                .frequencyScaling(1)
                .confidence(0);
    }

    private static ImplicitAls likeSpark() {
        return ImplicitAls.defaults()
                .objective(Objective.HU_KOREN_VOLINSKY)
                .unobservedWeight(1)
                .confidence(0.7)
                .regularization(0.05);
    }

    @ParameterizedTest
    @MethodSource("solversAndLosses")
    void theLossFallsInEveryIteration(ImplicitAls settings) {
        double before = Double.POSITIVE_INFINITY;
        for (int iterations = 1; iterations <= 6; iterations++) {
            double loss = loss(settings, settings.iterations(iterations).train(RATINGS, RUN));
            assertThat(loss).isLessThan(before);
            before = loss;
        }
    }

    @ParameterizedTest
    @MethodSource("solversAndLosses")
    void theLossShownIsTheLossThere(ImplicitAls settings) {
        List<String> notes = Collections.synchronizedList(new ArrayList<>());
        ImplicitAlsModel model = settings.iterations(3)
                .train(RATINGS, RUN.progress((name, total, unit) -> new Progress.Task() {
                    @Override
                    public void advance(long units) {}

                    @Override
                    public void note(String remark) {
                        notes.add(remark);
                    }

                    @Override
                    public void close() {}
                }));

        assertThat(notes).hasSize(3).allMatch(note -> note.matches("[0-9.]+ s an iteration, loss [0-9.e+]+"));
        double shown = Double.parseDouble(notes.getLast().replaceAll(".* ", ""));
        double loss = loss(settings, model);
        assertThat(shown).isCloseTo(loss, within(1e-4 * loss));
    }

    @ParameterizedTest
    @MethodSource("solversAndLosses")
    void usersEndWithTheExactSolutionOfTheirNormalEquations(ImplicitAls settings) {
        ImplicitAlsModel model = settings.iterations(2).train(RATINGS, RUN);
        float[] users = users(model);
        Rows ratings = RATINGS.interactions().byUser();
        for (int user = 0; user < 300; user += 7) {
            double[] exact = solution(settings, ratings, user, items(model), 120);
            for (int f = 0; f < settings.factors(); f++) {
                assertThat((double) users[user * settings.factors() + f]).isCloseTo(exact[f], within(2e-4));
            }
        }
    }

    @Test
    void allSolversReachNearlyTheSameLoss() {
        ImplicitAls settings = ImplicitAls.defaults().factors(16).iterations(40);
        double exact = loss(settings, settings.solver(Solver.CHOLESKY).train(RATINGS, RUN));
        for (Solver solver : Solver.values()) {
            assertThat(loss(settings, settings.solver(solver).train(RATINGS, RUN)))
                    .isCloseTo(exact, within(0.003 * exact));
        }
    }

    @ParameterizedTest
    @MethodSource("solversAndLosses")
    void foldingInAHistoryScoresAsTheUserWhoHasIt(ImplicitAls settings) {
        ImplicitAlsModel model = settings.iterations(2).train(RATINGS, RUN);
        Rows ratings = RATINGS.interactions().byUser();
        float[] known = new float[120];
        float[] folded = new float[120];
        for (int user = 0; user < 300; user += 7) {
            if (ratings.count(user) > 0) {
                float[] stars = new float[ratings.count(user)];
                for (int i = 0; i < stars.length; i++) {
                    stars[i] = ratings.rating(ratings.start(user) + i);
                }
                model.scores(user, known);
                model.scores(ratings.columns(user), stars, folded);
                assertThat(folded).containsExactly(known, within(1e-3f));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void threadsDoNotChangeABit(Solver solver) {
        ImplicitAls settings = ImplicitAls.defaults().factors(16).iterations(3).solver(solver);
        ImplicitAlsModel one = settings.train(RATINGS, RUN);
        ImplicitAlsModel two = settings.train(RATINGS, RUN.threads(2));

        assertThat(users(two)).containsExactly(users(one));
        assertThat(items(two)).containsExactly(items(one));
        assertThat(two.provenance()).isEqualTo(one.provenance());
    }

    @Test
    void scoresOfABlockAreThoseOfItsUsers() {
        ImplicitAlsModel model =
                ImplicitAls.defaults().factors(20).iterations(2).train(RATINGS, RUN);
        int[] users = {9, 3, 3, 299, 0, 17};
        float[] block = new float[4 * 120];
        model.scores(users, 1, 5, block);
        for (int i = 0; i < 4; i++) {
            float[] alone = new float[120];
            model.scores(users[1 + i], alone);
            assertThat(Arrays.copyOfRange(block, i * 120, (i + 1) * 120)).containsExactly(alone);
        }
    }

    @Test
    void whoLikesNothingIsScoredLikeTheMeanUser() {
        InteractionsBuilder builder = new InteractionsBuilder(RandomRatings.numbers(4), RandomRatings.numbers(3));
        builder.add(0, 0, 5, Rows.NO_TIME);
        builder.add(1, 0, 5, Rows.NO_TIME);
        builder.add(1, 1, 4, Rows.NO_TIME);
        builder.add(2, 2, 1, Rows.NO_TIME);
        Interactions ratings = builder.build(RUN);
        ImplicitAlsModel model =
                ImplicitAls.defaults().factors(2).positive(4).train(TrainingSet.everything(ratings), RUN);
        float[] dislikes = new float[3];
        float[] silent = new float[3];
        float[] visitor = new float[3];
        model.scores(2, dislikes);
        model.scores(3, silent);
        model.scores(new int[] {1, 2}, new float[] {1, 2}, visitor);

        assertThat(dislikes[0]).isGreaterThan(dislikes[1]).isGreaterThan(0);
        assertThat(dislikes[1]).isGreaterThan(0);
        assertThat(dislikes[2]).isZero();
        assertThat(silent).containsExactly(dislikes);
        assertThat(visitor).containsExactly(dislikes);
    }

    @Test
    void similarityIsACosine() {
        ImplicitAlsModel model = ImplicitAls.defaults().factors(8).train(RATINGS, RUN);
        float[] similarities = new float[120];
        model.similarities(5, similarities);

        assertThat(similarities[5]).isCloseTo(1, within(1e-5f));
        for (float similarity : similarities) {
            assertThat(similarity).isBetween(-1.00001f, 1.00001f);
        }
    }

    @Test
    void aModelIsMadeAgainOfItsTensors() {
        ImplicitAls settings = ImplicitAls.defaults().factors(8).iterations(2).positive(3);
        ImplicitAlsModel model = settings.train(RATINGS, RUN);
        Map<String, Object> values = SettingsSchema.of(settings).values(settings);
        ImplicitAlsModel again = ImplicitAls.FAMILY.load(values, RATINGS, model.provenance(), model.tensors());
        float[] before = new float[120];
        float[] after = new float[120];
        model.scores(3, before);
        again.scores(3, after);

        assertThat(again.settings()).isEqualTo(settings);
        assertThat(after).containsExactly(before);
        assertThatThrownBy(() ->
                        ImplicitAls.FAMILY.load(Map.of("factors", 9), RATINGS, model.provenance(), model.tensors()))
                .hasMessage("the model file holds [300, 8] as userFactors where [300, 9] is expected");
    }

    @Test
    void feedbackThatNobodyGaveIsAnErrorThatNamesTheSetting() {
        assertThatThrownBy(() -> ImplicitAls.defaults().positive(6).train(RATINGS, RUN))
                .isInstanceOfSatisfying(MatineeException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.BAD_DATA);
                    assertThat(e).hasMessageEndingWith("is 6.0 or more: there is no positive feedback");
                    assertThat(e.remedy()).isEqualTo("lower the setting positive");
                });
        assertThatThrownBy(() -> ImplicitAls.defaults().factors(0)).hasMessage("factors must be at least 1, got 0");
    }

    @ParameterizedTest
    @EnumSource
    void divergenceIsAnErrorThatNamesTheRegularization(Solver solver) {
        InteractionsBuilder builder = new InteractionsBuilder(RandomRatings.numbers(2), RandomRatings.numbers(2));
        builder.add(0, 0, 5, Rows.NO_TIME);
        TrainingSet one = TrainingSet.everything(builder.build(RUN));

        assertThatThrownBy(() -> ImplicitAls.defaults()
                        .regularization(0)
                        .unobservedWeight(0)
                        .solver(solver)
                        .train(one, RUN))
                .isInstanceOfSatisfying(MatineeException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.BAD_DATA);
                    assertThat(e.remedy()).contains("regularization");
                });
    }

    @Test
    void trainingStopsWithinAnIteration() {
        AtomicInteger asked = new AtomicInteger();
        Run stopped = RUN.cancelledWhen(() -> asked.incrementAndGet() > 10);

        assertThatThrownBy(() -> ImplicitAls.defaults().iterations(1).train(RATINGS, stopped))
                .isInstanceOfSatisfying(
                        MatineeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }

    private static double loss(ImplicitAls settings, ImplicitAlsModel model) {
        double loss = settings.loss(RATINGS, users(model), items(model), RUN);
        assertThat(loss).isCloseTo(bruteForce(settings, users(model), items(model)), within(1e-9 * loss));
        return loss;
    }

    /** The loss as its formula says, over every cell. */
    private static double bruteForce(ImplicitAls settings, float[] users, float[] items) {
        Interactions ratings = RATINGS.interactions();
        boolean rendle = settings.objective() == Objective.RENDLE;
        int d = settings.factors();
        double loss = 0;
        int[] ofUser = new int[300];
        int[] ofItem = new int[120];
        for (int u = 0; u < 300; u++) {
            for (int i = 0; i < 120; i++) {
                double product = 0;
                for (int f = 0; f < d; f++) {
                    product += (double) users[u * d + f] * items[i * d + f];
                }
                long position = ratings.byUser().position(u, i);
                boolean positive = position >= 0 && ratings.byUser().rating(position) >= settings.positive();
                if (positive) {
                    float c = (float)
                            (1 + settings.confidence() * ratings.byUser().rating(position));
                    loss += c * (1 - product) * (1 - product);
                    ofUser[u]++;
                    ofItem[i]++;
                }
                if (!positive || rendle) {
                    loss += settings.unobservedWeight() * product * product;
                }
            }
        }
        return loss + penalty(settings, users, ofUser, 120) + penalty(settings, items, ofItem, 300);
    }

    private static double penalty(ImplicitAls settings, float[] factors, int[] counts, int cells) {
        double sum = 0;
        for (int row = 0; row < counts.length; row++) {
            double square = 0;
            for (int f = 0; f < settings.factors(); f++) {
                square += Math.pow(factors[row * settings.factors() + f], 2);
            }
            sum += settings.pull(counts[row], cells) * square;
        }
        return sum;
    }

    /** Gaussian elimination on the normal equations of one user, in double precision. */
    private static double[] solution(ImplicitAls settings, Rows ratings, int user, float[] items, int count) {
        int d = settings.factors();
        double[][] matrix = new double[d][d + 1];
        int feedback = 0;
        for (int i = 0; i < count; i++) {
            long position = ratings.position(user, i);
            double square = settings.unobservedWeight();
            double target = 0;
            if (position >= 0 && ratings.rating(position) >= settings.positive()) {
                target = settings.confidenceOf(ratings.rating(position));
                square = settings.objective() == Objective.RENDLE ? target + square : target;
                feedback++;
            }
            for (int a = 0; a < d; a++) {
                for (int b = 0; b < d; b++) {
                    matrix[a][b] += square * items[i * d + a] * items[i * d + b];
                }
                matrix[a][d] += target * items[i * d + a];
            }
        }
        for (int a = 0; a < d; a++) {
            matrix[a][a] += settings.pull(feedback, count);
        }
        for (int a = 0; a < d && feedback > 0; a++) {
            for (int row = 0; row < d; row++) {
                double factor = row == a ? 0 : matrix[row][a] / matrix[a][a];
                for (int b = a; b <= d && factor != 0; b++) {
                    matrix[row][b] -= factor * matrix[a][b];
                }
            }
        }
        double[] solution = new double[d];
        for (int a = 0; a < d && feedback > 0; a++) {
            solution[a] = matrix[a][d] / matrix[a][a];
        }
        return solution;
    }

    private static float[] users(ImplicitAlsModel model) {
        return Objects.requireNonNull(model.tensors().get("userFactors")).floats();
    }

    private static float[] items(ImplicitAlsModel model) {
        return Objects.requireNonNull(model.tensors().get("itemFactors")).floats();
    }
}
