package dev.matinee.engine.evaluate;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.split.Split;

/** Refuses to measure a model on what it may have learned from. */
final class Honesty {
    private Honesty() {}

    static void check(Model model, Split split) {
        if (!model.training().hash().equals(split.training().hash())) {
            throw new MatineeException(
                    ErrorCode.CONFLICT,
                    model.settings().model() + " was trained on "
                            + model.training().origin()
                            + ", not on the training ratings of " + split.kind() + " seed " + split.seed()
                            + ", so it may have seen what it would be measured on",
                    "train it on the training set of the split");
        }
    }
}
