package dev.matinee.data.packed;

import dev.matinee.data.source.RatingPart;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.TableSink;
import dev.matinee.engine.Run;
import java.util.List;

/** A source in a folder that goes away with it. */
record Unpacked(Source inside, String format, String name, TemporaryFolder folder) implements Source {
    @Override
    public List<RatingPart> ratings(Run run) {
        return inside.ratings(run);
    }

    @Override
    public void tables(TableSink sink, Run run) {
        inside.tables(sink, run);
    }

    @Override
    public void close() {
        try (folder) {
            inside.close();
        }
    }
}
