package dev.matinee.data.catalog;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.duckdb.DuckDBConnection;

/** A DuckDB file opened for reading. Thread-safe: every query has a connection of its own. */
final class Database implements AutoCloseable {
    private final Path file;
    private final DuckDBConnection connection;

    private Database(Path file, DuckDBConnection connection) {
        this.file = file;
        this.connection = connection;
    }

    static Database open(Path file) {
        Properties properties = new Properties();
        properties.setProperty("access_mode", "READ_ONLY");
        properties.setProperty("memory_limit", "1GB");
        properties.setProperty("threads", Integer.toString(Runtime.getRuntime().availableProcessors()));
        try {
            Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file.toAbsolutePath(), properties);
            return new Database(file, connection.unwrap(DuckDBConnection.class));
        } catch (SQLException failure) {
            throw damaged(file, failure);
        }
    }

    /** Hands every row of the answer over, in order. */
    void forEach(String sql, Consumer<Row> taker, Object... parameters) {
        try (Connection own = connection.duplicate();
                PreparedStatement statement = own.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet answer = statement.executeQuery()) {
                SqlRow row = new SqlRow(answer);
                while (answer.next()) {
                    taker.accept(row);
                }
            }
        } catch (SQLException failure) {
            throw failed(sql, failure);
        }
    }

    private MatineeException failed(String sql, SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains("IO Error") || message.contains("Serialization") || message.contains("FATAL")) {
            return damaged(file, failure);
        }
        return new MatineeException(
                ErrorCode.BUG,
                "the query failed: " + message.lines().findFirst().orElse("") + ": " + sql,
                "",
                failure);
    }

    private static MatineeException damaged(Path file, SQLException failure) {
        String why = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return new MatineeException(
                ErrorCode.BAD_DATA,
                "the catalog " + file + " is damaged or cannot be read: " + why,
                "ingest again",
                failure);
    }

    private record SqlRow(ResultSet answer) implements Row {
        private interface Getter<T> {
            T get() throws SQLException;
        }

        private static <T> T get(Getter<T> getter) {
            try {
                return getter.get();
            } catch (SQLException failure) {
                throw new MatineeException(
                        ErrorCode.BUG, "cannot read the answer: " + failure.getMessage(), "", failure);
            }
        }

        @Override
        public boolean isMissing(String column) {
            return get(() -> answer.getObject(column)) == null;
        }

        @Override
        public String text(String column) {
            String text =
                    get(() -> Optional.ofNullable(answer.getString(column))).orElse("");
            return text;
        }

        @Override
        public long whole(String column) {
            return get(() -> {
                long value = answer.getLong(column);
                if (answer.wasNull()) {
                    throw new SQLException("column " + column + " holds nothing");
                }
                return value;
            });
        }

        @Override
        public double number(String column) {
            return get(() -> {
                double value = answer.getDouble(column);
                return answer.wasNull() ? Double.NaN : value;
            });
        }

        @Override
        public Optional<Instant> time(String column) {
            return get(() -> Optional.ofNullable(answer.getObject(column)).map(SqlRow::instant));
        }

        private static Instant instant(Object value) {
            return switch (value) {
                case LocalDate date -> date.atStartOfDay().toInstant(ZoneOffset.UTC);
                case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
                case java.sql.Timestamp time -> time.toLocalDateTime().toInstant(ZoneOffset.UTC);
                case java.sql.Date date -> date.toLocalDate().atStartOfDay().toInstant(ZoneOffset.UTC);
                default -> throw new MatineeException(ErrorCode.BUG, "no time: " + value.getClass(), "");
            };
        }

        @Override
        public List<String> texts(String column) {
            return get(() -> {
                Array array = answer.getArray(column);
                if (array == null) {
                    return List.of();
                }
                List<String> texts = new ArrayList<>();
                for (Object text : Arrays.asList((Object[]) array.getArray())) {
                    texts.add(String.valueOf(text));
                }
                return texts;
            });
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            System.getLogger(Database.class.getName())
                    .log(System.Logger.Level.WARNING, "cannot close " + file, failure);
        }
    }
}
