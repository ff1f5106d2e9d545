package dev.matinee.data.ingest;

import dev.matinee.data.source.Rule;
import java.nio.file.Path;

/** The rows that are not kept and those whose time is not, on their way into the catalog. */
final class RejectedRows implements AutoCloseable {
    private final Spill rejected;
    private final Spill implausible;

    RejectedRows(Path folder) {
        this.rejected = new Spill(
                folder,
                "rejected",
                Spill.whole("part"),
                Spill.whole("line"),
                Spill.text("rule"),
                Spill.text("reason"),
                Spill.text("raw"));
        this.implausible = new Spill(
                folder,
                "implausible",
                Spill.whole("part"),
                Spill.whole("line"),
                Spill.text("user_id"),
                Spill.text("movie_id"),
                Spill.text("rule"),
                Spill.text("found"));
    }

    Spill rejected() {
        return rejected;
    }

    Spill implausible() {
        return implausible;
    }

    Writer writer() {
        return new Writer(rejected.appender(), implausible.appender());
    }

    /** Takes rows from one thread. */
    record Writer(Spill.Appender rejected, Spill.Appender implausible) {
        void reject(int part, long line, Rule rule, String reason, String raw) {
            rejected.add(part).add(line).add(rule.json()).add(reason).add(raw).endRow();
        }

        void implausible(int part, long line, String user, String movie, Rule rule, String found) {
            implausible
                    .add(part)
                    .add(line)
                    .add(user)
                    .add(movie)
                    .add(rule.json())
                    .add(found)
                    .endRow();
        }

        void flush() {
            rejected.flush();
            implausible.flush();
        }
    }

    @Override
    public void close() {
        try (rejected;
                implausible) {
            // Both are closed, whichever fails.
        }
    }
}
