package dev.matinee.server.store;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.MatineeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the service's database is.
 *
 * @param url {@code jdbc:sqlite:…} or {@code jdbc:postgresql:…}
 * @param user who connects; where empty, whom the URL names
 * @param password by which password; where empty, the one that the URL has
 */
public record StoreAddress(String url, Optional<String> user, Optional<String> password) {
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    /** Refuses other databases. */
    public StoreAddress {
        if (!url.startsWith(SQLITE) && !url.startsWith(POSTGRESQL)) {
            throw MatineeException.usage(
                    "the service's database must be jdbc:sqlite:FILE or jdbc:postgresql://HOST/NAME, got "
                            + withoutSecrets(url));
        }
    }

    /** The file {@code service.db} of a workspace. */
    public static StoreAddress in(Workspace workspace) {
        return new StoreAddress(
                SQLITE + workspace.folder().resolve("service.db").toAbsolutePath(), Optional.empty(), Optional.empty());
    }

    /** A database by its JDBC URL, which names user and password where they are needed. */
    public static StoreAddress of(String url) {
        return new StoreAddress(url, Optional.empty(), Optional.empty());
    }

    /** The same for this user. */
    public StoreAddress as(String user, String password) {
        return new StoreAddress(url, Optional.of(user), Optional.of(password));
    }

    boolean isSqlite() {
        return url.startsWith(SQLITE);
    }

    /** The file of an SQLite database. */
    Path file() {
        return Path.of(url.substring(SQLITE.length()));
    }

    /** Whether there is a database yet; a server is taken to have one. */
    public boolean isThere() {
        return !isSqlite() || Files.exists(file());
    }

    private static String withoutSecrets(String url) {
        return url.replaceFirst("(//)[^@/]*@", "$1").replaceFirst("[?;].*", "");
    }

    /** The URL without whatever may be a secret. */
    @Override
    public String toString() {
        return withoutSecrets(url);
    }
}
