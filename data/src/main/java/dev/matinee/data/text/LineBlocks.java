package dev.matinee.data.text;

import dev.matinee.engine.MatineeException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A text as blocks of whole lines: after {@link #next}, bytes {@code from()} to {@code to()} of {@code bytes()} are lines
 * that each end with a newline (one is added to a last line without). Not thread-safe.
 */
final class LineBlocks implements AutoCloseable {
    private static final int BLOCK = 1 << 18;
    private static final int LONGEST_LINE = 1 << 24;

    private final TextFile file;
    private final InputStream in;
    private byte[] bytes = new byte[BLOCK];
    private int from;
    private int to;
    private int filled;
    private boolean ended;

    LineBlocks(TextFile file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Moves on to the next block; false at the end of the text. */
    boolean next() {
        System.arraycopy(bytes, to, bytes, 0, filled - to);
        filled -= to;
        from = 0;
        to = 0;
        try {
            while (!ended) {
                int before = filled;
                if (filled + 1 == bytes.length) {
                    grow();
                }
                int count = in.read(bytes, filled, bytes.length - 1 - filled);
                if (count < 0) {
                    ended = true;
                    if (filled > 0 && bytes[filled - 1] != '\n') {
                        bytes[filled++] = '\n';
                    }
                    to = filled;
                    return filled > 0;
                }
                filled += count;
                to = lastLineEnd(before);
                if (to > 0 && filled > BLOCK / 2) {
                    return true;
                }
            }
        } catch (IOException failure) {
            throw file.cannotRead(failure);
        }
        return false;
    }

    /** The end of the last whole line, when bytes before {@code before} were looked at already. */
    private int lastLineEnd(int before) {
        for (int at = filled - 1; at >= before; at--) {
            if (bytes[at] == '\n') {
                return at + 1;
            }
        }
        return to;
    }

    private void grow() {
        if (bytes.length >= LONGEST_LINE) {
            throw MatineeException.badData(
                    "the file " + file.path() + " has a line of more than " + LONGEST_LINE + " bytes",
                    "check that it is a text file of one row a line");
        }
        bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException failure) {
            throw file.cannotRead(failure);
        }
    }
}
