package dev.matinee.lab.likes;

import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.split.KFold;

/** The fold of every training rating, the same as those of {@link KFold}: one byte each. */
final class RatingFolds {
    private final int folds;
    private final byte[] foldOf;

    private RatingFolds(int folds, byte[] foldOf) {
        this.folds = folds;
        this.foldOf = foldOf;
    }

    static RatingFolds of(Rows rows, int folds, Run run) {
        KFold rule = KFold.of(folds);
        byte[] foldOf = new byte[Math.toIntExact(rows.size())];
        run.parallelRanges(rows.rows(), 1024, (from, to) -> {
            for (int user = from; user < to; user++) {
                byte[] dealt = rule.foldsOf(rows, user, run);
                System.arraycopy(dealt, 0, foldOf, (int) rows.start(user), dealt.length);
            }
        });
        return new RatingFolds(folds, foldOf);
    }

    int folds() {
        return folds;
    }

    int of(long position) {
        return foldOf[(int) position];
    }
}
