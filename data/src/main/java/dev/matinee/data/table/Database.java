package dev.matinee.data.table;

import dev.matinee.data.source.Location;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A database behind a URL: connects to it read-only, and keeps its password out of everything that it says. */
final class Database {
    private static final Pattern SECRET = Pattern.compile("(?i)(?:password|pwd|sslpassword)=([^&;]+)");
    private static final Pattern NAME = Pattern.compile("[/:]([\\w.-]+)$");

    private final Location location;
    private final Properties account = new Properties();
    private final List<String> secrets = new ArrayList<>();

    Database(Location location, Map<String, String> environment) {
        this.location = location;
        if (environment.containsKey(JdbcFormat.USER)) {
            account.setProperty("user", environment.get(JdbcFormat.USER));
        }
        if (environment.containsKey(JdbcFormat.PASSWORD)) {
            account.setProperty("password", environment.get(JdbcFormat.PASSWORD));
            secrets.add(environment.get(JdbcFormat.PASSWORD));
        }
        Matcher secret = SECRET.matcher(location.text());
        while (secret.find()) {
            secrets.add(secret.group(1));
        }
    }

    /** The name of the database: {@code films} for {@code jdbc:postgresql://host/films}; else {@code database}. */
    String name() {
        Matcher name = NAME.matcher(location.toString());
        return name.find() ? name.group(1) : "database";
    }

    /** The database as it may be shown. */
    @Override
    public String toString() {
        return location.toString();
    }

    /** The URL as it was given, secrets and all. */
    String url() {
        return location.text();
    }

    /** What the driver is told beside the URL. */
    Map<String, String> account() {
        Map<String, String> told = new HashMap<>();
        account.stringPropertyNames().forEach(name -> told.put(name, account.getProperty(name)));
        return told;
    }

    Connection connect() throws SQLException {
        Connection connection = driver().connect(location.text(), account);
        if (connection == null) {
            throw new SQLException("the driver does not take this URL", "08001");
        }
        try {
            connection.setReadOnly(true);
            // PostgreSQL hands rows over piece by piece only inside a transaction.
            connection.setAutoCommit(false);
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
        return connection;
    }

    private Driver driver() {
        try {
            return DriverManager.getDriver(location.text());
        } catch (SQLException noDriver) {
            throw MatineeException.usage("there is no JDBC driver for " + location
                    + " on the class path, or the URL is not one of its driver's");
        }
    }

    /** The error for whatever went wrong, its cause left out as it might quote the URL. */
    MatineeException failed(SQLException failure) {
        String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        for (String secret : secrets) {
            reason = reason.replace(secret, "…");
        }
        if (reason.contains(location.text())) {
            reason = reason.replace(location.text(), location.toString());
        }
        String state = String.valueOf(failure.getSQLState());
        if (state.startsWith("08")) {
            return MatineeException.notFound(
                    "cannot reach the database " + location + ": " + reason,
                    "check the host and port, and that the server runs");
        }
        if (state.startsWith("28")) {
            return new MatineeException(
                    ErrorCode.USAGE,
                    "the database " + location + " does not let you in: " + reason,
                    "set user and password with the environment variables " + JdbcFormat.USER + " and "
                            + JdbcFormat.PASSWORD);
        }
        if (state.startsWith("3D")) {
            return MatineeException.notFound(
                    "there is no database " + location + ": " + reason, "check the name at the end of the URL");
        }
        return new MatineeException(
                state.startsWith("42") ? ErrorCode.USAGE : ErrorCode.BAD_DATA,
                "the database " + location + " answered: " + reason,
                "check the table, the query and the columns");
    }
}
