package dev.matinee.engine.split;

import java.util.AbstractList;
import java.util.Objects;
import java.util.function.IntFunction;

/** Several divisions of the same ratings, each made when it is asked for, so that only those in use take memory. */
final class LazySplits extends AbstractList<Split> {
    private final int size;
    private final IntFunction<Split> maker;

    LazySplits(int size, IntFunction<Split> maker) {
        this.size = size;
        this.maker = maker;
    }

    @Override
    public Split get(int index) {
        return maker.apply(Objects.checkIndex(index, size));
    }

    @Override
    public int size() {
        return size;
    }
}
