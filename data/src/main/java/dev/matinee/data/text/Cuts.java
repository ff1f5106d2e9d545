package dev.matinee.data.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Where a file can be cut so that each piece holds whole rows; pieces depend on the file alone, never on the threads. */
final class Cuts {
    private static final int PIECE = 1 << 16;

    private final FileChannel channel;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE);
    private long pieceAt = -PIECE - 1L;

    private Cuts(FileChannel channel) {
        this.channel = channel;
    }

    /** Starts of lines about every {@code length} bytes, from the first byte of text to the end of the file. */
    static List<Long> atLines(TextFile file, long start, long length) {
        return cut(file, start, length, false);
    }

    /** Likewise, but only where the line is a {@code movie:} line. */
    static List<Long> atMovies(TextFile file, long start, long length) {
        return cut(file, start, length, true);
    }

    private static List<Long> cut(TextFile file, long start, long length, boolean atMovies) {
        List<Long> cuts = new ArrayList<>();
        cuts.add(start);
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            Cuts reader = new Cuts(channel);
            long size = channel.size();
            for (long wanted = start + length; wanted < size; wanted = cuts.getLast() + length) {
                long line = reader.lineAfter(wanted, size);
                while (atMovies && line < size && !reader.isMovie(line, size)) {
                    line = reader.lineAfter(line, size);
                }
                cuts.add(line);
            }
            if (cuts.getLast() < size) {
                cuts.add(size);
            }
            return cuts;
        } catch (IOException failure) {
            throw file.cannotRead(failure);
        }
    }

    private long lineAfter(long from, long size) throws IOException {
        long at = from;
        while (at < size && at(at) != '\n') {
            at++;
        }
        return Math.min(at + 1, size);
    }

    private boolean isMovie(long line, long size) throws IOException {
        long end = lineAfter(line, size) - 1;
        long last = end > line && at(end - 1) == '\r' ? end - 2 : end - 1;
        return last >= line && at(last) == ':';
    }

    private byte at(long position) throws IOException {
        if (position < pieceAt || position >= pieceAt + piece.limit()) {
            pieceAt = position;
            piece.clear();
            while (piece.hasRemaining() && channel.read(piece, pieceAt + piece.position()) >= 0) {
                // Reads on until the piece is full or the file ends.
            }
            piece.flip();
        }
        return piece.get((int) (position - pieceAt));
    }
}
