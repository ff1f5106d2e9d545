package dev.matinee.server.api;

import dev.matinee.data.catalog.ErasedUsers;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.server.feedback.Histories;
import dev.matinee.server.feedback.Opinions;
import dev.matinee.server.shelf.ServedCatalog;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** The users: what the catalog, the store and the list of those who were erased say of each. Thread-safe. */
final class Audience {
    private final Histories histories;
    private final Supplier<ErasedUsers> erased;

    /**
     * The users of a service.
     *
     * @param erased who was erased, as it is known now
     */
    Audience(Histories histories, Supplier<ErasedUsers> erased) {
        this.histories = histories;
        this.erased = erased;
    }

    /** What is known of a user. While the store is gone that is what was known last. */
    UserHistory of(ServedCatalog catalog, String user) {
        OptionalInt row = row(catalog, user);
        try {
            return new UserHistory(catalog, user, row, histories.of(user), true);
        } catch (MatineeException gone) {
            if (gone.code() != ErrorCode.BUSY) {
                throw gone;
            }
            Opinions last = histories.lastOf(user);
            return new UserHistory(catalog, user, row, last, false);
        }
    }

    /** When a user was erased, if ever. */
    Optional<Instant> erased(String user) {
        return erased.get().when(user);
    }

    /** The row of a user, unless it has something that was done before the user was erased. */
    private OptionalInt row(ServedCatalog catalog, String user) {
        OptionalInt row = catalog.ratings().users().indexOf(user);
        Optional<Instant> when = row.isPresent() ? erased(user) : Optional.empty();
        if (when.isPresent()) {
            Rows rows = catalog.ratings().byUser();
            for (long position = rows.start(row.getAsInt()); position < rows.end(row.getAsInt()); position++) {
                if (ErasedUsers.covers(when.get(), rows.time(position))) {
                    return OptionalInt.empty();
                }
            }
        }
        return row;
    }
}
