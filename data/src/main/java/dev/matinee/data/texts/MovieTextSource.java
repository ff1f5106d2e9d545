package dev.matinee.data.texts;

import dev.matinee.data.source.TableSink;
import dev.matinee.engine.Run;
import java.util.SequencedMap;
import java.util.function.Consumer;

/** Where texts about movies come from. */
public sealed interface MovieTextSource permits FileTexts, TmdbTexts {
    /**
     * Hands over texts.
     *
     * @param tmdbIds the ids at themoviedb.org of movies that have no text yet, by movie
     * @param sink takes what was found on the way
     */
    void forEach(SequencedMap<String, String> tmdbIds, TableSink sink, Consumer<FoundText> taker, Run run);
}
