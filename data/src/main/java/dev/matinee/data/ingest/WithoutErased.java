package dev.matinee.data.ingest;

import dev.matinee.data.catalog.ErasedUsers;
import dev.matinee.data.source.PassedOn;
import dev.matinee.data.source.RatingPart;
import dev.matinee.data.source.RatingSink;
import dev.matinee.data.source.Rule;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.TableSink;
import dev.matinee.engine.Run;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A source without what users did before they were erased. Rows that cannot be read stay, as nobody knows whose they are. */
final class WithoutErased implements Source {
    private final Source source;
    private final ErasedUsers erased;

    private WithoutErased(Source source, ErasedUsers erased) {
        this.source = source;
        this.erased = erased;
    }

    /** The source itself where nobody was erased. */
    static Source of(Source source, ErasedUsers erased) {
        return erased.isEmpty() ? source : new WithoutErased(source, erased);
    }

    @Override
    public String format() {
        return source.format();
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public List<RatingPart> ratings(Run run) {
        return source.ratings(run).stream().<RatingPart>map(Part::new).toList();
    }

    @Override
    public void tables(TableSink sink, Run run) {
        source.tables(new Tables(sink), run);
    }

    @Override
    public boolean readsTablesAside() {
        return source.readsTablesAside();
    }

    /** Leaves the source open, which belongs to whoever opened it. */
    @Override
    public void close() {}

    private final class Part implements RatingPart {
        private final RatingPart part;

        Part(RatingPart part) {
            this.part = part;
        }

        @Override
        public String file() {
            return part.file();
        }

        @Override
        public long read(RatingSink sink, Run run) {
            return part.read(new Ratings(sink), run);
        }
    }

    /** Remembers the last user, as the rows of one mostly follow each other. */
    private final class Ratings implements RatingSink {
        private final RatingSink sink;
        private @Nullable String lastText;
        private long lastNumber = Long.MIN_VALUE;
        private Optional<Instant> lastErased = Optional.empty();

        Ratings(RatingSink sink) {
            this.sink = sink;
        }

        @Override
        public void row(long line, long user, long movie, float rating, long time) {
            if (user != lastNumber) {
                lastNumber = user;
                lastText = null;
                lastErased = erased.when(Long.toString(user));
            }
            if (!isCovered(time)) {
                sink.row(line, user, movie, rating, time);
            }
        }

        @Override
        public void row(long line, String user, String movie, float rating, long time) {
            if (!user.equals(lastText)) {
                lastText = user;
                lastNumber = Long.MIN_VALUE;
                lastErased = erased.when(user);
            }
            if (!isCovered(time)) {
                sink.row(line, user, movie, rating, time);
            }
        }

        private boolean isCovered(long time) {
            return lastErased.isPresent() && ErasedUsers.covers(lastErased.get(), time);
        }

        @Override
        public void reject(long line, Rule rule, String reason, String raw) {
            sink.reject(line, rule, reason, raw);
        }

        @Override
        public void finding(long line, Rule rule, String found) {
            sink.finding(line, rule, found);
        }
    }

    private final class Tables extends PassedOn {
        Tables(TableSink sink) {
            super(sink);
        }

        @Override
        public void tag(String user, String movie, String tag, long time) {
            if (!erased.covers(user, time)) {
                super.tag(user, movie, tag, time);
            }
        }

        @Override
        public void user(String user, Map<String, String> attributes) {
            if (erased.when(user).isEmpty()) {
                super.user(user, attributes);
            }
        }

        @Override
        public void predefinedTest(String split, String user, String movie) {
            if (erased.when(user).isEmpty()) {
                super.predefinedTest(split, user, movie);
            }
        }
    }
}
