package dev.matinee.engine.split;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.util.List;

/**
 * {@code kfold:5}, cross-validation over ratings: every rating is held out in just one of the folds.
 *
 * <p>Each user's ratings are shuffled and dealt to the folds in turn, beginning with a random one. So the folds of one
 * user differ by at most one rating, and a user with two ratings or more has one to learn from in every fold.
 *
 * <p>A fold is cut when it is taken from the list: taking it twice costs twice, and all of them need not fit in memory.
 */
public final class KFold implements Splitter {
    private static final int USERS_AT_ONCE = 1024;
    private static final int MOST = 100;

    private final int folds;

    private KFold(int folds) {
        this.folds = folds;
    }

    /** A rule that makes this many folds, 2 to 100. */
    public static KFold of(int folds) {
        if (folds < 2 || folds > MOST) {
            throw MatineeException.usage("kfold needs 2 to " + MOST + " folds, such as kfold:5, got " + folds);
        }
        return new KFold(folds);
    }

    @Override
    public List<Split> splits(Interactions interactions, Run run) {
        return new LazySplits(
                folds, fold -> Split.cut(interactions, heldOut(interactions.byUser(), fold, run), kind(), run));
    }

    @Override
    public String kind() {
        return "kfold:" + folds;
    }

    @Override
    public String toString() {
        return kind();
    }

    private PositionSet heldOut(Rows rows, int fold, Run run) {
        PositionSet heldOut = new PositionSet(rows.size());
        run.parallelRanges(rows.rows(), USERS_AT_ONCE, (from, to) -> {
            for (int user = from; user < to; user++) {
                byte[] dealt = foldsOf(rows, user, run);
                for (int i = 0; i < dealt.length; i++) {
                    if (dealt[i] == fold) {
                        heldOut.add(rows.start(user) + i);
                    }
                }
            }
        });
        return heldOut;
    }

    /** The fold, from 0, in which each of a user's ratings is held out, in the order of the row. */
    public byte[] foldsOf(Rows rows, int user, Run run) {
        RandomStream random = run.random("kfold", user);
        int first = random.nextInt(folds);
        int[] order = shuffled(rows.count(user), random);
        byte[] dealt = new byte[order.length];
        for (int turn = 0; turn < order.length; turn++) {
            dealt[order[turn]] = (byte) ((first + turn) % folds);
        }
        return dealt;
    }

    private static int[] shuffled(int length, RandomStream random) {
        int[] order = new int[length];
        for (int i = 0; i < length; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
