package dev.matinee.bench;

import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import java.util.StringJoiner;

/**
 * Texts about movies that nobody wrote: made-up words, some often and most seldom as in any language, two fifths of them from what the
 * movie's topic is usually told in. The same for the same numbers.
 */
final class GeneratedTexts {
    private static final int VOCABULARY = 50_000;
    private static final int TOPICS = 300;
    private static final int WORDS_OF_TOPIC = 200;
    private static final String[] GENRES = {
        "Action",
        "Adventure",
        "Animation",
        "Comedy",
        "Crime",
        "Documentary",
        "Drama",
        "Fantasy",
        "Horror",
        "Musical",
        "Mystery",
        "Romance",
        "Sci-Fi",
        "Thriller",
        "War",
        "Western"
    };
    private static final String[] SYLLABLES = {
        "ba", "cor", "den", "fi", "gan", "hol", "jin", "ka", "lor", "mer", "nu", "pol", "qui", "ras", "sto", "ter",
        "ul", "vin", "wex", "yar", "zo", "bri", "cla", "dro"
    };

    private final Run run = Run.seeded(42);
    private final int movies;
    private final int words;

    GeneratedTexts(int movies, int words) {
        this.movies = movies;
        this.words = words;
    }

    private static String word(int number) {
        StringBuilder word = new StringBuilder();
        for (int rest = number + SYLLABLES.length; rest > 0; rest /= SYLLABLES.length) {
            word.append(SYLLABLES[rest % SYLLABLES.length]);
        }
        return word.toString();
    }

    /** A word's number by Zipf's law: the density falls as one over the rank. */
    private static int rank(RandomStream random, int count) {
        return (int) Math.min(count - 1, Math.pow(count, random.nextDouble()) - 1);
    }

    private int topic(int movie) {
        return run.random("topic", movie).nextInt(TOPICS);
    }

    String title(int movie) {
        RandomStream random = run.random("title", movie);
        StringJoiner title = new StringJoiner(" ");
        int length = 1 + random.nextInt(4);
        for (int i = 0; i < length; i++) {
            String word = word(rank(random, VOCABULARY));
            title.add(Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return title + " (" + (1930 + random.nextInt(95)) + ")";
    }

    String genres(int movie) {
        int topic = topic(movie);
        return GENRES[topic % GENRES.length] + "|" + GENRES[(topic / GENRES.length + topic + 1) % GENRES.length];
    }

    String overview(int movie) {
        RandomStream random = run.random("overview", movie);
        int topic = topic(movie);
        StringJoiner text = new StringJoiner(" ");
        for (int i = 0; i < words; i++) {
            boolean own = random.nextDouble() < 0.4;
            text.add(word(
                    own ? (topic * 997 + rank(random, WORDS_OF_TOPIC) * 131) % VOCABULARY : rank(random, VOCABULARY)));
        }
        return text.toString();
    }

    String keywords(int movie) {
        int topic = topic(movie);
        return word(topic * 131 % VOCABULARY) + "|" + word(topic * 131 % VOCABULARY) + " " + word(topic);
    }

    String director(int movie) {
        int name = rank(run.random("director", movie), Math.max(2, movies / 4));
        return word(name % 997) + " " + word(name);
    }
}
