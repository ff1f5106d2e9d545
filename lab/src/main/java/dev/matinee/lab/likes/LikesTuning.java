package dev.matinee.lab.likes;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.split.KFold;
import dev.matinee.engine.split.Split;
import dev.matinee.lab.tune.SearchSpace;
import dev.matinee.lab.tune.Trial;
import dev.matinee.lab.tune.TuningFolder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Finds settings of a classifier of likes by cross-validation within the training part of {@link Protocol#KNOWN_USERS}: each
 * fold is described by features made of the others alone, so that nothing of it is in what it is judged by. Each trial is
 * kept as soon as it is done; the same plan goes on where it was stopped. The test part is not touched. Where a sample is learned
 * from, as many rows are judged by as belong to it: of three folds, half as many.
 */
public final class LikesTuning {
    private static final int KEPT_OF = 3;
    private static final int LEAST_ROWS = 2_000;

    private final Interactions ratings;
    private final Plan plan;
    private final TuningFolder folder;

    /**
     * What is tried.
     *
     * @param method {@code grid}, {@code random} or {@code halving}
     * @param candidates all of one model and all different; with halving a third goes on at a time, with three times the rows
     * @param folds how many folds are cross-validated
     * @param metric one of {@link LikeMetrics#NAMES}
     */
    public record Plan(String method, List<LikesSettings> candidates, int folds, String metric) {
        /** Checks and copies. */
        public Plan {
            candidates = List.copyOf(candidates);
            if (candidates.isEmpty()) {
                throw MatineeException.usage("there is nothing to try");
            }
            if (!LikeMetrics.NAMES.contains(metric)) {
                throw MatineeException.usage("--metric must be one of " + String.join(", ", LikeMetrics.NAMES)
                        + " for classifiers of likes, got " + metric);
            }
        }

        /** Whether higher values of the metric are better. */
        public boolean higherIsBetter() {
            return !metric.equals("logLoss") && !metric.equals("brier");
        }

        Map<String, Object> toJson(String hash, long seed) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("format", 1);
            json.put("model", candidates.getFirst().model());
            json.put("data", hash);
            json.put("method", method);
            json.put("metric", metric);
            json.put("validation", "kfold:" + folds);
            json.put("seed", seed);
            json.put("candidates", candidates.stream().map(SearchSpace::values).toList());
            return json;
        }
    }

    /**
     * What came of it.
     *
     * @param winner the settings with the best score on all rows
     * @param score that score
     */
    public record Result(Plan plan, List<Trial> trials, List<Double> seconds, LikesSettings winner, double score) {}

    /** A tuning of these ratings whose files are kept in a folder. */
    public LikesTuning(Interactions ratings, Plan plan, TuningFolder folder) {
        this.ratings = ratings;
        this.plan = plan;
        this.folder = folder;
    }

    /** Tries everything that was not tried yet. */
    public Result tune(Run run) {
        folder.begin(plan.toJson(ratings.hash(), run.seed()));
        LikesSettings first = plan.candidates().getFirst();
        Split outer = Protocol.KNOWN_USERS.splitter(first.likeAt()).split(ratings, run);
        List<Split> folds = KFold.of(plan.folds()).splits(outer.training().interactions(), run);
        Map<List<Object>, Parts.Rows> made = new HashMap<>();
        List<Trial> trials = new ArrayList<>();
        List<LikesSettings> left = plan.candidates();
        double share = plan.method().equals("halving") ? firstShare(left.size()) : 1;
        Map<Trial, LikesSettings> tried = new HashMap<>();
        try (Progress.Task task = run.progress().start("tuning " + first.model(), left.size(), "trials")) {
            while (true) {
                List<Trial> round = new ArrayList<>();
                for (LikesSettings settings : left) {
                    Trial trial = trial(trials.size() + 1, settings, share, folds, made, run);
                    trials.add(trial);
                    round.add(trial);
                    tried.put(trial, settings);
                    task.advance(share == 1 ? 1 : 0);
                }
                if (share == 1) {
                    break;
                }
                round.sort(byScore());
                left = round.subList(0, Math.max(1, round.size() / KEPT_OF)).stream()
                        .map(trial -> Objects.requireNonNull(tried.get(trial)))
                        .toList();
                share = Math.min(1, share * KEPT_OF);
            }
        }
        Trial best = trials.stream()
                .filter(trial -> trial.share() == 1 && !trial.values().isEmpty())
                .min(byScore())
                .orElseThrow(() -> MatineeException.badData(
                        "every trial failed, the first one with: "
                                + trials.getFirst().failure(),
                        "try other settings"));
        folder.winner(first.model(), best, plan.metric());
        return new Result(
                plan,
                trials,
                trials.stream().map(trial -> folder.seconds(trial.number())).toList(),
                Objects.requireNonNull(tried.get(best)),
                best.score());
    }

    private Comparator<Trial> byScore() {
        double sign = plan.higherIsBetter() ? -1 : 1;
        return Comparator.comparingDouble(
                trial -> trial.values().isEmpty() ? Double.POSITIVE_INFINITY : sign * trial.score());
    }

    /** The share of rows from which, three times as many a round, about one candidate is left for all of them. */
    private static double firstShare(int candidates) {
        double share = 1;
        for (int left = candidates; left > KEPT_OF; left /= KEPT_OF) {
            share /= KEPT_OF;
        }
        return share;
    }

    private Trial trial(
            int number,
            LikesSettings settings,
            double share,
            List<Split> folds,
            Map<List<Object>, Parts.Rows> made,
            Run run) {
        var before = folder.trial(number);
        if (before.isPresent()) {
            return before.get();
        }
        long start = System.nanoTime();
        Trial trial;
        try {
            List<Double> values = new ArrayList<>();
            for (int fold = 0; fold < folds.size(); fold++) {
                run.checkCancelled();
                Parts.Rows rows = rows(fold, folds, settings, made, run);
                values.add(score(settings, rows, share, run));
            }
            trial = new Trial(number, SearchSpace.values(settings), share, values, "");
        } catch (MatineeException failure) {
            if (failure.code() == dev.matinee.engine.ErrorCode.CANCELLED) {
                throw failure;
            }
            trial = new Trial(
                    number, SearchSpace.values(settings), share, List.of(), String.valueOf(failure.getMessage()));
        }
        folder.add(trial, (System.nanoTime() - start) / 1e9);
        return trial;
    }

    private Parts.Rows rows(
            int fold, List<Split> folds, LikesSettings settings, Map<List<Object>, Parts.Rows> made, Run run) {
        List<Object> key = List.of(fold, settings.plan(), settings.sample());
        Parts.Rows known = made.get(key);
        if (known == null) {
            Split split = folds.get(fold);
            int measured = Math.ceilDiv(settings.sample(), plan.folds() - 1);
            known = new Parts(ratings, split, split).rows(split, settings.plan(), settings.sample(), measured, run);
            made.put(key, known);
        }
        return known;
    }

    private double score(LikesSettings settings, Parts.Rows rows, double share, Run run) {
        FeatureTable training = rows.training();
        int wanted = (int) Math.max(Math.min(LEAST_ROWS, training.rows()), Math.round(share * training.rows()));
        if (wanted < training.rows()) {
            int[] some = new int[wanted];
            for (int i = 0; i < wanted; i++) {
                some[i] = (int) ((long) i * training.rows() / wanted);
            }
            training = training.rows(some);
        }
        LikesEvaluator.checkClasses(training, Protocol.KNOWN_USERS);
        Scorer scorer = settings.classifier().learn(training, run);
        FeatureTable held = rows.measured();
        return ScoredRows.of(scorer.probabilities(held, run), held.likes(), held.users())
                .measure(0.5)
                .value(plan.metric());
    }
}
