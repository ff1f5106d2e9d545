package dev.matinee.server.store;

import dev.matinee.testkit.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The databases that every test of the store runs on; without PostgreSQL's binaries its tests are skipped, and say so. */
public enum Stores {
    /** A file. */
    SQLITE {
        @Override
        public Kept open(Path folder) {
            return new Kept(
                    StoreAddress.of(
                            "jdbc:sqlite:" + folder.resolve("service.db").toAbsolutePath()),
                    null);
        }
    },
    /** A server of the test's own. */
    POSTGRESQL {
        @Override
        public Kept open(Path folder) {
            Assumptions.assumeTrue(PostgresServer.isInstalled(), PostgresServer.MISSING);
            PostgresServer server = PostgresServer.start();
            return new Kept(StoreAddress.of(server.url()).as(server.user(), server.password()), server);
        }
    };

    /** A database that is empty at first and there until this is closed. */
    public record Kept(
            StoreAddress address,
            @org.jspecify.annotations.Nullable PostgresServer server) implements AutoCloseable {
        @Override
        public void close() {
            if (server != null) {
                server.close();
            }
        }
    }

    /** An empty database. */
    public abstract Kept open(Path folder);
}
