package dev.matinee.data.text;

import dev.matinee.data.source.EpochTime;
import dev.matinee.data.source.RatingPart;
import dev.matinee.data.source.RatingSink;
import dev.matinee.data.source.Rule;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Rows;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Rating rows of a text file, one a line. A line of plain numbers in their usual spelling is read straight from its
 * bytes; any other goes to {@link ExactRow}.
 */
final class RatingLines implements RatingPart {
    private static final long PART = 8 << 20;
    private static final int MOST_PARTS = 256;

    private final TextFile file;
    private final RowShape shape;
    private final boolean header;
    private final boolean marked;
    private final Supplier<InputStream> text;

    private RatingLines(TextFile file, RowShape shape, boolean header, boolean marked, Supplier<InputStream> text) {
        this.file = file;
        this.shape = shape;
        this.header = header;
        this.marked = marked;
        this.text = text;
    }

    /**
     * The rating rows of a file: in several parts where the file can be read in ranges and has no quoted fields, which
     * may hold line breaks, among its first rows; else in one.
     *
     * @param header whether the first line names the columns
     */
    static List<RatingPart> of(TextFile file, RowShape shape, boolean header) {
        boolean marked = file.marked();
        if (shape.separator().quotes() && hasQuote(file.head())) {
            return List.of(new QuotedRatings(file, shape, header));
        }
        if (!file.divisible()) {
            return List.of(new RatingLines(file, shape, header, marked, file::open));
        }
        List<RatingPart> parts = new ArrayList<>();
        List<Long> cuts = Cuts.atLines(file, marked ? 3 : 0, Math.max(PART, file.size() / MOST_PARTS));
        for (int i = 0; i + 1 < cuts.size(); i++) {
            long from = cuts.get(i);
            long to = cuts.get(i + 1);
            parts.add(new RatingLines(file, shape, header && i == 0, marked && i == 0, () -> file.open(from, to)));
        }
        return parts;
    }

    /** The rating rows of a file of {@code movie:} lines, each followed by the rows of that movie. */
    static List<RatingPart> byMovie(TextFile file, RowShape shape) {
        boolean marked = file.marked();
        if (!file.divisible()) {
            return List.of(new RatingLines(file, shape, false, marked, file::open));
        }
        List<RatingPart> parts = new ArrayList<>();
        List<Long> cuts = Cuts.atMovies(file, marked ? 3 : 0, Math.max(PART, file.size() / MOST_PARTS));
        for (int i = 0; i + 1 < cuts.size(); i++) {
            long from = cuts.get(i);
            long to = cuts.get(i + 1);
            parts.add(new RatingLines(file, shape, false, marked && i == 0, () -> file.open(from, to)));
        }
        return parts;
    }

    private static boolean hasQuote(byte[] head) {
        for (byte b : head) {
            if (b == '"') {
                return true;
            }
        }
        return false;
    }

    @Override
    public String file() {
        return file.name();
    }

    @Override
    public long read(RatingSink sink, Run run) {
        if (marked) {
            sink.finding(0, Rule.BYTE_ORDER_MARK, "the file starts with a byte-order mark");
        }
        try (LineBlocks blocks = new LineBlocks(file, text.get())) {
            Reader reader = new Reader(blocks, sink);
            while (blocks.next()) {
                run.checkCancelled();
                reader.block();
            }
            return reader.line;
        }
    }

    /** The state of reading one part. */
    private final class Reader {
        private static final int STRAY = -1;

        private final LineBlocks blocks;
        private final RatingSink sink;
        private final ExactRow exact;
        private final int[] roles = shape.roles();
        private final byte separator = (byte) shape.separator().text().charAt(0);
        private final boolean doubled = shape.separator().text().length() > 1;
        private final boolean above = shape.movie() < 0;
        private long line;
        private String movieText = "";
        private long movieNumber;
        private boolean movieNumbered;

        // What the fast path found in the row that it read last.
        private byte[] bytes = new byte[0];
        private long user;
        private long movie;
        private float rating;
        private long time;
        private long parsed;

        Reader(LineBlocks blocks, RatingSink sink) {
            this.blocks = blocks;
            this.sink = sink;
            this.exact = new ExactRow(shape, sink);
        }

        void block() {
            bytes = blocks.bytes();
            int at = blocks.from();
            int to = blocks.to();
            while (at < to) {
                int next = header && line == 0 ? STRAY : plain(at);
                if (next == STRAY) {
                    next = odd(at);
                } else {
                    sink.row(line, user, movie, rating, time);
                }
                at = next;
                line++;
            }
        }

        /** Reads a row of plain numbers; the position after its newline, or {@link #STRAY} for any other row. */
        private int plain(int start) {
            if (above && !movieNumbered) {
                return STRAY;
            }
            int at = start;
            movie = movieNumber;
            time = Rows.NO_TIME;
            int last = roles.length - 1;
            for (int field = 0; field <= last; field++) {
                switch (roles[field]) {
                    case RowShape.USER -> {
                        at = number(at);
                        user = parsed;
                    }
                    case RowShape.MOVIE -> {
                        at = number(at);
                        movie = parsed;
                    }
                    case RowShape.RATING -> at = decimal(at);
                    case RowShape.TIME -> at = time(at);
                    default -> at = skip(at);
                }
                if (at < 0) {
                    return STRAY;
                }
                if (field < last) {
                    if (bytes[at] != separator || (doubled && bytes[at + 1] != separator)) {
                        return STRAY;
                    }
                    at += doubled ? 2 : 1;
                }
            }
            if (bytes[at] == '\r') {
                at++;
            }
            return bytes[at] == '\n' ? at + 1 : STRAY;
        }

        /** A number of up to 18 digits without leading zeros. */
        private int number(int start) {
            int at = start;
            long value = 0;
            int digit;
            while ((digit = bytes[at] - '0') >= 0 && digit <= 9) {
                value = value * 10 + digit;
                at++;
            }
            parsed = value;
            int length = at - start;
            return length == 0 || length > 18 || (bytes[start] == '0' && length > 1) ? STRAY : at;
        }

        /** A number of up to 6 digits in all, with a point among or none. */
        private int decimal(int start) {
            int at = start;
            int value = 0;
            int scale = 1;
            int digit;
            while ((digit = bytes[at] - '0') >= 0 && digit <= 9) {
                value = value * 10 + digit;
                at++;
            }
            int length = at - start;
            if (bytes[at] == '.') {
                at++;
                int point = at;
                while ((digit = bytes[at] - '0') >= 0 && digit <= 9) {
                    value = value * 10 + digit;
                    scale *= 10;
                    at++;
                }
                length += at - point;
            }
            rating = (float) ((double) value / scale);
            return length == 0 || length > 6 ? STRAY : at;
        }

        /** A whole number of seconds or milliseconds, or a date {@code 2005-09-06}. */
        private int time(int start) {
            int at = number(start);
            if (at > 0 && bytes[at] == '-') {
                return date(start);
            }
            time = EpochTime.seconds(parsed);
            return at;
        }

        private int date(int start) {
            int year = digits(start, 4);
            int month = digits(start + 5, 2);
            int day = digits(start + 8, 2);
            boolean plain = year > 0 && month > 0 && month <= 12 && day > 0 && day <= 28;
            if (!plain || bytes[start + 4] != '-' || bytes[start + 7] != '-') {
                return STRAY;
            }
            // Days since 1970-01-01 with March as the first month of the year (Hinnant 2013, days_from_civil).
            int shifted = month > 2 ? year : year - 1;
            int era = shifted / 400;
            int ofEra = shifted - era * 400;
            int ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
            time = (era * 146_097L + ofEra * 365L + ofEra / 4 - ofEra / 100 + ofYear - 719_468) * 86_400;
            return start + 10;
        }

        /** The number that some digits spell, or -1; what lies behind the newline is never looked at. */
        private int digits(int start, int count) {
            int value = 0;
            for (int i = 0; i < count; i++) {
                int digit = start + i < bytes.length ? bytes[start + i] - '0' : -1;
                if (digit < 0 || digit > 9) {
                    return -1;
                }
                value = value * 10 + digit;
            }
            return value;
        }

        private int skip(int start) {
            int at = start;
            byte b;
            while ((b = bytes[at]) != separator && b != '\n' && b != '"') {
                at++;
            }
            return b == '"' ? STRAY : at > start && bytes[at - 1] == '\r' ? at - 1 : at;
        }

        /** Reads a row that is not of plain numbers; the position after its newline. */
        private int odd(int start) {
            int end = start;
            while (bytes[end] != '\n') {
                end++;
            }
            int next = end + 1;
            if (end > start && bytes[end - 1] == '\r') {
                end--;
            }
            if (header && line == 0) {
                return next;
            }
            exact.decode(line, bytes, start, end).filter(row -> !row.isBlank()).ifPresent(row -> {
                if (above && row.endsWith(":")) {
                    movieText = row.substring(0, row.length() - 1).strip();
                    movieNumbered = Ids.isCanonicalNumber(movieText);
                    movieNumber = movieNumbered ? Long.parseLong(movieText) : 0;
                } else {
                    exact.read(line, row, movieText);
                }
            });
            return next;
        }
    }
}
