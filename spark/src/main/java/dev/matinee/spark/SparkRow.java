package dev.matinee.spark;

import dev.matinee.data.catalog.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of Spark's as one of a catalog's. */
record SparkRow(org.apache.spark.sql.Row row) implements Row {
    private @Nullable Object get(String column) {
        return row.get(row.fieldIndex(column));
    }

    @Override
    public boolean isMissing(String column) {
        return get(column) == null;
    }

    @Override
    public String text(String column) {
        Object value = get(column);
        return value == null ? "" : value.toString();
    }

    @Override
    public long whole(String column) {
        if (get(column) instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalStateException("column " + column + " holds no number");
    }

    @Override
    public double number(String column) {
        return get(column) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    @Override
    public Optional<Instant> time(String column) {
        return Optional.ofNullable(get(column)).map(value -> switch (value) {
            case Instant time -> time;
            case LocalDate day -> day.atStartOfDay().toInstant(ZoneOffset.UTC);
            default -> throw new IllegalStateException("column " + column + " holds no time");
        });
    }

    @Override
    public List<String> texts(String column) {
        int place = row.fieldIndex(column);
        return row.isNullAt(place) ? List.of() : row.getList(place);
    }
}
