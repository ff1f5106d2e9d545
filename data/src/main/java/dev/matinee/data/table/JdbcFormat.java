package dev.matinee.data.table;

import dev.matinee.data.source.Format;
import dev.matinee.data.source.Location;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import java.util.Map;

/**
 * A table or query of any database with a JDBC driver on the class path; PostgreSQL's is always there. The user and the
 * password are taken from the URL or from the environment variables {@code MATINEE_JDBC_USER} and
 * {@code MATINEE_JDBC_PASSWORD}, and are never part of a message or log.
 */
public final class JdbcFormat implements Format {
    static final String USER = "MATINEE_JDBC_USER";
    static final String PASSWORD = "MATINEE_JDBC_PASSWORD";

    private final Map<String, String> environment;

    /** With the environment of this process. */
    public JdbcFormat() {
        this(System.getenv());
    }

    JdbcFormat(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public String name() {
        return "jdbc";
    }

    @Override
    public boolean recognises(Location location) {
        return location.text().startsWith("jdbc:");
    }

    @Override
    public Source open(Location location, SourceOptions options) {
        return new JdbcSource(new Database(location, environment), options);
    }
}
