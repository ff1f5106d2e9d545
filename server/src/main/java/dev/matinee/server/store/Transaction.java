package dev.matinee.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Statements that take effect together or not at all. Parameters may be texts, numbers, instants, and null; a statement is never
 * put together from what a request holds. For one thread, and only while {@link Store} runs the work that it was given to.
 */
public final class Transaction {
    private final Connection connection;

    Transaction(Connection connection) {
        this.connection = connection;
    }

    /** Changes rows and says how many. */
    public int update(String sql, @Nullable Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException failure) {
            throw StoreErrors.of(failure);
        }
    }

    /** Runs one statement for each row of parameters, and says how many rows each of them changed. */
    public int[] updateAll(String sql, List<? extends @Nullable Object[]> rows) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            return statement.executeBatch();
        } catch (SQLException failure) {
            throw StoreErrors.of(failure);
        }
    }

    /** The rows of an answer, in order. */
    public <T> List<T> query(String sql, Function<StoredRow, T> reader, @Nullable Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet answer = statement.executeQuery()) {
                StoredRow row = new StoredRow(answer);
                List<T> rows = new ArrayList<>();
                while (answer.next()) {
                    rows.add(reader.apply(row));
                }
                return rows;
            }
        } catch (SQLException failure) {
            throw StoreErrors.of(failure);
        }
    }

    /** The first row of an answer; also the one that {@code INSERT … RETURNING} gives. */
    public <T> Optional<T> first(String sql, Function<StoredRow, T> reader, @Nullable Object... parameters) {
        return query(sql, reader, parameters).stream().findFirst();
    }

    private static void bind(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            switch (parameters[i]) {
                case null -> statement.setNull(i + 1, Types.NULL);
                case Instant time -> statement.setLong(i + 1, time.toEpochMilli());
                case Double number -> statement.setDouble(i + 1, number);
                case Integer whole -> statement.setLong(i + 1, whole);
                case Long whole -> statement.setLong(i + 1, whole);
                case String text -> statement.setString(i + 1, text);
                default ->
                    throw new IllegalArgumentException(parameters[i].getClass().getName());
            }
        }
    }
}
