package dev.matinee.data.text;

import dev.matinee.data.source.Rule;
import dev.matinee.data.source.TableSink;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads any text file with a header, row by row; rows that cannot be read go to a sink, with the reason. */
public final class HeadedRows {
    private HeadedRows() {}

    /** Takes a row. */
    @FunctionalInterface
    public interface Taker {
        /**
         * Takes one.
         *
         * @param line where it stands, from 1
         * @param row its fields by the plain name of their column: {@code movieid} for {@code movieId} and {@code movie_id}
         * @param raw the row as it stands in the file
         */
        void take(long line, Map<String, String> row, String raw);
    }

    /**
     * Hands over every row.
     *
     * @throws MatineeException {@code NOT_FOUND} where there is no such file, {@code BAD_DATA} where it is no text
     */
    public static void read(Path path, TableSink sink, Run run, Taker taker) {
        TextFile file = TextFile.of(path);
        if (file.marked()) {
            sink.finding(file.name(), 1, Rule.BYTE_ORDER_MARK, "the file starts with a byte-order mark");
        }
        try (Records records = new Records(file, StandardCharsets.UTF_8, Separator.of(file.firstLine()))) {
            List<String> names = records.next().flatMap(Records.Row::fields).orElse(List.of()).stream()
                    .map(Table::plainName)
                    .toList();
            for (Optional<Records.Row> next = records.next(); next.isPresent(); next = records.next()) {
                run.checkCancelled();
                Records.Row row = next.get();
                long line = row.line() + 1;
                List<String> fields = row.fields().orElse(List.of());
                if (!row.decodable()) {
                    sink.reject(
                            file.name(), line, Rule.BAD_ENCODING, "the row has bytes that are not UTF-8", row.raw());
                } else if (row.fields().isEmpty()) {
                    sink.reject(file.name(), line, Rule.UNPARSABLE, "a quoted field is not closed", row.raw());
                } else if (fields.size() != names.size()) {
                    String reason = "the row has " + fields.size() + " fields, not " + names.size();
                    sink.reject(file.name(), line, Rule.UNPARSABLE, reason, row.raw());
                } else {
                    Map<String, String> values = new HashMap<>();
                    for (int i = 0; i < fields.size(); i++) {
                        values.put(
                                names.get(i),
                                Missing.is(fields.get(i).strip())
                                        ? ""
                                        : fields.get(i).strip());
                    }
                    taker.take(line, values, row.raw());
                }
            }
        }
    }
}
