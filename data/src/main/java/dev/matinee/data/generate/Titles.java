package dev.matinee.data.generate;

import dev.matinee.engine.RandomStream;

/** Invented movie titles, some with a trailing article or an accent as the real lists have them. */
final class Titles {
    private static final String[] ADJECTIVES = {
        "Silent",
        "Crimson",
        "Broken",
        "Golden",
        "Last",
        "Hidden",
        "Distant",
        "Burning",
        "Secret",
        "Lonely",
        "Electric",
        "Paper",
        "Frozen",
        "Velvet",
        "Midnight",
        "Wandering",
        "Forgotten",
        "Second",
        "Hollow",
        "Bright",
        "Borrowed",
        "Stolen",
        "Quiet",
        "Restless",
        "Invisible",
        "Crooked",
        "Northern",
        "Endless",
        "Little",
        "Perfect"
    };
    private static final String[] NOUNS = {
        "Harbor", "Garden", "Summer", "River", "Letter", "Stranger", "Kingdom", "Mirror", "Orchard", "Winter", "Café",
        "Detective", "Voyage", "Dream", "Station", "Sister", "Empire", "Game", "Bridge", "Lighthouse", "Señor",
                "Island",
        "Promise", "Shadow", "Carnival", "Planet", "Witness", "Road", "Fiancée", "Storm", "Hunter", "Melody"
    };
    private static final String[] PLACES = {
        "Paris", "the Valley", "Room Nine", "Autumn", "the Sea", "Montréal", "Tomorrow", "the North", "Silver Lake"
    };

    private Titles() {}

    /** A title for the movie with this index; the index is part of titles that would otherwise be the same. */
    static String of(int movie, RandomStream random) {
        int combinations = ADJECTIVES.length * NOUNS.length;
        String adjective = ADJECTIVES[movie % ADJECTIVES.length];
        String noun = NOUNS[movie / ADJECTIVES.length % NOUNS.length];
        String part = movie < combinations ? "" : " " + (1 + movie / combinations);
        return switch ((int) (random.nextLong() >>> 62)) {
            case 0 -> adjective + " " + noun + part + ", The";
            case 1 -> adjective + " " + noun + part;
            case 2 ->
                noun + " of " + PLACES[(movie * 7 + movie / combinations) % PLACES.length] + ": " + adjective + part;
            default -> adjective + " " + noun + part + ", A";
        };
    }
}
