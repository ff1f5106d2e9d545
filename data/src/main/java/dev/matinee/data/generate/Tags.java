package dev.matinee.data.generate;

import dev.matinee.engine.RandomStream;
import java.util.Locale;

/** The words that users put on movies: the name of one of its genres, or a remark; some need quoting in CSV. */
final class Tags {
    private static final String[] REMARKS = {
        "atmospheric",
        "based on a book",
        "twist ending",
        "visually appealing",
        "thought-provoking",
        "slow",
        "quirky",
        "great soundtrack",
        "black and white",
        "dystopia",
        "female lead",
        "heist",
        "coming of age",
        "time travel",
        "dark humor",
        "so bad, it's good",
        "road trip",
        "small town",
        "court room",
        "the \"other\" ending",
        "café scenes",
        "family",
        "friendship",
        "revenge",
        "space",
        "surreal",
        "true story",
        "overlong",
        "see again",
        "boring"
    };

    private Tags() {}

    static String of(int genres, long slot) {
        long bits = RandomStream.mix(slot + 0x7A67L);
        int genre = Integer.numberOfTrailingZeros(genres);
        if ((bits & 3) == 0) {
            return Genres.name(genre, false).toLowerCase(Locale.ROOT);
        }
        long own = (bits >>> 32) % 5;
        int remark =
                (bits & 12) == 0 ? (int) ((bits >>> 40) % REMARKS.length) : (int) ((genre * 5L + own) % REMARKS.length);
        return REMARKS[remark];
    }
}
