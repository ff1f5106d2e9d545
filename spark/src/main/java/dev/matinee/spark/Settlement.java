package dev.matinee.spark;

import dev.matinee.data.catalog.Scale;
import dev.matinee.data.ingest.Duplicates;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.ingest.Reasons;
import dev.matinee.data.ingest.ScaleDetector;
import dev.matinee.data.source.Rule;
import dev.matinee.engine.matrix.Rows;
import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;

/**
 * Settles which of the rows that can be read are kept: those on the scale, and of several of one user for one movie the one that
 * the options prefer.
 *
 * @param rows all judged rows, of which those that lose are rejected
 * @param scale the scale, given or detected
 */
record Settlement(Dataset<Row> rows, Scale scale) {
    private static final String LOST = "lost";

    static Settlement of(Dataset<Row> judged, IngestOptions options) {
        Scale scale = options.scale().orElseGet(() -> detected(judged));
        Settler settler = new Settler(
                scale.min(),
                scale.max(),
                scale.step(),
                options.duplicates().name(),
                options.firstDate().atStartOfDay().toEpochSecond(ZoneOffset.UTC),
                Instant.now().getEpochSecond());
        Dataset<Row> onScale =
                judged.flatMap((FlatMapFunction<Row, Row>) settler::offScale, Encoders.row(JudgedRow.SCHEMA));
        // A mean may lie off the scale, so it is left to whoever takes the rows in.
        Dataset<Row> settled = options.duplicates() == Duplicates.MEAN
                ? onScale
                : withoutDuplicates(onScale, options.duplicates(), settler);
        return new Settlement(settled, scale);
    }

    private static Scale detected(Dataset<Row> judged) {
        Map<Float, Long> counts = new HashMap<>();
        judged.filter(functions.col("kind").equalTo(JudgedRow.KEPT))
                .groupBy("rating")
                .count()
                .collectAsList()
                .forEach(row -> {
                    if (Float.isFinite(row.getFloat(0))) {
                        counts.merge(row.getFloat(0) + 0f, row.getLong(1), Long::sum);
                    }
                });
        return counts.isEmpty() ? new Scale(0, 1, 1) : ScaleDetector.detect(counts);
    }

    private static Dataset<Row> withoutDuplicates(Dataset<Row> rows, Duplicates duplicates, Settler settler) {
        Column kind = functions.col("kind");
        Column plausible = functions
                .when(functions.col("time").between(settler.first, settler.last), functions.col("time"))
                .otherwise(Rows.NO_TIME);
        WindowSpec pair = Window.partitionBy("user", "movie");
        List<Column> order = new ArrayList<>();
        if (duplicates == Duplicates.HIGHEST) {
            order.add(functions.col("rating").desc());
        }
        order.addAll(List.of(
                plausible.desc(),
                functions.col("part").desc(),
                functions.col("line").desc()));
        Column lost = duplicates == Duplicates.REJECT
                ? functions.count(functions.lit(1)).over(pair).gt(1)
                : functions
                        .row_number()
                        .over(pair.orderBy(order.toArray(Column[]::new)))
                        .gt(1);
        return rows.filter(kind.equalTo(JudgedRow.KEPT))
                .withColumn(LOST, lost)
                .flatMap((FlatMapFunction<Row, Row>) settler::duplicate, Encoders.row(JudgedRow.SCHEMA))
                .union(rows.filter(kind.notEqual(JudgedRow.KEPT)));
    }

    /** Rejects rows, on any machine. */
    private record Settler(double min, double max, double step, String duplicates, long first, long last)
            implements Serializable {
        Iterator<Row> offScale(Row row) {
            if (row.getInt(2) != JudgedRow.KEPT || new Scale(min, max, step).contains(row.getFloat(5))) {
                return List.of(row).iterator();
            }
            return rejected(row, Rule.OFF_SCALE, Reasons.offScale(row.getFloat(5), new Scale(min, max, step)));
        }

        Iterator<Row> duplicate(Row row) {
            if (row.getBoolean(row.fieldIndex(LOST))) {
                return rejected(row, Rule.DUPLICATE, Reasons.duplicate(Duplicates.valueOf(duplicates)));
            }
            return List.of(JudgedRow.rating(
                            row.getInt(0),
                            row.getLong(1),
                            row.getString(3),
                            row.getString(4),
                            row.getFloat(5),
                            row.getLong(6)))
                    .iterator();
        }

        /** A time that is not plausible is found of rows that are not kept, too. */
        private Iterator<Row> rejected(Row row, Rule rule, String reason) {
            List<Row> both = new ArrayList<>();
            long time = row.getLong(6);
            boolean plausible = time >= first && time <= last;
            if (!plausible && time != Rows.NO_TIME) {
                Rule when = time < first ? Rule.TOO_EARLY : Rule.IN_FUTURE;
                both.add(JudgedRow.found(row.getInt(0), row.getLong(1), when, Reasons.dated(time)));
            }
            String raw =
                    Reasons.row(row.getString(3), row.getString(4), row.getFloat(5), plausible ? time : Rows.NO_TIME);
            both.add(JudgedRow.rejected(row.getInt(0), row.getLong(1), rule, reason, raw));
            return both.iterator();
        }
    }
}
