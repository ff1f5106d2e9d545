package dev.matinee.server.store;

import dev.matinee.testkit.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The databases that every test of the store runs on; without PostgreSQL's binaries its tests are skipped, and say so. */
public enum Stores {
    /** A file. */
    SQLITE {
        @Override
        public StoreAddress in(Path folder) {
            return StoreAddress.of("jdbc:sqlite:" + folder.resolve("service.db").toAbsolutePath());
        }
    },
    /** A database of the server that tests share. */
    POSTGRESQL {
        @Override
        public StoreAddress in(Path folder) {
            Assumptions.assumeTrue(PostgresServer.isInstalled(), PostgresServer.MISSING);
            PostgresServer server = PostgresServer.shared();
            return StoreAddress.of(server.newDatabase()).as(server.user(), server.password());
        }
    };

    /** An empty database, in a folder where it is a file. */
    public abstract StoreAddress in(Path folder);
}
