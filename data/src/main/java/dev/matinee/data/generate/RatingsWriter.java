package dev.matinee.data.generate;

import java.io.Closeable;
import java.io.IOException;

/** Where generated rows go: one implementation per {@link Layout}, and one that keeps them in memory. */
interface RatingsWriter extends Closeable {
    /** Turns a block into what will be written; called from several threads at once, each with a block of its own. */
    void render(RatingBlock block);

    /** Writes a block; called with the blocks in order, never by two threads at once. */
    void write(RatingBlock block) throws IOException;

    /** Writes what follows the last block. */
    void finish() throws IOException;

    /** How many tags were written so far. */
    default long tags() {
        return 0;
    }
}
