package dev.matinee.data.text;

import dev.matinee.data.source.RatingPart;
import dev.matinee.data.source.RatingSink;
import dev.matinee.data.source.Rule;
import dev.matinee.engine.Run;
import java.util.Optional;

/** The rating rows of a file with quoted fields, which may hold separators and line breaks. */
record QuotedRatings(TextFile textFile, RowShape shape, boolean header) implements RatingPart {
    @Override
    public String file() {
        return textFile.name();
    }

    @Override
    public long read(RatingSink sink, Run run) {
        if (textFile.marked()) {
            sink.finding(0, Rule.BYTE_ORDER_MARK, "the file starts with a byte-order mark");
        }
        ExactRow exact = new ExactRow(shape, sink);
        try (Records records = new Records(textFile, shape.charset(), shape.separator())) {
            if (header) {
                records.next();
            }
            for (Optional<Records.Row> next = records.next(); next.isPresent(); next = records.next()) {
                run.checkCancelled();
                Records.Row row = next.get();
                if (!row.decodable()) {
                    sink.reject(
                            row.line(),
                            Rule.BAD_ENCODING,
                            "the row has bytes that are not " + shape.charset(),
                            row.raw());
                } else if (row.fields().isEmpty()) {
                    sink.reject(row.line(), Rule.UNPARSABLE, "a quoted field is not closed", row.raw());
                } else {
                    exact.read(row.line(), row.raw(), row.fields().get(), "");
                }
            }
            return records.lines();
        }
    }
}
