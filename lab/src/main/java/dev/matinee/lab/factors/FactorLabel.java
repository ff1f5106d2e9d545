package dev.matinee.lab.factors;

import dev.matinee.data.catalog.Movie;
import java.util.ArrayList;
import java.util.List;

/**
 * What a factor may be called. One that follows the sums over all users is what all have in common; of others each end is
 * named by up to two genres there are more of beyond chance, and as older or newer where the years differ beyond chance.
 * Where neither is there, the strongest movie of each end stands for it.
 */
final class FactorLabel {
    /** A factor follows the sums over all users when the cosine between both is at least this. */
    private static final double COMMON = 0.8;

    private static final int GENRES = 2;

    private FactorLabel() {}

    static String of(View view, double alignment, FactorEnd top, FactorEnd bottom, double yearsProbability) {
        if (Math.abs(alignment) >= COMMON) {
            return view.common();
        }
        boolean eras = yearsProbability < GenreLift.LEVEL;
        boolean topIsOlder = top.meanYear() < bottom.meanYear();
        String up = side(top, eras ? (topIsOlder ? "older" : "newer") : "");
        String down = side(bottom, eras ? (topIsOlder ? "newer" : "older") : "");
        if (up.isEmpty() && down.isEmpty()) {
            up = strongest(top);
            down = strongest(bottom);
        }
        if (up.isEmpty()) {
            return "Away from " + down;
        }
        return down.isEmpty() ? up : up + " against " + down;
    }

    private static String side(FactorEnd end, String era) {
        List<String> words = new ArrayList<>();
        if (!era.isEmpty()) {
            words.add(era);
        }
        List<String> genres =
                end.genres().stream().limit(GENRES).map(GenreLift::genre).toList();
        if (!genres.isEmpty()) {
            words.add(String.join(" and ", genres));
        } else if (!era.isEmpty()) {
            words.add("movies");
        }
        return String.join(" ", words);
    }

    /** The title of the strongest movie without what stands in brackets. */
    private static String strongest(FactorEnd end) {
        if (end.movies().isEmpty()) {
            return "";
        }
        Movie movie = end.movies().getFirst().movie();
        String title = movie.title().replaceAll("\\s*\\(.*", "");
        return title.isEmpty() ? movie.label() : title;
    }
}
