package dev.matinee.lab.reproduce;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.engine.Run;
import java.util.List;
import java.util.Locale;

/**
 * A paper's protocol on the reader's own copy of the data it used. What each does is written out, with its sources, in
 * {@code docs/studies/packs.md}.
 */
public sealed interface PaperPack permits MyFmMl100k, RendleMl10m, NcfMl1m, LiangMl20m, GsasrecMl1m {
    /** What it is called: {@code rendle2019-ml10m}. */
    String name();

    /** The paper or page with the published figures. */
    String paper();

    /** What data it takes, in words. */
    String data();

    /** How many ratings these data have. */
    long ratings();

    /** Does what the paper does. */
    List<PackFigure> figures(Catalog catalog, Run run);

    /** Whether these are the paper's data as far as their number tells, so that its figures can be compared with. */
    default boolean isComparable(Catalog catalog) {
        return catalog.dataCard().ratings() == ratings();
    }

    /** What it is done on, in a sentence. */
    default String sentence(Catalog catalog) {
        return isComparable(catalog)
                ? "Done on " + data() + "."
                : String.format(
                        Locale.ROOT,
                        "Done on %s, %,d ratings, where the paper has %s: the figures stand side by side but cannot be"
                                + " compared.",
                        catalog.dataCard().name(),
                        catalog.dataCard().ratings(),
                        data());
    }
}
