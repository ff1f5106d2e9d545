package dev.matinee.engine.split;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A set of positions of rating rows, one bit each. Adding is thread-safe; reading is once all adding is done. */
final class PositionSet {
    private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] words;

    PositionSet(long positions) {
        words = new long[Math.toIntExact(Math.ceilDiv(positions, (long) Long.SIZE))];
    }

    void add(long position) {
        WORDS.getAndBitwiseOr(words, (int) (position >>> 6), 1L << position);
    }

    boolean contains(long position) {
        return (words[(int) (position >>> 6)] >>> position & 1) != 0;
    }

    boolean lacks(long position) {
        return !contains(position);
    }
}
