package dev.matinee.lab.tune;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.split.Split;
import dev.matinee.lab.chart.ChartFiles;
import dev.matinee.lab.leaderboard.EvaluationStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tries settings on parts cut from the training sets, keeps each trial as soon as it is done, and measures the winner on
 * the test set once. The same plan in the same folder goes on where it was stopped, to the same bytes.
 *
 * <p>Halving spends few users on many settings first: every model family gets cheaper with fewer users, while not every one
 * has iterations to save.
 */
public final class Tuning {
    private static final int KEPT_OF = 3;
    private static final int FULL_SIZED = 3;
    private static final int FEWEST_USERS = 200;

    private final Interactions ratings;
    private final TuningPlan plan;
    private final TuningFolder folder;
    private final ValidationParts parts;
    private final TestSet test;
    private final List<Trial> trials = new ArrayList<>();

    /**
     * A tuning.
     *
     * @param data what the ratings are called
     * @param folder where its files are kept; one with files of another plan is refused
     * @param evaluations where the measuring on the test set is recorded
     */
    public Tuning(String data, Interactions ratings, TuningPlan plan, Path folder, EvaluationStore evaluations) {
        this.ratings = ratings;
        this.plan = plan;
        this.folder = new TuningFolder(folder);
        this.parts = new ValidationParts(ratings, plan);
        this.test = new TestSet(data, ratings, plan, this.folder, evaluations);
    }

    /**
     * Tries all settings and measures the winner.
     *
     * @param testing whether the winner is measured on the test set
     * @throws MatineeException {@code CONFLICT} when the folder is of another plan, {@code CANCELLED} when stopped on request,
     *     or the failure of the first trial when all failed
     */
    public TuningResult tune(boolean testing, Run run) {
        folder.begin(plan.toJson(ratings.hash()));
        trials.clear();
        List<Settings<?>> left = plan.candidates();
        Trial winner;
        try (Progress.Task task = run.progress().start("tuning " + plan.model(), trialsAhead(left.size()), "trials")) {
            for (List<Settings<?>> rung = left; ; rung = left) {
                double share = share(rung.size());
                List<Trial> tried = new ArrayList<>();
                for (Settings<?> settings : rung) {
                    run.checkCancelled();
                    tried.add(trial(settings, share, run));
                    task.advance(1);
                }
                List<Trial> ranked = ranked(tried);
                winner = ranked.getFirst();
                if (share == 1) {
                    break;
                }
                left = ranked.stream()
                        .limit(Math.max(FULL_SIZED, rung.size() / KEPT_OF))
                        .<Settings<?>>map(trial -> SearchSpace.changed(rungSettings(), trial.settings()))
                        .toList();
            }
        }
        folder.winner(plan.model(), winner, plan.metric());
        new ChartFiles(folder.path()).write(TuningPicture.of(plan, trials, winner));
        List<Double> seconds =
                trials.stream().map(trial -> folder.seconds(trial.number())).toList();
        return new TuningResult(
                folder.path(),
                plan,
                trials,
                seconds,
                winner,
                folder.settingsFile(),
                test.measure(winner, testing, run));
    }

    private Settings<?> rungSettings() {
        return plan.candidates().getFirst();
    }

    /** With halving 1/3 of the users for 4 to 9 settings, 1/9 for 10 to 27 and so on, but never fewer than some 200 users. */
    private double share(int settings) {
        double share = 1;
        if (plan.halving()) {
            for (int kept = settings; kept > FULL_SIZED; kept = Math.ceilDiv(kept, KEPT_OF)) {
                share /= KEPT_OF;
            }
        }
        return Math.min(
                1, Math.max(share, (double) FEWEST_USERS / ratings.users().size()));
    }

    private long trialsAhead(int settings) {
        return share(settings) == 1 ? settings : settings + trialsAhead(Math.max(FULL_SIZED, settings / KEPT_OF));
    }

    private Trial trial(Settings<?> settings, double share, Run run) {
        int number = trials.size() + 1;
        var values = SearchSpace.values(settings);
        Trial trial = folder.trial(number)
                .filter(known -> known.share() == share && known.settings().equals(values))
                .orElseGet(() -> {
                    long start = System.nanoTime();
                    Trial done = measured(number, settings, share, run);
                    folder.add(done, (System.nanoTime() - start) / 1e9);
                    return done;
                });
        trials.add(trial);
        return trial;
    }

    private Trial measured(int number, Settings<?> settings, double share, Run run) {
        List<Double> values = new ArrayList<>();
        try {
            for (long seed : plan.evaluation().seeds()) {
                Run seeded = run.seed(seed);
                Split split = parts.get(seed, share, seeded);
                values.add(plan.judge().score(settings.train(split.training(), seeded), split, seeded));
            }
            return new Trial(number, SearchSpace.values(settings), share, values, "");
        } catch (MatineeException failure) {
            if (failure.code() != ErrorCode.BAD_DATA && failure.code() != ErrorCode.CONFLICT) {
                throw failure;
            }
            return new Trial(
                    number, SearchSpace.values(settings), share, List.of(), String.valueOf(failure.getMessage()));
        }
    }

    /** The best first, of equal ones the earlier; those that failed last. */
    private List<Trial> ranked(List<Trial> tried) {
        if (tried.stream().allMatch(trial -> trial.values().isEmpty())) {
            throw MatineeException.badData(
                    "all trials failed, the first because " + tried.getFirst().failure(), "try other settings");
        }
        double sign = plan.higherIsBetter() ? -1 : 1;
        return tried.stream()
                .sorted(Comparator.comparingDouble(
                        trial -> trial.values().isEmpty() ? Double.POSITIVE_INFINITY : sign * trial.score()))
                .toList();
    }
}
