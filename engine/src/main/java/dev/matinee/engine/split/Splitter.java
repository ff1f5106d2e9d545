package dev.matinee.engine.split;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import java.util.List;

/** A rule that divides ratings into training and held-out sets, once or, for cross-validation, several times. */
public interface Splitter {
    /** All divisions by this rule; the same for the same ratings and seed. */
    List<Split> splits(Interactions interactions, Run run);

    /** The rule in the words of the command line: {@code random:0.2}, {@code latest:0.2}, {@code kfold:5}. */
    String kind();

    /** The only division of a rule that makes one; {@code USAGE} for a rule that makes several. */
    default Split split(Interactions interactions, Run run) {
        List<Split> splits = splits(interactions, run);
        if (splits.size() != 1) {
            throw MatineeException.usage(kind() + " makes " + splits.size() + " splits where one is needed");
        }
        return splits.getFirst();
    }
}
