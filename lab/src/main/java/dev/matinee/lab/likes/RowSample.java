package dev.matinee.lab.likes;

import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import java.util.BitSet;

/** Some of the training ratings, chosen at random, each choice of so many being equally likely. */
final class RowSample {
    private final BitSet chosen;
    private final boolean all;

    private RowSample(BitSet chosen, boolean all) {
        this.chosen = chosen;
        this.all = all;
    }

    /** So many of all positions; all of them for 0, or where there are no more. */
    static RowSample of(long positions, int sample, Run run) {
        if (sample == 0 || sample >= positions) {
            return new RowSample(new BitSet(), true);
        }
        BitSet chosen = new BitSet(Math.toIntExact(positions));
        RandomStream random = run.random("likes sample", 0);
        long left = sample;
        for (long position = 0; left > 0; position++) {
            if (random.nextLong(positions - position) < left) {
                chosen.set((int) position);
                left--;
            }
        }
        return new RowSample(chosen, false);
    }

    boolean has(long position) {
        return all || chosen.get((int) position);
    }

    /** How many of the positions from one to before another are chosen. */
    long count(long from, long to) {
        return all ? to - from : chosen.get((int) from, (int) to).cardinality();
    }
}
