package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Solves the rows of one side of {@link ImplicitAls} exactly while the factors of the other side are given. */
final class GivenItems {
    private static final int ROWS_AT_ONCE = 64;

    private GivenItems() {}

    private record Worker(CholeskyRows solver, RowFeedback feedback) {}

    /** Every user with feedback as the factors of items make it; users without any stay 0. */
    static void solveUsers(ImplicitAls settings, AlsSide users, float[] itemFactors, Run run) {
        solve(settings, users, itemFactors, new float[0], run);
    }

    /**
     * Every row with feedback, pulled towards a vector of its own.
     *
     * @param towards one vector a row, or none at all for 0
     */
    static void solve(ImplicitAls settings, AlsSide side, float[] fixed, float[] towards, Run run) {
        int factors = settings.factors();
        float[] gram = settings.gram(fixed, run);
        ConcurrentLinkedQueue<Worker> idle = new ConcurrentLinkedQueue<>();
        run.parallelRanges(side.rows(), ROWS_AT_ONCE, (from, to) -> {
            Worker worker = Objects.requireNonNullElseGet(
                    idle.poll(), () -> new Worker(new CholeskyRows(factors), side.reader()));
            for (int row = from; row < to; row++) {
                worker.feedback.read(side.ratings(), row);
                if (worker.feedback.count == 0) {
                    continue;
                }
                if (towards.length == 0) {
                    worker.solver.improve(fixed, gram, worker.feedback, side.pull(row), side.factors(), row * factors);
                } else {
                    worker.solver.improveTowards(
                            towards, fixed, gram, worker.feedback, side.pull(row), side.factors(), row * factors);
                }
            }
            idle.add(worker);
        });
    }

    /** The side of users, with no factors yet. */
    static AlsSide users(ImplicitAls settings, Interactions ratings, Run run) {
        AlsSide users = new AlsSide(
                settings,
                ratings.byUser(),
                ratings.items().size(),
                ratings.lowestRating(),
                new float[Math.multiplyExact(ratings.users().size(), settings.factors())],
                run);
        if (users.confidences() == 0) {
            throw MatineeException.badData(
                    "none of the " + ratings.size() + " ratings is " + settings.positive()
                            + " or more: there is no positive feedback",
                    "lower the setting positive");
        }
        return users;
    }
}
