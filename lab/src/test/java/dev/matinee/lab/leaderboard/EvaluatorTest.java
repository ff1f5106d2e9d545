package dev.matinee.lab.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.Conventions;
import dev.matinee.engine.evaluate.Evaluation;
import dev.matinee.engine.evaluate.Metric;
import dev.matinee.engine.evaluate.RatingEvaluation;
import dev.matinee.engine.evaluate.TopNEvaluation;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.split.Holdout;
import dev.matinee.engine.split.KFold;
import dev.matinee.engine.split.Split;
import dev.matinee.engine.split.Splitters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatorTest {
    private static final Run RUN = Run.seeded(42).threads(2);
    private static final Interactions RATINGS = ToyRatings.of(1, 60, 40);
    private static final EvaluationPlan PLAN = EvaluationPlan.defaults().at(List.of(5));
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T15:30:12.345Z"));

    @TempDir
    private Path folder;

    @Test
    void aModelIsMeasuredInAllThatItCanDo() {
        EvaluationReport report = evaluator(PLAN).evaluate(List.of(ToyModel.toy(0, 4)), RUN);

        Split split = Holdout.randomPerUser(0.2).split(RATINGS, RUN);
        ToyModel model = ToyModel.toy(0, 4).train(split.training(), RUN);
        Evaluation lists = TopNEvaluation.at(5).measure(model, split, RUN);
        EvaluationRecord evaluation = report.records().getFirst();
        assertThat(report.failures()).isEmpty();
        assertThat(report.exitCode()).isZero();
        assertThat(evaluation.metrics().keySet())
                .startsWith("rmse", "mae", "ndcg@5")
                .endsWith("coverage@5");
        assertThat(evaluation.metric("rmse").orElseThrow())
                .isEqualTo(RatingEvaluation.measure(model, split, RUN).metric("rmse"));
        assertThat(evaluation.metrics()).containsAllEntriesOf(lists.metrics());
        assertThat(evaluation.data()).isEqualTo(new MeasuredData("toys", RATINGS.hash(), RATINGS.size(), 60, 40));
        assertThat(evaluation.split()).isEqualTo(new MeasuredSplit("random:0.2", List.of(42L), 1, split.hash()));
        assertThat(evaluation.definitions()).isEqualTo(new Definitions(1, 4, Conventions.standard()));
        assertThat(evaluation.settings())
                .containsExactly(Map.entry("favourite", 0L), Map.entry("rating", 4.0), Map.entry("mishap", "none"));
        assertThat(evaluation.bytes()).isEqualTo(4);
        assertThat(evaluation.requestMillis().orElseThrow()).isPositive();
        assertThat(evaluation.environment().kernels()).isEqualTo("scalar");
    }

    @Test
    void aRecordIsReadAsItWasWritten() throws IOException {
        EvaluationRecord written = evaluator(PLAN.splitter(KFold.of(3)))
                .evaluate(List.of(ToyModel.toy(0, 4)), RUN)
                .records()
                .getFirst();

        assertThat(store().read(written.run())).isEqualTo(written);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(written.run() + ".json", written.run() + ".users.gz");
        }
        Map<String, Object> json = Json.parseObject(Files.readString(folder.resolve(written.run() + ".json")));
        assertThat(json).containsOnlyKeys("format", "data", "split", "definitions", "results");
    }

    @Test
    void runsAreNamedByTimeModelAndContentAndNeverOverwritten() {
        List<String> runs = evaluator(PLAN)
                .evaluate(List.of(ToyModel.toy(0, 4), ToyModel.toy(1, 4), ToyModel.toy(0, 4)), RUN)
                .records()
                .stream()
                .map(EvaluationRecord::run)
                .toList();

        assertThat(runs.get(0)).matches("20261124-153012-345-toy-[0-9a-f]{8}");
        assertThat(runs.get(1)).startsWith("20261124-153012-345-toy-").isNotEqualTo(runs.get(0));
        assertThat(runs.get(2)).isEqualTo(runs.get(0).replace("-345-", "-346-"));
        assertThat(store().runs()).containsExactlyInAnyOrderElementsOf(runs);
    }

    @Test
    void severalSplitsAreAveragedAndKept() {
        EvaluationRecord evaluation = evaluator(PLAN.splitter(KFold.of(4)).seeds(7, 2))
                .evaluate(List.of(ToyModel.toy(0, 4)), RUN)
                .records()
                .getFirst();

        assertThat(evaluation.splits()).hasSize(8);
        assertThat(evaluation.split().splits()).isEqualTo(8);
        assertThat(evaluation.split().seeds()).containsExactly(7L, 8L);
        assertThat(evaluation.splits().stream().map(SplitResult::hash)).doesNotHaveDuplicates();
        for (String name : List.of("rmse", "ndcg@5", "coverage@5")) {
            double mean = evaluation.splits().stream()
                    .mapToDouble(split -> split.metric(name).orElseThrow().mean())
                    .average()
                    .orElseThrow();
            assertThat(evaluation.metric(name).orElseThrow().mean()).as(name).isCloseTo(mean, within(1e-12));
        }
        Metric all = evaluation.metric("ndcg@5").orElseThrow();
        Metric one = evaluation.splits().getFirst().metric("ndcg@5").orElseThrow();
        assertThat(all.users()).isEqualTo(60);
        assertThat(all.high() - all.low()).isLessThan(one.high() - one.low());
    }

    @Test
    void theNumberOfThreadsChangesNoMetric() {
        Map<String, Metric> one = evaluator(PLAN)
                .evaluate(List.of(ToyModel.toy(3, 4)), RUN.threads(1))
                .records()
                .getFirst()
                .metrics();

        assertThat(evaluator(PLAN)
                        .evaluate(List.of(ToyModel.toy(3, 4)), RUN.threads(2))
                        .records()
                        .getFirst()
                        .metrics())
                .isEqualTo(one);
    }

    @Test
    void aModelThatFailsDoesNotLoseTheOthers() {
        EvaluationReport report = evaluator(PLAN)
                .evaluate(
                        List.of(
                                ToyModel.toy(0, 4),
                                ToyModel.failing(ToyModel.Mishap.BAD_DATA),
                                ToyModel.failing(ToyModel.Mishap.DEFECT),
                                ToyModel.failing(ToyModel.Mishap.MEMORY),
                                ToyModel.toy(1, 4)),
                        RUN);

        assertThat(report.records()).hasSize(2);
        assertThat(store().runs()).hasSize(2);
        assertThat(report.failures())
                .extracting(failure -> failure.error().code())
                .containsExactly(ErrorCode.BAD_DATA, ErrorCode.BUG, ErrorCode.CONFLICT);
        assertThat(report.failures().get(0).error()).hasMessage("toy cannot learn from this");
        assertThat(report.failures().get(1).error()).hasMessageContaining("wheel came off");
        assertThat(report.failures().get(2).error()).hasMessageStartingWith("toy did not fit in the ");
        assertThat(report.exitCode()).isEqualTo(3);
    }

    @Test
    void stoppingKeepsWhatWasMeasured() {
        AtomicInteger asked = new AtomicInteger();
        Run stopped = RUN.threads(1).cancelledWhen(() -> !store().runs().isEmpty() && asked.incrementAndGet() > 0);

        assertThatThrownBy(() -> evaluator(PLAN).evaluate(List.of(ToyModel.toy(0, 4), ToyModel.toy(1, 4)), stopped))
                .isInstanceOfSatisfying(
                        MatineeException.class,
                        error -> assertThat(error.code()).isEqualTo(ErrorCode.CANCELLED));
        assertThat(store().runs()).hasSize(1);
    }

    @Test
    void aSplitThatCannotBeMadeIsSaidOnceBeforeAnyTraining() {
        assertThatThrownBy(() -> evaluator(PLAN.splitter(Splitters.parse("time:0.999999")))
                        .evaluate(List.of(ToyModel.failing(ToyModel.Mishap.DEFECT)), RUN))
                .hasMessageContaining("leaves nothing to learn from");
    }

    @Test
    void plansAreChecked() {
        assertThatThrownBy(() -> PLAN.at(List.of(0))).hasMessage("at must be at least 1, got 0");
        assertThatThrownBy(() -> PLAN.seeds(42, 0)).hasMessage("seeds must be at least 1, got 0");
    }

    private EvaluationStore store() {
        return EvaluationStore.in(folder);
    }

    private Evaluator evaluator(EvaluationPlan plan) {
        return new Evaluator("toys", RATINGS, plan, store(), CLOCK);
    }
}
