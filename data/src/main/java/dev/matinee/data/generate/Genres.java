package dev.matinee.data.generate;

import dev.matinee.engine.RandomStream;

/** The genres of MovieLens and how common each is as a movie's first. A set of genres is the bits of an {@code int}. */
final class Genres {
    private static final String[] NAMES = {
        "Action",
        "Adventure",
        "Animation",
        "Children",
        "Comedy",
        "Crime",
        "Documentary",
        "Drama",
        "Fantasy",
        "Film-Noir",
        "Horror",
        "Musical",
        "Mystery",
        "Romance",
        "Sci-Fi",
        "Thriller",
        "War",
        "Western"
    };
    private static final int[] SHARES = {12, 6, 2, 2, 18, 5, 6, 22, 2, 1, 5, 2, 2, 6, 3, 3, 2, 1};

    static final int COUNT = NAMES.length;

    private Genres() {}

    static int draw(RandomStream random) {
        int drawn = (int) (((random.nextLong() >>> 32) * 100) >>> 32);
        int genre = 0;
        while (drawn >= SHARES[genre]) {
            drawn -= SHARES[genre++];
        }
        return genre;
    }

    /** The genre's name; the two oldest MovieLens sets write {@code Children's}. */
    static String name(int genre, boolean old) {
        return old && NAMES[genre].equals("Children") ? "Children's" : NAMES[genre];
    }

    /** The names of a set in alphabetical order with {@code |} between them. */
    static String names(int genres, boolean old) {
        StringBuilder names = new StringBuilder();
        for (int genre = 0; genre < COUNT; genre++) {
            if (((genres >> genre) & 1) == 1) {
                names.append(names.isEmpty() ? "" : "|").append(name(genre, old));
            }
        }
        return names.toString();
    }
}
