package dev.matinee.lab.reproduce;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.engine.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a pack.
 *
 * @param pack the pack
 * @param sentence what it was done on
 * @param comparable whether these are the paper's data
 * @param figures its figures
 * @param seconds how long all of it took
 */
public record PackResult(
        PaperPack pack, String sentence, boolean comparable, List<PackFigure> figures, double seconds) {
    /** Copies the list. */
    public PackResult {
        figures = List.copyOf(figures);
    }

    /** Does it. */
    public static PackResult of(PaperPack pack, Catalog catalog, Run run) {
        long start = System.nanoTime();
        List<PackFigure> figures = pack.figures(catalog, run);
        return new PackResult(pack, pack.sentence(catalog), pack.isComparable(catalog), figures, Timed.since(start));
    }

    /** As {@code reproduce --json} shows it. */
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("pack", pack.name());
        json.put("paper", pack.paper());
        json.put("on", sentence);
        json.put("comparable", comparable);
        json.put(
                "figures",
                figures.stream().map(figure -> figure.toJson(comparable)).toList());
        json.put("seconds", seconds);
        return json;
    }
}
