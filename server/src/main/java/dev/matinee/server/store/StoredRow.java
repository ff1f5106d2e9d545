package dev.matinee.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/** One row of an answer; columns go by name. Valid only until the next row is asked for. */
public final class StoredRow {
    private interface Getter<T> {
        T get() throws SQLException;
    }

    private final ResultSet answer;

    StoredRow(ResultSet answer) {
        this.answer = answer;
    }

    private static <T> T get(Getter<T> getter) {
        try {
            return getter.get();
        } catch (SQLException failure) {
            throw StoreErrors.of(failure);
        }
    }

    /** A text; empty where the column holds nothing. */
    public String text(String column) {
        return textIfAny(column).orElse("");
    }

    /** A text, if the column holds any. */
    public Optional<String> textIfAny(String column) {
        return get(() -> Optional.ofNullable(answer.getString(column)));
    }

    /** A whole number; 0 where the column holds nothing. */
    public long whole(String column) {
        return get(() -> answer.getLong(column));
    }

    /** A number, if the column holds any. */
    public OptionalDouble number(String column) {
        return get(() -> {
            double value = answer.getDouble(column);
            return answer.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
        });
    }

    /** A time; the beginning of 1970 where the column holds nothing. */
    public Instant time(String column) {
        return Instant.ofEpochMilli(whole(column));
    }

    /** A time, if the column holds any. */
    public Optional<Instant> timeIfAny(String column) {
        return get(() -> {
            long value = answer.getLong(column);
            return answer.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(value));
        });
    }
}
