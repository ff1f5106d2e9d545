package dev.matinee.cli;

import java.util.Locale;

/** What {@code --per} can divide users, or movies, by. */
enum UserGrouping {
    /** How many ratings a model knows of them. */
    ACTIVITY,
    /** How popular their relevant movies are. */
    TASTE,
    /** How many training ratings the movie has: bands of movies, not of users. */
    POPULARITY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
