package dev.matinee.server.store;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.sqlite.SQLiteException;

/** What an error of a database means to who asked. What the database says of it may hold user data, and is not passed on. */
final class StoreErrors {
    private StoreErrors() {}

    static MatineeException of(SQLException failure) {
        SQLException next = failure instanceof BatchUpdateException ? failure.getNextException() : null;
        SQLException cause = next == null ? failure : next;
        if (cause instanceof SQLiteException sqlite) {
            return of(sqlite);
        }
        String state = String.valueOf(cause.getSQLState());
        if (state.equals("53100")) {
            return full(cause);
        }
        boolean gone = cause instanceof SQLTransientConnectionException
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57P");
        return gone ? unavailable(cause) : defect(state, cause);
    }

    private static MatineeException of(SQLiteException failure) {
        String name = failure.getResultCode().name();
        if (name.startsWith("SQLITE_BUSY") || name.startsWith("SQLITE_LOCKED")) {
            return unavailable(failure);
        }
        if (name.startsWith("SQLITE_FULL") || name.startsWith("SQLITE_IOERR")) {
            return full(failure);
        }
        if (name.startsWith("SQLITE_READONLY")
                || name.startsWith("SQLITE_CANTOPEN")
                || name.startsWith("SQLITE_PERM")) {
            return new MatineeException(
                    ErrorCode.STORAGE,
                    "the service's database cannot be written",
                    "check the permissions of the workspace",
                    failure);
        }
        if (name.startsWith("SQLITE_CORRUPT") || name.startsWith("SQLITE_NOTADB")) {
            return new MatineeException(
                    ErrorCode.BAD_DATA,
                    "the service's database is damaged",
                    "put back a copy, or move service.db away to begin anew",
                    failure);
        }
        return defect(name, failure);
    }

    private static MatineeException full(SQLException failure) {
        return new MatineeException(
                ErrorCode.STORAGE,
                "the service's database cannot be written: the disk is full or failed",
                "make room and try again",
                failure);
    }

    static MatineeException unavailable(Exception failure) {
        return new MatineeException(
                ErrorCode.BUSY, "the service's database cannot be reached", "come back in a moment", failure);
    }

    private static MatineeException defect(String state, SQLException failure) {
        return new MatineeException(
                ErrorCode.BUG, "the service's database refused a statement with " + state, "", failure);
    }
}
