package dev.matinee.data.ingest;

import dev.matinee.data.catalog.AtomicFile;
import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.CatalogCard;
import dev.matinee.data.catalog.DataCard;
import dev.matinee.data.catalog.ErasedUsers;
import dev.matinee.data.catalog.QualityFinding;
import dev.matinee.data.catalog.Scale;
import dev.matinee.data.catalog.Snapshots;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.catalog.WorkspaceLock;
import dev.matinee.data.source.Source;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.matrix.UserRows;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Takes the ratings of a source into a workspace: every row is either in the new catalog or in its {@code rejected_rows}.
 * The catalog in use before stays in use until the new one is whole, whatever ends the ingest.
 *
 * <p>Memory outside the heap: 28 bytes a rating while rows are sorted, 32 where pairs occur twice.
 *
 * <pre>{@code
 * try (Source source = Sources.open("ml-20m", SourceOptions.none())) {
 *     IngestReport report = Ingest.of(source, IngestOptions.defaults()).into(Workspace.create(folder), run);
 * }
 * }</pre>
 */
public final class Ingest {
    private static final String STRICT_REMEDY = "mend the row, or ingest without --strict to leave it out";

    /** 14 for the matrix, about 10 for the database, and some to spare. */
    private static final long BYTES_A_RATING = 28;

    private final Source source;
    private final IngestOptions options;

    private Ingest(Source source, IngestOptions options) {
        this.source = source;
        this.options = options;
    }

    /** An ingest of a source, which stays open. */
    public static Ingest of(Source source, IngestOptions options) {
        return new Ingest(source, options);
    }

    /**
     * Does it.
     *
     * @throws MatineeException of code {@code BAD_DATA} when no row can be used, or any row is bad and the ingest is strict;
     *     {@code CONFLICT} when somebody else writes to the workspace; {@code STORAGE}; {@code CANCELLED}
     */
    public IngestReport into(Workspace workspace, Run run) {
        try (WorkspaceLock lock = workspace.lock();
                Arena arena = Arena.ofShared()) {
            Path temporary = lock.temporaryFolder("ingest");
            PlausibleTimes plausible = new PlausibleTimes(
                    options.firstDate().atStartOfDay(ZoneOffset.UTC).toEpochSecond(),
                    Instant.now().getEpochSecond());
            Clock clock = new Clock();
            Source kept = WithoutErased.of(source, ErasedUsers.of(workspace));
            try (Reading reading = Reading.of(kept, plausible, options.strict(), temporary, arena, run)) {
                clock.lap("read");
                return write(workspace, temporary, reading, arena, clock, run);
            }
        }
    }

    private IngestReport write(
            Workspace workspace, Path temporary, Reading reading, Arena arena, Clock clock, Run run) {
        Snapshots snapshots = workspace.snapshots();
        Findings findings = reading.findings();
        refuseBad(findings, reading.parts());
        Map<Float, Long> counts = reading.counts().toMap();
        Scale scale =
                counts.isEmpty() ? new Scale(0, 1, 1) : options.scale().orElseGet(() -> ScaleDetector.detect(counts));
        Gathered gathered = Gathered.of(reading.columns(), scale, run);
        findings.addAll(offScale(gathered, reading.rejected(), run));
        refuseBad(findings, reading.parts());
        UserRows rows = SortedRatings.sort(gathered, options.duplicates(), reading.rejected(), findings, arena, run);
        refuseBad(findings, reading.parts());
        refuseEmpty(rows, reading, findings);
        clock.lap("sort");

        findings.addAll(Quality.ofRatings(rows, reading.tables().years(), run));
        List<QualityFinding> quality = Quality.report(
                findings,
                reading.parts(),
                reading.read(),
                reading.tables().years().size());
        clock.lap("check");

        String version = snapshots.next();
        UserRows all = ListedMovies.added(rows, reading.tables().years().keySet());
        requireSpace(temporary, all.size());
        Path database = temporary.resolve("catalog.duckdb");
        // Side by side, as each waits for the disk at times.
        run.parallel(2, task -> {
            if (task == 0) {
                all.write(snapshots.matrix(version), run);
            } else {
                writeDatabase(database, temporary, all, reading, quality, run);
            }
        });
        Interactions interactions = Interactions.open(snapshots.matrix(version));
        clock.lap("write");
        DataCard card = card(interactions, reading, scale, run);
        publish(workspace, version, database, new CatalogCard(length(database), interactions.hash(), card, quality));
        clock.lap("publish");
        return new IngestReport(version, card, reading.read(), findings.rejected(), quality, clock.seconds());
    }

    /** A disk that fills up under the mapped matrix would end the process, so room for all is asked for beforehand. */
    private static void requireSpace(Path folder, long ratings) {
        long needed = ratings * BYTES_A_RATING;
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < needed) {
                throw new MatineeException(
                        ErrorCode.STORAGE,
                        "a catalog of " + ratings + " ratings needs about " + needed / 1_000_000
                                + " MB and the disk of " + folder + " has " + free / 1_000_000 + " MB left",
                        "free some space, or use a folder elsewhere with --workspace");
            }
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE, "cannot write to " + folder + ": " + failure.getMessage(), "", failure);
        }
    }

    private static void writeDatabase(
            Path database, Path temporary, UserRows rows, Reading reading, List<QualityFinding> quality, Run run) {
        try (Spill parts = parts(temporary, reading.parts())) {
            new CatalogWriter(database, temporary, run)
                    .write(rows, reading.tables(), reading.rejected(), parts, quality);
        }
    }

    private void refuseBad(Findings findings, Parts parts) {
        Optional<Findings.Finding> bad = options.strict() ? findings.firstRejected() : Optional.empty();
        if (bad.isPresent()) {
            String place = parts.place(bad.get().part(), bad.get().line());
            throw MatineeException.badData(place + ": " + bad.get().example(), STRICT_REMEDY);
        }
    }

    private static Findings offScale(Gathered gathered, RejectedRows rejected, Run run) {
        int parts = gathered.parts().size();
        Findings[] found = new Findings[parts];
        run.parallel(parts, part -> {
            RejectedRows.Writer writer = rejected.writer();
            found[part] = gathered.rejectOffScale(part, writer);
            writer.flush();
        });
        Findings all = new Findings();
        for (Findings one : found) {
            all.addAll(one);
        }
        return all;
    }

    private void refuseEmpty(UserRows rows, Reading reading, Findings findings) {
        if (rows.size() > 0) {
            return;
        }
        String why = findings.firstRejected()
                .map(bad -> "; the first row in the way is " + reading.parts().place(bad.part(), bad.line()) + ": "
                        + bad.example())
                .orElse("");
        throw MatineeException.badData(
                source.name() + " has no rating that can be used: " + reading.read() + " rows were read, "
                        + findings.rejected() + " rejected" + why,
                "check that the columns and the scale are the right ones");
    }

    private static Spill parts(Path temporary, Parts parts) {
        Spill spill = new Spill(temporary, "parts", Spill.whole("part"), Spill.text("file"), Spill.whole("first_line"));
        Spill.Appender appender = spill.appender();
        for (int part = 0; part < parts.size(); part++) {
            appender.add((long) part)
                    .add(parts.file(part))
                    .add(parts.firstLine(part))
                    .endRow();
        }
        appender.flush();
        return spill;
    }

    private DataCard card(Interactions interactions, Reading reading, Scale scale, Run run) {
        Rows byItem = interactions.byItem();
        long rated = IntStream.range(0, byItem.rows())
                .filter(movie -> byItem.count(movie) > 0)
                .count();
        long unlisted = IntStream.range(0, byItem.rows())
                .filter(movie -> !reading.tables()
                        .years()
                        .containsKey(interactions.items().id(movie)))
                .count();
        Rows byUser = interactions.byUser();
        AtomicLong earliest = new AtomicLong(Long.MAX_VALUE);
        AtomicLong latest = new AtomicLong(Rows.NO_TIME);
        run.parallelRanges(byUser.rows(), 4096, (from, to) -> {
            long first = Long.MAX_VALUE;
            long last = Rows.NO_TIME;
            for (long position = byUser.start(from); position < byUser.start(to); position++) {
                long time = byUser.time(position);
                if (time != Rows.NO_TIME) {
                    first = Math.min(first, time);
                    last = Math.max(last, time);
                }
            }
            earliest.accumulateAndGet(first, Math::min);
            latest.accumulateAndGet(last, Math::max);
        });
        boolean timed = latest.get() != Rows.NO_TIME;
        return new DataCard(
                options.name().orElse(source.name()),
                source.format(),
                interactions.size(),
                interactions.users().size(),
                reading.tables().years().size() + unlisted,
                rated,
                scale,
                timed ? Optional.of(Instant.ofEpochSecond(earliest.get())) : Optional.empty(),
                timed ? Optional.of(Instant.ofEpochSecond(latest.get())) : Optional.empty());
    }

    private static void publish(Workspace workspace, String version, Path database, CatalogCard card) {
        Snapshots snapshots = workspace.snapshots();
        AtomicFile.publish(database, snapshots.database(version));
        card.write(snapshots.card(version));
        AtomicFile.delete(snapshots.movies(version));
        try (Catalog catalog = workspace.catalog(version)) {
            catalog.keepMovies();
        }
        snapshots.use(version);
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE, "cannot read " + file + ": " + failure.getMessage(), "", failure);
        }
    }

    /** Seconds of the steps. */
    private static final class Clock {
        private final Map<String, Double> seconds = new LinkedHashMap<>();
        private long last = System.nanoTime();

        void lap(String step) {
            long now = System.nanoTime();
            seconds.put(step, (now - last) / 1e9);
            last = now;
        }

        Map<String, Double> seconds() {
            return seconds;
        }
    }
}
