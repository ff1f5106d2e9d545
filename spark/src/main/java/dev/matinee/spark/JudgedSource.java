package dev.matinee.spark;

import dev.matinee.data.source.RatingPart;
import dev.matinee.data.source.RatingSink;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.TableSink;
import dev.matinee.engine.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A source whose rating rows Spark has judged and left in a folder of Parquet files, one folder a part; whatever else it has
 * still comes from the source itself.
 */
final class JudgedSource implements Source {
    private final Source source;
    private final SparkSession spark;
    private final Path folder;
    private final List<String> files;

    /** The folder is deleted, and the source closed, with this. */
    JudgedSource(Source source, SparkSession spark, Path folder, List<String> files) {
        this.source = source;
        this.spark = spark;
        this.folder = folder;
        this.files = List.copyOf(files);
    }

    @Override
    public String format() {
        return source.format();
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public List<RatingPart> ratings(Run run) {
        List<RatingPart> parts = new ArrayList<>();
        for (int part = 0; part < files.size(); part++) {
            parts.add(new Part(files.get(part), folder.resolve("part=" + part)));
        }
        return parts;
    }

    @Override
    public void tables(TableSink sink, Run run) {
        source.tables(sink, run);
    }

    @Override
    public void close() {
        try (source) {
            Folders.delete(folder);
        }
    }

    private final class Part implements RatingPart {
        private final String file;
        private final Path rows;

        Part(String file, Path rows) {
            this.file = file;
            this.rows = rows;
        }

        @Override
        public String file() {
            return file;
        }

        @Override
        public long read(RatingSink sink, Run run) {
            if (!Files.isDirectory(rows)) {
                return 0;
            }
            String what = "reading what was judged of " + file;
            Iterator<Row> all = SparkErrors.translated(
                    what,
                    run,
                    () -> spark.read()
                            .schema(JudgedRow.SCHEMA)
                            .parquet(rows.toUri().toString())
                            .orderBy("line", "kind")
                            .toLocalIterator());
            long lines = 0;
            while (SparkErrors.translated(what, run, all::hasNext)) {
                Row row = SparkErrors.translated(what, run, all::next);
                if (row.getInt(2) == JudgedRow.END) {
                    lines = Math.max(lines, row.getLong(1));
                } else {
                    JudgedRow.handOver(row, sink);
                    lines = Math.max(lines, row.getLong(1) + 1);
                }
            }
            return lines;
        }
    }
}
