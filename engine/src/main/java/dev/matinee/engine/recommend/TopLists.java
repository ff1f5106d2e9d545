package dev.matinee.engine.recommend;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntPredicate;

/**
 * The best unseen items of many known users, scored in blocks: for each user just what {@link Recommender#recommend}
 * answers, many times as fast.
 *
 * <p>Cost: the model's scoring of users x items and one look at each score; {@value #BLOCK_SCORES} scores of heap a
 * thread, or one user's when that is more, whatever the number of users.
 */
public final class TopLists {
    private static final int BLOCK_SCORES = 1 << 21;
    private static final int MOST_USERS_AT_ONCE = 256;

    private final Recommender model;
    private final int top;
    private final int[] barred;
    /** What each user has seen. */
    private final Rows seen;
    /** The model, if it is to answer from what was seen instead of what it was trained on. */
    private final Optional<FoldsIn> folding;

    private TopLists(Recommender model, int top, int[] barred, Rows seen, Optional<FoldsIn> folding) {
        this.model = model;
        this.top = top;
        this.barred = barred;
        this.seen = seen;
        this.folding = folding;
    }

    /** Takes one user's list; called from several threads, once a user. */
    @FunctionalInterface
    public interface Taker {
        /**
         * Takes a list; the arrays are used again after the call.
         *
         * @param position where the user stands among those asked for
         * @param items item indexes, best first
         * @param scores the scores of all items of the model
         * @param length how many items there are: fewer than asked for when fewer come into question
         */
        void take(int position, int[] items, float[] scores, int length);
    }

    /**
     * Lists of this length, of all items.
     *
     * @throws MatineeException {@code USAGE} for a length below 1
     */
    public static TopLists of(Recommender model, int top) {
        return of(model, top, item -> true);
    }

    /**
     * Lists of this length, of the items whose index passes.
     *
     * @throws MatineeException {@code USAGE} for a length below 1
     */
    public static TopLists of(Recommender model, int top, IntPredicate allowed) {
        if (top < 1) {
            throw MatineeException.usage("top must be at least 1, got " + top);
        }
        int items = model.items().size();
        BitSet barred = new BitSet(items);
        for (int item = 0; item < items; item++) {
            barred.set(item, !allowed.test(item));
        }
        return new TopLists(
                model,
                Math.min(top, items),
                barred.stream().toArray(),
                model.training().interactions().byUser(),
                Optional.empty());
    }

    /**
     * The same for people with these histories, which take the place of the ratings that the model was trained on.
     *
     * @throws MatineeException {@code USAGE} when the model does not {@linkplain FoldsIn fold in}
     */
    public TopLists given(Interactions histories) {
        if (!(model instanceof FoldsIn folds)) {
            throw MatineeException.usage(model.settings().model()
                    + " knows only the users it was trained on and cannot answer from a history");
        }
        return new TopLists(model, top, barred, histories.byUser(), Optional.of(folds));
    }

    /** Hands on the lists of these users, in no particular order. */
    public void forEach(int[] users, Run run, Taker taker) {
        int items = model.items().size();
        int atOnce = usersAtOnce(items);
        Queue<float[]> spare = new ConcurrentLinkedQueue<>();
        run.parallelRanges(users.length, atOnce, (from, to) -> {
            float[] pooled = spare.poll();
            float[] scores = pooled == null ? new float[atOnce * items] : pooled;
            float[] row = new float[items];
            score(users, from, to, scores, row);
            int[] chosen = new int[top];
            for (int at = from; at < to; at++) {
                System.arraycopy(scores, (at - from) * items, row, 0, items);
                int[] hidden = hidden(users[at]);
                int length = Kernels.active().top(row, items, hidden, chosen);
                if (length < Math.min(top, items - hidden.length)) {
                    throw new MatineeException(
                            ErrorCode.BUG,
                            model.settings().model() + " gave user "
                                    + model.users().id(users[at]) + " scores that are not numbers",
                            "");
                }
                taker.take(at, chosen, row, length);
            }
            spare.add(scores);
        });
    }

    private void score(int[] users, int from, int to, float[] scores, float[] row) {
        if (folding.isEmpty()) {
            model.scores(users, from, to, scores);
            return;
        }
        for (int at = from; at < to; at++) {
            float[] ratings = new float[seen.count(users[at])];
            for (int i = 0; i < ratings.length; i++) {
                ratings[i] = seen.rating(seen.start(users[at]) + i);
            }
            folding.get().scores(seen.columns(users[at]), ratings, row);
            System.arraycopy(row, 0, scores, (at - from) * row.length, row.length);
        }
    }

    private static int usersAtOnce(int items) {
        int fitting = Math.clamp(BLOCK_SCORES / Math.max(1, items), 1, MOST_USERS_AT_ONCE);
        return fitting < 8 ? fitting : fitting / 8 * 8;
    }

    /** What the user has seen and what is barred for all, ascending. */
    private int[] hidden(int user) {
        int[] own = seen.columns(user);
        if (barred.length == 0) {
            return own;
        }
        int[] both = new int[own.length + barred.length];
        int count = 0;
        int left = 0;
        int right = 0;
        while (left < own.length || right < barred.length) {
            if (right == barred.length || (left < own.length && own[left] < barred[right])) {
                both[count++] = own[left++];
            } else {
                left += left < own.length && own[left] == barred[right] ? 1 : 0;
                both[count++] = barred[right++];
            }
        }
        return Arrays.copyOf(both, count);
    }
}
