package dev.matinee.spark;

import dev.matinee.data.source.RatingSink;
import dev.matinee.data.source.Rule;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The columns of rows that were judged: where a row stands (the part of the source, its line within it from 0), what became of
 * it ({@link #KEPT}, {@link #REJECTED}, {@link #FOUND}, {@link #END}), and then its user, movie, rating and time, or the rule
 * that it breaks, why, and what it was.
 */
final class JudgedRow {
    /** A rating. */
    static final int KEPT = 0;

    /** A row that cannot be kept. */
    static final int REJECTED = 1;

    /** Something found about a row that is kept all the same. */
    static final int FOUND = 2;

    /** No row: the line is the number of lines before. */
    static final int END = 3;

    static final StructType SCHEMA = new StructType()
            .add("part", DataTypes.IntegerType, false)
            .add("line", DataTypes.LongType, false)
            .add("kind", DataTypes.IntegerType, false)
            .add("user", DataTypes.StringType)
            .add("movie", DataTypes.StringType)
            .add("rating", DataTypes.FloatType)
            .add("time", DataTypes.LongType)
            .add("rule", DataTypes.StringType)
            .add("reason", DataTypes.StringType)
            .add("raw", DataTypes.StringType);

    private JudgedRow() {}

    static Row rating(int part, long line, String user, String movie, float rating, long time) {
        return RowFactory.create(part, line, KEPT, user, movie, rating, time, null, null, null);
    }

    static Row rejected(int part, long line, Rule rule, String reason, String raw) {
        return remark(part, line, REJECTED, rule.name(), reason, raw);
    }

    static Row found(int part, long line, Rule rule, String found) {
        return remark(part, line, FOUND, rule.name(), found, null);
    }

    static Row end(int part, long lines) {
        return remark(part, lines, END, null, null, null);
    }

    private static Row remark(
            int part, long line, int kind, @Nullable String rule, @Nullable String reason, @Nullable String raw) {
        return RowFactory.create(part, line, kind, null, null, null, null, rule, reason, raw);
    }

    /** Hands a row to a sink, as the source itself would have. */
    static void handOver(Row row, RatingSink sink) {
        long line = row.getLong(1);
        switch (row.getInt(2)) {
            case KEPT -> sink.row(line, row.getString(3), row.getString(4), row.getFloat(5), row.getLong(6));
            case REJECTED -> sink.reject(line, Rule.valueOf(row.getString(7)), row.getString(8), row.getString(9));
            case FOUND -> sink.finding(line, Rule.valueOf(row.getString(7)), row.getString(8));
            default -> {
                // The end, which is no row.
            }
        }
    }

    /** Collects what is said of the rows of one part. */
    static final class Sink implements RatingSink {
        final Queue<Row> rows = new ArrayDeque<>();
        private int part;

        Sink(int part) {
            this.part = part;
        }

        void part(int part) {
            this.part = part;
        }

        @Override
        public void row(long line, long user, long movie, float rating, long time) {
            row(line, Long.toString(user), Long.toString(movie), rating, time);
        }

        @Override
        public void row(long line, String user, String movie, float rating, long time) {
            rows.add(rating(part, line, user, movie, rating, time));
        }

        @Override
        public void reject(long line, Rule rule, String reason, String raw) {
            rows.add(rejected(part, line, rule, reason, raw));
        }

        @Override
        public void finding(long line, Rule rule, String found) {
            rows.add(found(part, line, rule, found));
        }
    }
}
