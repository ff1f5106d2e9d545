package dev.matinee.data.text;

import dev.matinee.data.source.Rule;
import dev.matinee.data.source.TableSink;
import dev.matinee.engine.Run;
import java.nio.charset.Charset;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** A text file whose every row is handed to one taker; rows that cannot be taken are rejected with a reason. */
final class Table {
    private final TextFile file;
    private final Charset charset;
    private final Separator separator;
    private final List<String> columns;
    private final boolean header;

    private Table(TextFile file, Charset charset, Separator separator, List<String> columns, boolean header) {
        this.file = file;
        this.charset = charset;
        this.separator = separator;
        this.columns = columns;
        this.header = header;
    }

    /** A file with a header that names these columns, among others and in any order. */
    static Table withHeader(TextFile file, Charset charset, Separator separator, String... columns) {
        return new Table(file, charset, separator, List.of(columns), true);
    }

    /** A file without a header whose rows have this many fields. */
    static Table plain(TextFile file, Charset charset, Separator separator, int fields) {
        return new Table(file, charset, separator, Collections.nCopies(fields, ""), false);
    }

    /** A file whose every line is one field. */
    static Table lines(TextFile file, Charset charset) {
        return plain(file, charset, Separator.NONE, 1);
    }

    /** Hands every row's fields, in the order of the columns asked for, to the taker, who refuses by {@link BadRow}. */
    void read(TableSink sink, Run run, Consumer<List<String>> taker) {
        if (file.marked()) {
            sink.finding(file.name(), 1, Rule.BYTE_ORDER_MARK, "the file starts with a byte-order mark");
        }
        try (Records records = new Records(file, charset, separator)) {
            int[] places = new int[columns.size()];
            for (int i = 0; i < places.length; i++) {
                places[i] = i;
            }
            int fields = 0;
            if (header) {
                Optional<Records.Row> first = records.next();
                if (first.isEmpty()) {
                    return;
                }
                List<String> names = first.get().fields().orElse(List.of());
                fields = names.size();
                if (!locate(names, places)) {
                    sink.reject(
                            file.name(),
                            1,
                            Rule.UNPARSABLE,
                            "the header does not name " + String.join(", ", columns) + ", so the file was left out",
                            first.get().raw());
                    return;
                }
            }
            for (Optional<Records.Row> next = records.next(); next.isPresent(); next = records.next()) {
                run.checkCancelled();
                take(next.get(), fields, places, sink, taker);
            }
        }
    }

    private void take(Records.Row row, int fields, int[] places, TableSink sink, Consumer<List<String>> taker) {
        long line = row.line() + 1;
        if (!row.decodable()) {
            sink.reject(file.name(), line, Rule.BAD_ENCODING, "the row has bytes that are not " + charset, row.raw());
            return;
        }
        if (row.fields().isEmpty()) {
            sink.reject(file.name(), line, Rule.UNPARSABLE, "a quoted field is not closed", row.raw());
            return;
        }
        List<String> all = row.fields().get();
        int wanted = header ? fields : places.length;
        if (all.size() != wanted) {
            String reason = "the row has " + all.size() + " fields, not " + wanted;
            sink.reject(file.name(), line, Rule.UNPARSABLE, reason, row.raw());
            return;
        }
        try {
            taker.accept(header ? chosen(all, places) : all);
        } catch (BadRow bad) {
            sink.reject(file.name(), line, Rule.UNPARSABLE, bad.getMessage(), row.raw());
        }
    }

    private static List<String> chosen(List<String> fields, int[] places) {
        String[] chosen = new String[places.length];
        for (int i = 0; i < places.length; i++) {
            chosen[i] = fields.get(places[i]).strip();
        }
        return List.of(chosen);
    }

    private boolean locate(List<String> names, int[] places) {
        List<String> plain = names.stream().map(Table::plainName).toList();
        for (int i = 0; i < places.length; i++) {
            places[i] = plain.indexOf(plainName(columns.get(i)));
            if (places[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** A column's name without what files spell differently: {@code userid} for {@code userId} and {@code user_id}. */
    static String plainName(String name) {
        return name.strip()
                .toLowerCase(Locale.ROOT)
                .replace("_", "")
                .replace("-", "")
                .replace(" ", "");
    }

    /** Says why a row cannot be taken. */
    static final class BadRow extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadRow(String reason) {
            super(reason, null, false, false);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /** An id, which must not be empty. */
    static String id(String text, String what) {
        if (text.isBlank()) {
            throw new BadRow("the " + what + " is missing");
        }
        return text.strip();
    }

    /** A whole number. */
    static int whole(String text, String what) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException notANumber) {
            throw new BadRow("the " + what + " \"" + text + "\" is not a whole number");
        }
    }

    /** A finite number. */
    static float decimal(String text, String what) {
        try {
            float number = Float.parseFloat(text.strip());
            if (Float.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, as an infinite one is.
        }
        throw new BadRow("the " + what + " \"" + text + "\" is not a number");
    }

    /** A time, or {@code NO_TIME} where the text is empty. */
    static long time(String text) {
        return TimeText.parse(text.strip())
                .orElseThrow(
                        () -> new BadRow("the time \"" + text + "\" is neither seconds since 1970 nor an ISO date"));
    }
}
