package dev.matinee.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.Metric;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.models.AlternatingLeastSquares;
import dev.matinee.engine.models.ImplicitAls;
import dev.matinee.engine.models.ImplicitAls.Objective;
import dev.matinee.engine.models.ImplicitAls.Solver;
import dev.matinee.engine.models.ItemNeighbors;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.TopLists;
import dev.matinee.engine.split.TrainingSet;
import dev.matinee.lab.engines.JobEngine;
import dev.matinee.lab.engines.JobEngineProvider;
import dev.matinee.lab.engines.JobEngines;
import dev.matinee.lab.leaderboard.EvaluationPlan;
import dev.matinee.lab.leaderboard.EvaluationRecord;
import dev.matinee.lab.leaderboard.EvaluationStore;
import dev.matinee.lab.leaderboard.Evaluator;
import dev.matinee.lab.leaderboard.Trainer;
import dev.matinee.lab.models.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that MLlib trains on the sample are as good as ours with the same settings, and are saved and asked like them. */
class TrainingTest {
    private static final Run RUN = TestSpark.RUN;
    private static final JobEngineProvider SPARK = JobEngines.named("spark");

    private static Catalog catalog;
    private static Interactions ratings;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() {
        catalog = Catalog.open(TestSpark.sample());
        ratings = catalog.interactions(RUN);
    }

    @AfterAll
    static void close() {
        catalog.close();
    }

    private Trainer spark() {
        return TestSpark.engine().trainer(folder);
    }

    private static ImplicitAls implicit() {
        return SPARK.defaults(ImplicitAls.FAMILY).factors(8).iterations(8);
    }

    private static AlternatingLeastSquares explicit() {
        return SPARK.defaults(AlternatingLeastSquares.FAMILY).factors(8).iterations(8);
    }

    @Test
    void implicitAlsComesToTheLossOfOurs() {
        for (ImplicitAls settings : List.of(
                implicit(), implicit().unobservedWeight(0.4).confidence(0.5).positive(3))) {
            TrainingSet training = TrainingSet.everything(ratings);
            double ours = loss(settings, settings.train(training, RUN));
            double theirs = loss(settings, spark().train(settings, training, RUN));
            assertThat(theirs).as(settings.toString()).isCloseTo(ours, within(0.01 * ours));
        }
    }

    private static double loss(ImplicitAls settings, Model model) {
        return settings.loss(model.training(), floats(model, "userFactors"), floats(model, "itemFactors"), RUN);
    }

    private static float[] floats(Model model, String name) {
        return Objects.requireNonNull(model.tensors().get(name), name).floats();
    }

    @Test
    void alsComesToTheLossOfOurs() {
        AlternatingLeastSquares settings = explicit();
        TrainingSet training = TrainingSet.everything(ratings);
        double ours = loss(settings, settings.train(training, RUN));
        double theirs = loss(settings, spark().train(settings, training, RUN));
        assertThat(theirs).isCloseTo(ours, within(0.01 * ours));
    }

    /** The loss in the Javadoc of the settings, without biases. */
    private static double loss(AlternatingLeastSquares settings, Model model) {
        int factors = settings.factors();
        float mean = floats(model, "mean")[0];
        float[] users = floats(model, "userFactors");
        float[] items = floats(model, "itemFactors");
        Rows rows = model.training().interactions().byUser();
        double loss = 0;
        for (int user = 0; user < rows.rows(); user++) {
            for (long at = rows.start(user); at < rows.end(user); at++) {
                double error = rows.rating(at) - mean;
                for (int f = 0; f < factors; f++) {
                    error -= (double) users[user * factors + f] * items[rows.column(at) * factors + f];
                }
                loss += error * error;
            }
            loss += settings.regularization() * rows.count(user) * square(users, user, factors);
        }
        Rows byItem = model.training().interactions().byItem();
        for (int item = 0; item < byItem.rows(); item++) {
            loss += settings.regularization() * byItem.count(item) * square(items, item, factors);
        }
        return loss;
    }

    private static double square(float[] table, int row, int factors) {
        return IntStream.range(row * factors, (row + 1) * factors)
                .mapToDouble(i -> (double) table[i] * table[i])
                .sum();
    }

    @Test
    void whatIsMeasuredLiesWithinTheIntervalOfOurs() {
        List<Settings<?>> settings = List.of(implicit(), explicit());
        List<EvaluationRecord> ours = evaluated(settings, Trainer.here(), "ours");
        List<EvaluationRecord> theirs = evaluated(settings, spark(), "theirs");
        assertThat(theirs).hasSize(2);
        for (int model = 0; model < 2; model++) {
            for (String name : model == 0 ? List.of("ndcg@10") : List.of("ndcg@10", "rmse")) {
                Metric our = ours.get(model).metric(name).orElseThrow();
                Metric their = theirs.get(model).metric(name).orElseThrow();
                assertThat(their.mean()).as(name + " of " + settings.get(model)).isBetween(our.low(), our.high());
            }
            assertThat(theirs.get(model).split()).isEqualTo(ours.get(model).split());
        }
    }

    private List<EvaluationRecord> evaluated(List<Settings<?>> settings, Trainer trainer, String name) {
        return new Evaluator("sample", ratings, EvaluationPlan.defaults(), EvaluationStore.in(folder.resolve(name)))
                .trainedBy(trainer)
                .evaluate(settings, RUN)
                .records();
    }

    @Test
    void savedModelsAreAskedLikeAnyOtherAndListsOfAllAreTheSame() throws IOException {
        TrainingSet training = TrainingSet.everything(ratings);
        ModelStore store = new ModelStore(Workspace.open(TestSpark.sample()));
        for (Settings<?> settings : List.of(
                implicit().iterations(2),
                SPARK.defaults(AlternatingLeastSquares.FAMILY).iterations(2))) {
            String version = store.save(spark().train(settings, training, RUN), Map.of(), 2);
            ModelStore.Saved saved = store.version(settings.model(), version).orElseThrow();
            assertThat(saved.card().toString()).contains("kernels=spark-4.2.0");
            Recommender model = (Recommender) store.load(saved, ratings);
            BitSet barred = new BitSet();
            barred.set(100, 4000);
            Path target = folder.resolve(settings.model() + ".parquet");
            long lines = TestSpark.engine()
                    .recommend(
                            new JobEngine.Lists(
                                    TestSpark.sample()
                                            .resolve("models")
                                            .resolve(settings.model())
                                            .resolve(version),
                                    catalog.matrixFile(RUN),
                                    7,
                                    barred,
                                    target),
                            ratings,
                            RUN);
            Set<String> expected = new TreeSet<>();
            TopLists.of(model, 7, item -> !barred.get(item))
                    .forEach(
                            IntStream.range(0, ratings.users().size()).toArray(),
                            RUN.threads(1),
                            (user, items, scores, length) -> {
                                for (int rank = 0; rank < length; rank++) {
                                    expected.add(ratings.users().id(user) + " " + (rank + 1) + " "
                                            + ratings.items().id(items[rank]) + " " + scores[items[rank]]);
                                }
                            });
            Set<String> found = new TreeSet<>();
            for (Row row : TestSpark.session().read().parquet(target.toString()).collectAsList()) {
                found.add(row.getString(0) + " " + row.getInt(1) + " " + row.getString(2) + " " + row.getFloat(3));
            }
            assertThat(lines).isEqualTo(expected.size()).isGreaterThan(4000);
            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    void settingsThatMllibCannotHonourAreRefusedInASentence() {
        Map<Settings<?>, String> refused = new java.util.LinkedHashMap<>();
        refused.put(implicit().objective(Objective.RENDLE), "objective=hu-koren-volinsky, got rendle");
        refused.put(implicit().frequencyScaling(0.5), "frequencyScaling=1, got 0.5");
        refused.put(implicit().solver(Solver.CONJUGATE_GRADIENT), "solver=cholesky, got conjugate-gradient");
        refused.put(implicit().unobservedWeight(2).confidence(0.1), "0 < unobservedWeight < 1 + confidence * rating");
        refused.put(implicit().unobservedWeight(0), "0 < unobservedWeight");
        AlternatingLeastSquares als = SPARK.defaults(AlternatingLeastSquares.FAMILY);
        refused.put(als.biases(true), "biases=false, got true");
        refused.put(als.frequencyScaling(0), "frequencyScaling=1, got 0.0");
        refused.put(ItemNeighbors.defaults(), "the engine spark trains implicit-als and als, not item-neighbors");
        refused.forEach((settings, why) -> assertThatThrownBy(
                        () -> spark().train(settings, TrainingSet.everything(ratings), RUN))
                .isInstanceOf(MatineeException.class)
                .hasMessageContaining(why));
        assertThatThrownBy(() -> SPARK.defaults(ItemNeighbors.FAMILY)).hasMessageContaining("not item-neighbors");
        assertThatThrownBy(() -> spark().train(implicit().positive(6), TrainingSet.everything(ratings), RUN))
                .hasMessageContaining("there is no positive feedback");
    }
}
