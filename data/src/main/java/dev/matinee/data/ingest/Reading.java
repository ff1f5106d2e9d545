package dev.matinee.data.ingest;

import dev.matinee.data.source.RatingPart;
import dev.matinee.data.source.Source;
import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads every row of a source, parts side by side, into columns and spills. */
final class Reading implements AutoCloseable {
    private final Parts parts = new Parts();
    private final List<GatheringSink> sinks = new ArrayList<>();
    private final RejectedRows rejected;
    private final RejectedRows.Writer tableRejects;
    private final TableSpills tables;
    private final Arena arena;
    private final Run run;

    private Reading(Path temporary, boolean strict, Arena arena, Run run) {
        this.rejected = new RejectedRows(temporary);
        this.tableRejects = rejected.writer();
        this.tables = new TableSpills(temporary, parts, strict, tableRejects);
        this.arena = arena;
        this.run = run;
    }

    static Reading of(Source source, PlausibleTimes plausible, boolean strict, Path temporary, Arena arena, Run run) {
        Reading reading = new Reading(temporary, strict, arena, run);
        try {
            reading.all(source, plausible, strict);
            return reading;
        } catch (RuntimeException | Error failure) {
            reading.close();
            throw failure;
        }
    }

    private void all(Source source, PlausibleTimes plausible, boolean strict) {
        List<RatingPart> all = source.ratings(run);
        List<RejectedRows.Writer> writers = new ArrayList<>();
        for (int part = 0; part < all.size(); part++) {
            parts.add(all.get(part).file());
            writers.add(rejected.writer());
            sinks.add(new GatheringSink(part, strict, plausible, writers.get(part), new RatingColumns(arena)));
        }
        long[] lines = new long[all.size()];
        AtomicInteger firstBad = new AtomicInteger(Integer.MAX_VALUE);
        try (Progress.Task task = run.progress().start("reading " + source.name(), all.size(), "parts")) {
            boolean aside = source.readsTablesAside();
            run.parallel(all.size() + (aside ? 1 : 0), index -> {
                int part = aside ? index - 1 : index;
                if (part < 0) {
                    source.tables(tables, run);
                }
                if (part < 0 || part > firstBad.get()) {
                    return;
                }
                try {
                    lines[part] = all.get(part).read(sinks.get(part), run);
                } catch (GatheringSink.FirstBadRow bad) {
                    firstBad.accumulateAndGet(part, Math::min);
                }
                writers.get(part).flush();
                task.advance(1);
            });
            if (!aside) {
                source.tables(tables, run);
            }
        }
        tables.flush();
        parts.count(lines);
    }

    Parts parts() {
        return parts;
    }

    RejectedRows rejected() {
        return rejected;
    }

    TableSpills tables() {
        return tables;
    }

    List<RatingColumns> columns() {
        return sinks.stream().map(GatheringSink::columns).toList();
    }

    /** What was found in all parts and tables. */
    Findings findings() {
        Findings all = new Findings();
        sinks.forEach(sink -> all.addAll(sink.findings()));
        all.addAll(tables.findings());
        return all;
    }

    RatingCounts counts() {
        RatingCounts all = new RatingCounts();
        sinks.forEach(sink -> all.addAll(sink.columns().counts()));
        return all;
    }

    /** The number of rating rows, good or bad. */
    long read() {
        return sinks.stream().mapToLong(GatheringSink::read).sum();
    }

    @Override
    public void close() {
        try (rejected;
                tables) {
            // Both are closed, whichever fails.
        }
    }
}
