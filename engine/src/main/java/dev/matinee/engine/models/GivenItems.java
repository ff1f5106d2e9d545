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

    /** What improves one row with feedback, which stands from {@code at} on among its side's factors. */
    private interface Improving {
        void improve(CholeskyRows solver, RowFeedback feedback, int row, int at);
    }

    /**
     * Every user with feedback as the factors of items make it; users without any stay 0.
     *
     * @param gram the Gram matrix of the items, with the weight of cells without feedback
     */
    static void solveUsers(ImplicitAls settings, AlsSide users, float[] itemFactors, float[] gram, Run run) {
        solve(
                settings,
                users,
                (solver, feedback, row, at) ->
                        solver.improve(itemFactors, gram, feedback, users.pull(row), users.factors(), at),
                run);
    }

    /** Every item with feedback, pulled towards a vector of its own, as the factors of users make it. */
    static void solveItems(ImplicitAls settings, AlsSide items, float[] userFactors, float[] towards, Run run) {
        float[] gram = settings.gram(userFactors, run);
        solve(
                settings,
                items,
                (solver, feedback, row, at) -> solver.improveTowards(
                        towards, userFactors, gram, feedback, items.pull(row), items.factors(), at),
                run);
    }

    private static void solve(ImplicitAls settings, AlsSide side, Improving improving, Run run) {
        int factors = settings.factors();
        ConcurrentLinkedQueue<Worker> idle = new ConcurrentLinkedQueue<>();
        run.parallelRanges(side.rows(), ROWS_AT_ONCE, (from, to) -> {
            Worker worker = Objects.requireNonNullElseGet(
                    idle.poll(), () -> new Worker(new CholeskyRows(factors), side.reader()));
            for (int row = from; row < to; row++) {
                worker.feedback.read(side.ratings(), row);
                if (worker.feedback.count > 0) {
                    improving.improve(worker.solver, worker.feedback, row, row * factors);
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
