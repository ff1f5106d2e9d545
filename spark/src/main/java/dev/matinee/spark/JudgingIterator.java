package dev.matinee.spark;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.sql.Row;

/** Rows that are judged when they are asked for. */
abstract class JudgingIterator implements Iterator<Row> {
    private final Queue<Row> ready;
    private boolean ended;

    JudgingIterator(Queue<Row> ready) {
        this.ready = ready;
    }

    /** Judges the next row of the source, which may add rows; false where there is none, after which nothing is asked. */
    abstract boolean judgeNext();

    @Override
    public final boolean hasNext() {
        while (ready.isEmpty() && !ended) {
            ended = !judgeNext();
        }
        return !ready.isEmpty();
    }

    @Override
    public final Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }
}
