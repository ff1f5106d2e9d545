package dev.matinee.spark;

import dev.matinee.data.source.Columns;
import dev.matinee.data.source.Location;
import dev.matinee.data.source.Origin;
import dev.matinee.data.source.Rule;
import dev.matinee.data.table.RatingRow;
import dev.matinee.data.text.TextRows;
import dev.matinee.engine.MatineeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaNewHadoopRDD;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Reads the ratings of a source into a table of {@linkplain JudgedRow judged rows}: the bytes by Spark, the judgement by the code
 * of {@code data}, so that rules and reasons are the same.
 *
 * @param rows the table
 * @param files what each part of the source is called, in order
 */
record JudgedRatings(Dataset<Row> rows, List<String> files) {
    static JudgedRatings of(SparkSession spark, Origin origin) {
        return switch (origin) {
            case Origin.Text text -> text(spark, text);
            case Origin.Parquet parquet -> parquet(spark, parquet);
            case Origin.Database database -> database(spark, database);
        };
    }

    private static JudgedRatings text(SparkSession spark, Origin.Text origin) {
        refuseHiddenGzip(origin.file());
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Configuration hadoop = new Configuration(context.hadoopConfiguration());
        hadoop.set("textinputformat.record.delimiter", "\n");
        JavaPairRDD<LongWritable, Text> lines = context.newAPIHadoopFile(
                origin.file().toUri().toString(), TextInputFormat.class, LongWritable.class, Text.class, hadoop);
        TextJudge judge = new TextJudge(
                origin.firstLine(),
                origin.columns().map(JudgedRatings::text).orElse(""),
                origin.file().toString(),
                origin.marked());
        JavaRDD<Row> rows =
                ((JavaNewHadoopRDD<LongWritable, Text>) lines).mapPartitionsWithInputSplit(judge::judged, true);
        String name = String.valueOf(origin.file().getFileName());
        return new JudgedRatings(
                spark.createDataFrame(rows, JudgedRow.SCHEMA),
                rows.partitions().stream().map(split -> name).toList());
    }

    /** Hadoop tells gzip by the name alone, and would judge the packed bytes as lines. */
    private static void refuseHiddenGzip(Path file) {
        if (file.toString().endsWith(".gz")) {
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            if (Location.isGzip(in.readNBytes(2))) {
                throw MatineeException.usage(file + " is gzip and is not called .gz; rename it");
            }
        } catch (IOException failure) {
            throw Folders.failed("cannot read " + file, failure);
        }
    }

    private static String text(Columns columns) {
        return "user=" + columns.user() + ",movie=" + columns.movie() + ",rating=" + columns.rating()
                + columns.time().map(time -> ",time=" + time).orElse("");
    }

    /** Judges lines of a file; made anew on each machine from texts. */
    private record TextJudge(String firstLine, String columns, String where, boolean marked) implements Serializable {
        Iterator<Row> judged(InputSplit split, Iterator<Tuple2<LongWritable, Text>> lines) {
            int part = TaskContext.getPartitionId();
            JudgedRow.Sink sink = new JudgedRow.Sink(part);
            TextRows rows = TextRows.of(
                    firstLine, columns.isEmpty() ? Optional.empty() : Optional.of(Columns.parse(columns)), where);
            boolean first = ((FileSplit) split).getStart() == 0;
            if (first && marked) {
                sink.finding(0, Rule.BYTE_ORDER_MARK, "the file starts with a byte-order mark");
            }
            TextRows.Reader reader = rows.to(sink);
            return new JudgingIterator(sink.rows) {
                private long line;

                @Override
                boolean judgeNext() {
                    if (!lines.hasNext()) {
                        sink.rows.add(JudgedRow.end(part, line));
                        return false;
                    }
                    Text text = lines.next()._2();
                    if (!(first && line == 0 && rows.hasHeader())) {
                        int length = text.getLength();
                        boolean returned = length > 0 && text.getBytes()[length - 1] == '\r';
                        reader.read(line, text.getBytes(), returned ? length - 1 : length);
                    }
                    line++;
                    return true;
                }
            };
        }
    }

    private static JudgedRatings parquet(SparkSession spark, Origin.Parquet origin) {
        List<String> names = origin.files().stream()
                .map(file -> String.valueOf(file.getFileName()))
                .toList();
        Dataset<Row> table = spark.read()
                .parquet(origin.files().stream()
                        .map(file -> file.toUri().toString())
                        .toArray(String[]::new));
        Dataset<Row> cells = table.select(
                columns(origin.columns(), functions.col("_metadata.file_path"), functions.col("_metadata.row_index")));
        return judged(
                cells, origin.columns(), row -> names.indexOf(name(row.getString(4))), row -> row.getLong(5), names);
    }

    private static String name(String uri) {
        return String.valueOf(Path.of(URI.create(uri).getPath()).getFileName());
    }

    /** Through one connection, so that rows are told by the place at which the database hands them over. */
    private static JudgedRatings database(SparkSession spark, Origin.Database origin) {
        DataFrameReader reader = spark.read()
                .format("jdbc")
                .option("url", origin.url())
                .option("dbtable", origin.from())
                .option("fetchsize", "20000")
                .option("preferTimestampNTZ", "true");
        origin.account().forEach(reader::option);
        Dataset<Row> cells = reader.load()
                .select(columns(origin.columns(), functions.lit(0), functions.monotonically_increasing_id()));
        return judged(cells, origin.columns(), row -> 0, row -> row.getLong(5), List.of(origin.name()));
    }

    private static Column[] columns(Columns columns, Column part, Column line) {
        return new Column[] {
            quoted(columns.user()),
            quoted(columns.movie()),
            quoted(columns.rating()),
            columns.time().map(JudgedRatings::quoted).orElseGet(() -> functions.lit(null)),
            part,
            line
        };
    }

    private static Column quoted(String name) {
        return functions.col("`" + name.replace("`", "``") + "`");
    }

    /** A cell; Spark takes a number of a database that has no scale of its own for one with 18 digits behind the point. */
    private static @Nullable Object cell(Row row, int place) {
        return row.get(place) instanceof BigDecimal number && number.scale() == 18
                ? number.stripTrailingZeros()
                : row.get(place);
    }

    /** What a number of a row is worked out from. */
    @FunctionalInterface
    private interface Place<T> extends Serializable {
        T of(Row row);
    }

    private static JudgedRatings judged(
            Dataset<Row> cells, Columns columns, Place<Integer> part, Place<Long> line, List<String> files) {
        String named = text(columns);
        MapPartitionsFunction<Row, Row> judge = rows -> {
            JudgedRow.Sink sink = new JudgedRow.Sink(0);
            RatingRow judged = new RatingRow(Columns.parse(named), sink);
            return new JudgingIterator(sink.rows) {
                @Override
                boolean judgeNext() {
                    if (!rows.hasNext()) {
                        return false;
                    }
                    Row row = rows.next();
                    sink.part(part.of(row));
                    judged.read(line.of(row), cell(row, 0), cell(row, 1), cell(row, 2), cell(row, 3));
                    return true;
                }
            };
        };
        return new JudgedRatings(cells.mapPartitions(judge, Encoders.row(JudgedRow.SCHEMA)), new ArrayList<>(files));
    }
}
