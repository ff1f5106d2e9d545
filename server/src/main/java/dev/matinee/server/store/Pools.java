package dev.matinee.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Connections that are kept open. */
final class Pools {
    private static final int MOST_READERS = 8;
    private static final int MILLISECONDS_FOR_A_LOCK = 5_000;
    private static final int MILLISECONDS_FOR_A_CONNECTION = 2_000;

    private Pools() {}

    /** The one connection that writes: SQLite has one writer at a time. Its transactions take the lock when they begin. */
    static HikariDataSource sqliteWriter(StoreAddress address) {
        SQLiteConfig config = sqlite();
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        return sqlite(address, config, 1, "writer");
    }

    static HikariDataSource sqliteReaders(StoreAddress address) {
        return sqlite(address, sqlite(), MOST_READERS, "readers");
    }

    private static SQLiteConfig sqlite() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(MILLISECONDS_FOR_A_LOCK);
        config.enforceForeignKeys(true);
        return config;
    }

    private static HikariDataSource sqlite(StoreAddress address, SQLiteConfig config, int most, String name) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(address.url());
        HikariConfig pool = pool(most, name);
        pool.setDataSource(source);
        return new HikariDataSource(pool);
    }

    static HikariDataSource postgresql(StoreAddress address, String name) {
        HikariConfig pool = pool(MOST_READERS, name);
        pool.setJdbcUrl(address.url());
        address.user().ifPresent(pool::setUsername);
        address.password().ifPresent(pool::setPassword);
        pool.addDataSourceProperty("connectTimeout", "2");
        pool.addDataSourceProperty("socketTimeout", "20");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.setConnectionInitSql("SET synchronous_commit = on");
        return new HikariDataSource(pool);
    }

    private static HikariConfig pool(int most, String name) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setMaximumPoolSize(most);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(MILLISECONDS_FOR_A_CONNECTION);
        pool.setValidationTimeout(MILLISECONDS_FOR_A_CONNECTION / 2);
        return pool;
    }
}
