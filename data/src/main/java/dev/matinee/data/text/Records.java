package dev.matinee.data.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The records of a text file of any encoding and quoting: a quoted field may hold line breaks. Blank lines are skipped.
 * Not thread-safe.
 */
final class Records implements AutoCloseable {
    private static final int MOST_LINES = 200;

    private final LineBlocks blocks;
    private final Charset charset;
    private final Separator separator;
    private final Deque<Line> ahead = new ArrayDeque<>();
    private int at;
    private long line;

    Records(TextFile file, Charset charset, Separator separator) {
        this.blocks = new LineBlocks(file, file.open());
        this.charset = charset;
        this.separator = separator;
    }

    /**
     * One record.
     *
     * @param line the line that it starts in, from 0
     * @param raw its text
     * @param decodable whether all of it is text in the file's encoding
     * @param fields its fields; empty when a quoted one is not closed
     */
    record Row(long line, String raw, boolean decodable, Optional<List<String>> fields) {}

    private record Line(long number, String text, boolean decodable) {}

    /** The next record; empty at the end. */
    Optional<Row> next() {
        Optional<Line> first = line();
        while (first.isPresent() && first.get().text().isBlank()) {
            first = line();
        }
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Line start = first.get();
        Optional<List<String>> fields = separator.split(start.text());
        if (fields.isPresent() || !separator.quotes()) {
            return Optional.of(new Row(start.number(), start.text(), start.decodable(), fields));
        }
        return Optional.of(severalLines(start));
    }

    /** A record whose quoted field goes on; when it is never closed, the record is its first line alone. */
    private Row severalLines(Line start) {
        StringBuilder text = new StringBuilder(start.text());
        boolean decodable = start.decodable();
        Deque<Line> taken = new ArrayDeque<>();
        while (taken.size() < MOST_LINES) {
            Optional<Line> more = line();
            if (more.isEmpty()) {
                break;
            }
            taken.addLast(more.get());
            text.append('\n').append(more.get().text());
            decodable &= more.get().decodable();
            if (more.get().text().indexOf('"') >= 0) {
                Optional<List<String>> fields = separator.split(text.toString());
                if (fields.isPresent()) {
                    return new Row(start.number(), text.toString(), decodable, fields);
                }
            }
        }
        while (!taken.isEmpty()) {
            ahead.addFirst(taken.removeLast());
        }
        return new Row(start.number(), start.text(), start.decodable(), Optional.empty());
    }

    /** The number of lines, once all records were read. */
    long lines() {
        return line;
    }

    private Optional<Line> line() {
        if (!ahead.isEmpty()) {
            return Optional.of(ahead.removeFirst());
        }
        OptionalLong found = position();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = blocks.bytes();
        int end = at;
        while (bytes[end] != '\n') {
            end++;
        }
        int stop = end > at && bytes[end - 1] == '\r' ? end - 1 : end;
        Line read = decode(line++, bytes, at, stop);
        at = end + 1;
        return Optional.of(read);
    }

    private OptionalLong position() {
        if (at >= blocks.to()) {
            if (!blocks.next()) {
                return OptionalLong.empty();
            }
            at = blocks.from();
        }
        return OptionalLong.of(at);
    }

    private Line decode(long number, byte[] bytes, int from, int to) {
        boolean ascii = true;
        for (int i = from; i < to && ascii; i++) {
            ascii = bytes[i] >= 0;
        }
        boolean decodable = true;
        if (!ascii) {
            try {
                charset.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
            } catch (CharacterCodingException malformed) {
                decodable = false;
            }
        }
        return new Line(number, new String(bytes, from, to - from, charset), decodable);
    }

    @Override
    public void close() {
        blocks.close();
    }
}
