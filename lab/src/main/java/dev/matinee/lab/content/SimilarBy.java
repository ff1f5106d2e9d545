package dev.matinee.lab.content;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.recommend.Basis;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What makes movies alike. */
public enum SimilarBy {
    /** What they are about. */
    CONTENT(Basis.CONTENT),
    /** Who likes them: the same people. */
    RATINGS(Basis.RATINGS),
    /** Both, the ratings counting more the more of them a movie has. */
    MIXED(Basis.MIXED);

    private final Basis basis;

    SimilarBy(Basis basis) {
        this.basis = basis;
    }

    /** What an answer by it rests on. */
    public Basis basis() {
        return basis;
    }

    /** The name on the command line and in JSON. */
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The one of a name.
     *
     * @throws MatineeException {@code USAGE} when there is none, naming all
     */
    public static SimilarBy named(String name) {
        return Arrays.stream(values())
                .filter(by -> by.json().equals(name))
                .findFirst()
                .orElseThrow(() -> MatineeException.usage("by must be "
                        + Arrays.stream(values()).map(SimilarBy::json).collect(Collectors.joining(" or "))
                        + ", got " + name));
    }
}
