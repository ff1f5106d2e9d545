package dev.matinee.data.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the ratings of a source are made of, for an engine that reads them on machines of its own. */
public sealed interface Origin {
    /**
     * A text file with a row a line.
     *
     * @param file the file, plain or gzip
     * @param firstLine its first line
     * @param marked whether it starts with a byte-order mark
     * @param columns which column holds what, where they have no usual names
     */
    record Text(Path file, String firstLine, boolean marked, Optional<Columns> columns) implements Origin {}

    /**
     * Parquet files.
     *
     * @param files the files in order
     * @param columns which column holds what
     */
    record Parquet(List<Path> files, Columns columns) implements Origin {
        /** Copies what it is given. */
        public Parquet {
            files = List.copyOf(files);
        }
    }

    /**
     * A table or query of a database.
     *
     * @param url the database's URL
     * @param account what the driver is to be told beside it: user and password, where they are known
     * @param name the table as rejected rows name it
     * @param from the table or query as it stands after {@code FROM}
     * @param columns which column holds what
     */
    record Database(String url, Map<String, String> account, String name, String from, Columns columns)
            implements Origin {
        /** Copies what it is given. */
        public Database {
            account = Map.copyOf(account);
        }

        /** The record without its secrets. */
        @Override
        public String toString() {
            return "Database[" + name + "]";
        }
    }
}
