package dev.matinee.cli;

import java.util.Locale;

/** What {@code --per} can divide users by. */
enum UserGrouping {
    /** How many ratings a model knows of them. */
    ACTIVITY,
    /** How popular their relevant movies are. */
    TASTE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
