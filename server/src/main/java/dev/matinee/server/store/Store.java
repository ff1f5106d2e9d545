package dev.matinee.server.store;

import com.zaxxer.hikari.HikariDataSource;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * What a service remembers: feedback, keys, experiments, jobs, the audit log. What was written is on disk when
 * {@link #write} returns. A database that is gone costs each second one attempt; meanwhile everybody is told at once that it is.
 * Thread-safe.
 *
 * <pre>{@code
 * try (Store store = Store.open(StoreAddress.in(workspace))) {
 *     store.write(transaction -> transaction.update("INSERT INTO …", …));
 *     List<String> names = store.read(transaction -> transaction.query("SELECT name FROM …", row -> row.text("name")));
 * }
 * }</pre>
 */
public final class Store implements AutoCloseable {
    private static final long REST = TimeUnit.SECONDS.toNanos(1);

    private final HikariDataSource writers;
    private final HikariDataSource readers;
    private final boolean shared;
    /** When a database that was found gone is tried again, as {@link System#nanoTime}; 0 while it is there. */
    private volatile long tryAgain;

    private Store(HikariDataSource writers, HikariDataSource readers, boolean shared) {
        this.writers = writers;
        this.readers = readers;
        this.shared = shared;
    }

    /** What is done in a transaction. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it; whatever is thrown undoes it. */
        T in(Transaction transaction);
    }

    /**
     * Opens the database, made or brought up to date where it has to be.
     *
     * @throws MatineeException {@code BUSY} when it cannot be reached, {@code CONFLICT} when a newer Matinee has written it,
     *     {@code STORAGE} or {@code BAD_DATA} when it cannot be used
     */
    public static Store open(StoreAddress address) {
        Schema.bringUpToDate(address);
        return address.isSqlite()
                ? new Store(Pools.sqliteWriter(address), Pools.sqliteReaders(address), false)
                : new Store(Pools.postgresql(address, "writers"), Pools.postgresql(address, "readers"), true);
    }

    /** Whether services on other machines may write to it, too. */
    public boolean isShared() {
        return shared;
    }

    /**
     * Does some work; when this returns it is on disk.
     *
     * @throws MatineeException {@code BUSY} when the database is gone, {@code STORAGE} when its disk is full; after {@code BUSY} it
     *     is not known whether the work was done
     */
    public <T> T write(Work<T> work) {
        return with(writers, connection -> {
            connection.setAutoCommit(false);
            try {
                T result = work.in(new Transaction(connection));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                undo(connection, failure);
                throw failure;
            }
        });
    }

    /**
     * Undoes what was begun. A connection that cannot is not used again: after a full disk SQLite has undone it by itself, and its
     * driver would go on without a transaction, a commit for each statement.
     */
    private void undo(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            failure.addSuppressed(gone);
            writers.evictConnection(connection);
        }
    }

    /** Reads; each query sees what is committed when it begins. */
    public <T> T read(Work<T> work) {
        return with(readers, connection -> work.in(new Transaction(connection)));
    }

    /** Whether the database answers. */
    public boolean isAvailable() {
        try {
            return read(transaction -> transaction.first("SELECT 1 AS one", row -> row.whole("one")))
                    .isPresent();
        } catch (MatineeException gone) {
            return false;
        }
    }

    private interface Connected<T> {
        T use(Connection connection) throws SQLException;
    }

    private <T> T with(HikariDataSource pool, Connected<T> work) {
        long until = tryAgain;
        if (until != 0 && System.nanoTime() - until < 0) {
            throw new MatineeException(
                    ErrorCode.BUSY, "the service's database cannot be reached", "come back in a moment");
        }
        try (Connection connection = pool.getConnection()) {
            T result = work.use(connection);
            tryAgain = 0;
            return result;
        } catch (SQLException failure) {
            throw noted(StoreErrors.of(failure));
        } catch (MatineeException failure) {
            throw noted(failure);
        }
    }

    private MatineeException noted(MatineeException failure) {
        if (shared && failure.code() == ErrorCode.BUSY) {
            tryAgain = System.nanoTime() + REST | 1;
        }
        return failure;
    }

    @Override
    public void close() {
        writers.close();
        readers.close();
    }
}
