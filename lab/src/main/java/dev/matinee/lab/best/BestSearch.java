package dev.matinee.lab.best;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.DataSize;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.split.Split;
import dev.matinee.engine.split.Splitter;
import dev.matinee.engine.split.TrainingSet;
import dev.matinee.lab.best.Attempt.Outcome;
import dev.matinee.lab.best.BestResult.Ending;
import dev.matinee.lab.tune.Judge;
import dev.matinee.lab.tune.UserShare;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Climbs from cheap models to costly ones, skips what would not fit into the budget, and trains the best on all ratings
 * in time. Models are compared on a validation part. Stopping it, at any moment, leaves the best so far.
 *
 * <p>Which candidates fit depends on the machine, so two searches may end differently; a model that was found is the
 * same for the same settings and seed.
 */
public final class BestSearch {
    private static final long MUCH = 1_000_000;
    /** All ratings take longer than the training part, and saving takes time. */
    private static final double FINAL_TRAINING = 1.5;

    private final Interactions ratings;
    private final Splitter validation;
    private final Judge judge;
    private final List<Settings<?>> models;
    private final Budget budget;
    private final Consumer<Attempt> watcher;
    private final List<Attempt> attempts = new ArrayList<>();

    /**
     * A search.
     *
     * @param models the default settings of the models to climb, cheap ones first
     * @param watcher told of each attempt as soon as its outcome is known
     */
    public BestSearch(
            Interactions ratings,
            Splitter validation,
            Judge judge,
            List<Settings<?>> models,
            Budget budget,
            Consumer<Attempt> watcher) {
        this.ratings = ratings;
        this.validation = validation;
        this.judge = judge;
        this.models = List.copyOf(models);
        this.budget = budget;
        this.watcher = watcher;
    }

    /**
     * Searches.
     *
     * @throws MatineeException {@code CANCELLED} when stopped before any model was measured, {@code CONFLICT} when none
     *     fitted into the budget
     */
    public BestResult search(Run run) {
        long start = System.nanoTime();
        attempts.clear();
        Split split = validation.split(ratings, run);
        Forecast forecast = forecast(split, run);
        Ladder ladder = new Ladder(models, judge.higherIsBetter(), run);
        Ending ending = Ending.EXHAUSTED;
        try (Progress.Task task = run.progress().start("searching the best model", 0, "candidates")) {
            for (List<Settings<?>> rung = ladder.next(attempts); !rung.isEmpty(); rung = ladder.next(attempts)) {
                boolean begun = false;
                for (Settings<?> settings : rung) {
                    if (run.cancelled().getAsBoolean()) {
                        return result(Ending.REQUEST, run);
                    }
                    Attempt attempt = attempt(settings, split, forecast, start, run);
                    attempts.add(attempt);
                    watcher.accept(attempt);
                    task.advance(1);
                    if (attempt.outcome() == Outcome.STOPPED) {
                        return result(run.cancelled().getAsBoolean() ? Ending.REQUEST : Ending.DEADLINE, run);
                    }
                    begun |= attempt.measured();
                }
                if (!begun) {
                    ending = Ending.DEADLINE;
                    break;
                }
            }
        }
        return result(run.cancelled().getAsBoolean() ? Ending.REQUEST : ending, run);
    }

    private Forecast forecast(Split split, Run run) {
        double share = ratings.size() > MUCH ? 0.125 : 0.25;
        Interactions training = split.training().interactions();
        List<Split> samples = List.of(
                validation.split(UserShare.of(training, share / 2, run), run),
                validation.split(UserShare.of(training, share, run), run));
        return new Forecast(DataSize.of(training), samples, share, judge);
    }

    private Attempt attempt(Settings<?> settings, Split split, Forecast forecast, long start, Run run) {
        OptionalLong bytes = forecast.bytes(settings, run.threads());
        if (bytes.isEmpty()) {
            return Attempt.without(
                    settings, Outcome.SKIPPED, "it does not say how much memory it needs", 0, Double.NaN);
        }
        if (bytes.getAsLong() > budget.bytes()) {
            String reason = "it would need " + mebibytes(bytes.getAsLong()) + " of memory, and there are "
                    + mebibytes(budget.bytes());
            return Attempt.without(settings, Outcome.SKIPPED, reason, bytes.getAsLong(), Double.NaN);
        }
        boolean first = attempts.stream().noneMatch(Attempt::measured);
        double deadline =
                budget.seconds() - FINAL_TRAINING * best().map(Attempt::seconds).orElse(0.0);
        Run limited = first ? run : run.cancelledWhen(() -> run.cancelled().getAsBoolean() || since(start) > deadline);
        double seconds = Double.NaN;
        try {
            seconds = first ? Double.NaN : forecast.seconds(settings, limited);
            double left = budget.seconds() - since(start);
            if ((1 + FINAL_TRAINING) * seconds > left) {
                String reason = String.format(
                        Locale.ROOT,
                        "it would take about %.1f s, and once more on all ratings; %.1f s are left",
                        seconds,
                        left);
                return Attempt.without(settings, Outcome.SKIPPED, reason, bytes.getAsLong(), seconds);
            }
            long begin = System.nanoTime();
            Model model = settings.train(split.training(), limited);
            double trained = since(begin);
            double score = judge.score(model, split, limited);
            forecast.learn(settings, since(begin), run.threads());
            return new Attempt(
                    settings, Outcome.MEASURED, "", bytes.getAsLong(), seconds, score, trained, model.bytes());
        } catch (MatineeException failure) {
            return switch (failure.code()) {
                case CANCELLED ->
                    Attempt.without(settings, Outcome.STOPPED, "it was stopped", bytes.getAsLong(), seconds);
                case BAD_DATA, CONFLICT ->
                    Attempt.without(
                            settings, Outcome.FAILED, String.valueOf(failure.getMessage()), bytes.getAsLong(), seconds);
                default -> throw failure;
            };
        }
    }

    private Optional<Attempt> best() {
        double sign = judge.higherIsBetter() ? -1 : 1;
        return attempts.stream()
                .filter(Attempt::measured)
                .min(Comparator.comparingDouble(attempt -> sign * attempt.score()));
    }

    /** The best trained on all ratings, whatever time it is and whoever wants it to stop: it is what was asked for. */
    private BestResult result(Ending ending, Run run) {
        Attempt best = best().orElseThrow(() -> ending == Ending.REQUEST
                ? new MatineeException(ErrorCode.CANCELLED, "stopped on request", "")
                : new MatineeException(
                        ErrorCode.CONFLICT,
                        "no model could be measured within " + budget.seconds() + " s and " + mebibytes(budget.bytes())
                                + (attempts.isEmpty()
                                        ? ""
                                        : "; " + attempts.getFirst().settings().model() + ": "
                                                + attempts.getFirst().reason()),
                        "give more with --seconds or --memory"));
        Model model = best.settings().train(TrainingSet.everything(ratings), run.cancelledWhen(() -> false));
        return new BestResult(attempts, best, model, judge.metric(), judge.higherIsBetter(), ending);
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
    }
}
