package dev.matinee.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the service remembers. */
final class DatabaseOption {
    @Option(
            names = "--database",
            paramLabel = "URL",
            description =
                    "where the service remembers: jdbc:postgresql://HOST/NAME; user and password best in the environment, as"
                            + " MATINEE_SERVE_DATABASE_USER and MATINEE_SERVE_DATABASE_PASSWORD (default: service.db in the workspace)")
    private @Nullable String database;

    /** The settings that were given. */
    Map<String, String> given() {
        return database == null ? Map.of() : Map.of("database", database);
    }
}
