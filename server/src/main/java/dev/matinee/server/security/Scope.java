package dev.matinee.server.security;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a key is good for; none includes another. */
public enum Scope {
    /** Recommendations, predictions, and what is known of movies, users and models. */
    READ,
    /** Telling what users did. */
    FEEDBACK,
    /** Training and choosing models, experiments, erasing users. */
    ADMIN;

    /** The name in JSON, in the database and on the command line. */
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scopes of a list with commas between; throws {@code USAGE} for one that does not exist. */
    public static Set<Scope> parse(String text) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String name : text.split(",", -1)) {
            List<String> known = Arrays.stream(values()).map(Scope::json).toList();
            scopes.add(Arrays.stream(values())
                    .filter(scope -> scope.json().equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> MatineeException.usage("scopes must be of " + String.join(", ", known)
                            + " with commas between, got \"" + name.strip() + "\""
                            + Nearest.hint(name.strip(), known))));
        }
        return scopes;
    }

    /** The list that {@link #parse} reads. */
    static String write(Set<Scope> scopes) {
        return String.join(",", scopes.stream().sorted().map(Scope::json).toList());
    }
}
