package dev.matinee.lab.studies;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import java.util.List;

/** The studies, in the order of the documents. */
public final class Studies {
    private static final List<Study> ALL = List.of(
            new ViewerInteractions(),
            new MovieLensReport(),
            new LikeDislike(),
            new TasteClusters(),
            new UserSegments());

    private Studies() {}

    /** All of them. */
    public static List<Study> all() {
        return ALL;
    }

    /** Their names. */
    public static List<String> names() {
        return ALL.stream().map(Study::name).toList();
    }

    /** The study of this name; {@code USAGE} naming the nearest known one where there is none. */
    public static Study named(String name) {
        return ALL.stream()
                .filter(study -> study.name().equals(name))
                .findFirst()
                .orElseThrow(() -> MatineeException.usage("there is no study " + name + Nearest.hint(name, names())
                        + "; the studies are " + String.join(", ", names())));
    }
}
