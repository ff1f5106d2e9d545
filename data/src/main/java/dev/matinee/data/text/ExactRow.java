package dev.matinee.data.text;

import dev.matinee.data.source.RatingSink;
import dev.matinee.data.source.Rule;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a rating row of any spelling, and says of one that cannot be read why. Not thread-safe. */
final class ExactRow {
    private final RowShape shape;
    private final RatingSink sink;

    ExactRow(RowShape shape, RatingSink sink) {
        this.shape = shape;
        this.sink = sink;
    }

    /** The bytes as text; what is no text in the file's encoding is rejected and gives nothing. */
    Optional<String> decode(long line, byte[] bytes, int from, int to) {
        try {
            return Optional.of(shape.charset()
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString());
        } catch (CharacterCodingException malformed) {
            String raw = new String(bytes, from, to - from, shape.charset());
            sink.reject(line, Rule.BAD_ENCODING, "the row has bytes that are not " + shape.charset(), raw);
            return Optional.empty();
        }
    }

    /**
     * A row of text.
     *
     * @param movie the movie that stands above the row; empty where it stands in the row
     */
    void read(long line, String row, String movie) {
        Optional<List<String>> split = shape.separator().split(row);
        if (split.isEmpty()) {
            sink.reject(line, Rule.UNPARSABLE, "a quoted field is not closed", row);
        } else {
            read(line, row, split.get(), movie);
        }
    }

    /** A row that has been cut into fields. */
    void read(long line, String row, List<String> fields, String movie) {
        if (fields.size() != shape.fields()) {
            sink.reject(line, Rule.UNPARSABLE, "the row has " + fields.size() + " fields, not " + shape.fields(), row);
            return;
        }
        String user = fields.get(shape.user()).strip();
        String rated = shape.movie() < 0 ? movie : fields.get(shape.movie()).strip();
        String ratingText = fields.get(shape.rating()).strip();
        String timeText = shape.time() < 0 ? "" : fields.get(shape.time()).strip();
        if (user.isEmpty() || rated.isEmpty()) {
            sink.reject(line, Rule.UNPARSABLE, "the " + (user.isEmpty() ? "user" : "movie") + " is missing", row);
            return;
        }
        if (Missing.is(ratingText)) {
            sink.reject(line, Rule.MISSING_RATING, "the rating is missing", row);
            return;
        }
        float rating;
        try {
            rating = number(ratingText);
        } catch (NumberFormatException notANumber) {
            sink.reject(line, Rule.UNPARSABLE, "the rating \"" + ratingText + "\" is not a number", row);
            return;
        }
        OptionalLong time = TimeText.parse(timeText);
        if (time.isEmpty()) {
            sink.reject(
                    line,
                    Rule.UNPARSABLE,
                    "the time \"" + timeText + "\" is neither seconds since 1970 nor an ISO date",
                    row);
            return;
        }
        sink.row(line, user, rated, rating, time.getAsLong());
    }

    private static float number(String text) {
        return switch (text) {
            case "nan", "NAN" -> Float.NaN;
            case "inf", "Inf", "+inf", "INF" -> Float.POSITIVE_INFINITY;
            case "-inf", "-Inf", "-INF" -> Float.NEGATIVE_INFINITY;
            default -> {
                char last = text.charAt(text.length() - 1);
                if (last == 'f' || last == 'd' || last == 'F' || last == 'D') {
                    throw new NumberFormatException(text);
                }
                yield Float.parseFloat(text);
            }
        };
    }
}
