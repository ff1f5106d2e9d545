package dev.matinee.lab.leaderboard;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.Evaluation;
import dev.matinee.engine.evaluate.RatingEvaluation;
import dev.matinee.engine.evaluate.UserGroups;
import dev.matinee.engine.evaluate.UserInfluence;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.split.Split;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Trains models on the training part of every split and measures them on the rest: what they recommend if they recommend,
 * the ratings they predict if they predict. One split and one model are in memory at a time; where there are several
 * splits, each is cut again for every model. A record is kept as soon as its model is done, so whatever happens later,
 * what was measured is not lost.
 *
 * <p>A model that fails does not stop the others; the {@link EvaluationReport} says why. Being stopped on request does,
 * and so does a split that cannot be made.
 */
public final class Evaluator {
    private static final DateTimeFormatter RUN_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final MeasuredData data;
    private final Interactions interactions;
    private final EvaluationPlan plan;
    private final EvaluationStore store;
    private final InstantSource clock;
    private final List<Double> shares;
    private final List<UserGroups> groups;
    private final Trainer trainer;

    /**
     * An evaluator.
     *
     * @param name what the data are called
     * @param interactions the ratings
     * @param plan how to compare
     * @param store where records are kept
     */
    public Evaluator(String name, Interactions interactions, EvaluationPlan plan, EvaluationStore store) {
        this(name, interactions, plan, store, InstantSource.system());
    }

    Evaluator(String name, Interactions interactions, EvaluationPlan plan, EvaluationStore store, InstantSource clock) {
        this(
                MeasuredData.of(name, interactions),
                interactions,
                plan,
                store,
                clock,
                List.of(),
                List.of(),
                Trainer.here());
    }

    private Evaluator(
            MeasuredData data,
            Interactions interactions,
            EvaluationPlan plan,
            EvaluationStore store,
            InstantSource clock,
            List<Double> shares,
            List<UserGroups> groups,
            Trainer trainer) {
        this.data = data;
        this.interactions = interactions;
        this.plan = plan;
        this.store = store;
        this.clock = clock;
        this.shares = List.copyOf(shares);
        this.groups = List.copyOf(groups);
        this.trainer = trainer;
    }

    /**
     * The same, which also trains models that predict ratings on these shares of the training ratings, for a learning
     * curve.
     *
     * @throws MatineeException {@code USAGE} when they do not ascend or are not above 0 and at most 1
     */
    public Evaluator learningCurve(List<Double> shares) {
        LearningCurve.check(shares);
        return new Evaluator(data, interactions, plan, store, clock, shares, groups, trainer);
    }

    /**
     * The same, which also measures on these groups of users, such as segments, and keeps what each user contributed there,
     * so that the best model of each group can be told from the others.
     */
    public Evaluator dividing(List<UserGroups> groups) {
        return new Evaluator(data, interactions, plan, store, clock, shares, groups, trainer);
    }

    /** The same with models that somebody else trains. */
    public Evaluator trainedBy(Trainer trainer) {
        return new Evaluator(data, interactions, plan, store, clock, shares, groups, trainer);
    }

    /**
     * Trains and measures models, one after the other. Of the run only threads, progress and cancellation count; the seeds
     * are the plan's.
     *
     * @throws MatineeException {@code CANCELLED} when stopped on request, {@code STORAGE} when a record cannot be written,
     *     or whatever the first split throws
     */
    public EvaluationReport evaluate(List<? extends Settings<?>> models, Run run) {
        List<EvaluationRecord> records = new ArrayList<>();
        List<EvaluationReport.Failure> failures = new ArrayList<>();
        SplitCutter splits = new SplitCutter(interactions, plan, run);
        splits.cutFirst();
        try (Progress.Task task = run.progress().start("evaluating", models.size(), "models")) {
            for (Settings<?> settings : models) {
                run.checkCancelled();
                task.note(settings.model());
                Map<String, Object> values = values(settings);
                try {
                    Measured measured = measured(settings, values, splits, run);
                    store.add(measured.evaluation(), measured.influences());
                    records.add(measured.evaluation());
                } catch (MatineeException failure) {
                    if (failure.code() == ErrorCode.CANCELLED || failure.code() == ErrorCode.STORAGE) {
                        throw failure;
                    }
                    failures.add(new EvaluationReport.Failure(settings.model(), values, failure));
                } catch (RuntimeException | OutOfMemoryError failure) {
                    failures.add(new EvaluationReport.Failure(settings.model(), values, explained(settings, failure)));
                }
                task.advance(1);
            }
        }
        return new EvaluationReport(records, failures);
    }

    /**
     * Trains and measures one model as {@link #evaluate} does, and keeps nothing: to compare with what was measured before.
     *
     * @throws MatineeException whatever splitting, training or measuring throws
     */
    public EvaluationRecord measureAgain(Settings<?> settings, Run run) {
        return measured(settings, values(settings), new SplitCutter(interactions, plan, run), run)
                .evaluation();
    }

    /** What was measured of a model, and what each user contributed to it. */
    private record Measured(EvaluationRecord evaluation, Map<String, UserInfluence> influences) {}

    private Measured measured(Settings<?> settings, Map<String, Object> values, SplitCutter splits, Run run) {
        SplitMeans means = new SplitMeans();
        LearningCurve curve = new LearningCurve(shares);
        Environment environment = Environment.of("", run.threads());
        double relevant = Double.NaN;
        for (long seed : plan.seeds()) {
            Run seeded = run.seed(seed);
            for (int index = 0; index < splits.count(seed); index++) {
                Split split = splits.get(seed, index);
                relevant = plan.lists().relevantFrom(split);
                long start = System.nanoTime();
                Model model = trainer.train(settings, split, seeded);
                double trainSeconds = (System.nanoTime() - start) / 1e9;
                List<UserGroups> divisions =
                        new ArrayList<>(List.of(UserGroups.byActivity(split), UserGroups.byTaste(split, relevant)));
                divisions.addAll(groups);
                List<Evaluation> evaluations = measure(model, split, seeded);
                means.add(split, model, trainSeconds, evaluations, divisions);
                evaluations.stream()
                        .filter(evaluation -> evaluation.details().isPresent())
                        .forEach(evaluation -> curve.add(settings, trainer, split, evaluation, seeded));
                environment = Environment.of(model.provenance().kernels(), run.threads());
            }
        }
        MeasuredSplit split = MeasuredSplit.of(
                plan.splitter().kind(),
                plan.seeds(),
                means.splits().stream().map(SplitResult::hash).toList());
        Instant time = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String what = String.join(" ", data.hash(), split.kind(), split.hash(), settings.model(), Json.write(values));
        while (store.contains(runId(time, settings, what))) {
            time = time.plusMillis(1);
        }
        EvaluationRecord evaluation = new EvaluationRecord(
                runId(time, settings, what),
                time,
                data,
                split,
                Definitions.of(relevant, plan.conventions()),
                settings.model(),
                values,
                means.metrics(),
                means.groups(),
                means.predicted(curve),
                means.splits(),
                means.trainSeconds(),
                means.evaluateSeconds(),
                means.bytes(),
                means.requestMillis(),
                environment);
        return new Measured(
                evaluation, means.kept(groups.stream().map(UserGroups::name).toList()));
    }

    private List<Evaluation> measure(Model model, Split split, Run run) {
        List<Evaluation> evaluations = new ArrayList<>();
        if (model instanceof RatingPredictor predictor
                && split.heldOut().given().isEmpty()) {
            evaluations.add(RatingEvaluation.measure(predictor, split, run));
        }
        if (model instanceof Recommender recommender) {
            evaluations.add(plan.lists().measure(recommender, split, run));
        }
        if (evaluations.isEmpty()) {
            throw MatineeException.usage(
                    model.settings().model() + " does nothing that can be measured on " + split.kind());
        }
        return evaluations;
    }

    /** A time, so that ids sort, the model, for people, and what was evaluated, so that repetitions show. */
    private static String runId(Instant time, Settings<?> settings, String what) {
        return RUN_TIME.format(time) + "-" + settings.model() + "-" + MeasuredSplit.shortHash(what, 4);
    }

    private static MatineeException explained(Settings<?> settings, Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return new MatineeException(
                    ErrorCode.CONFLICT,
                    settings.model() + " did not fit in the "
                            + (Runtime.getRuntime().maxMemory() >> 20) + " MiB of memory there are",
                    "give java more with -Xmx, or choose smaller settings",
                    failure);
        }
        System.getLogger(Evaluator.class.getName())
                .log(System.Logger.Level.ERROR, settings.model() + " failed by a defect", failure);
        return new MatineeException(
                ErrorCode.BUG,
                settings.model() + " failed by a defect of Matinee: " + failure,
                "please report it with the log",
                failure);
    }

    /** The settings by name, as they read from JSON. */
    private static Map<String, Object> values(Settings<?> settings) {
        return Json.parseObject(Json.write(schemaValues(settings)));
    }

    private static <S> Map<String, Object> schemaValues(S settings) {
        return SettingsSchema.of(settings).values(settings);
    }
}
