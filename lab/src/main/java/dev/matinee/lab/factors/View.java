package dev.matinee.lab.factors;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.decompose.CellValues;
import java.util.Arrays;

/** What a rating counts when factors are looked for. A movie that a user has not rated counts 0 in all of them. */
public enum View {
    /** The rating as it is: what is rated often and what is rated high are not told apart. */
    RAW("raw", "Popularity: what many rate"),
    /** How far it is above the mean of its user: 0, and no rating, stand for "as usual". */
    CENTRED("centred", "Esteem: what is rated above a user's mean");

    private final String json;
    private final String common;

    View(String json, String common) {
        this.json = json;
        this.common = common;
    }

    /** The name in JSON, and what the columns of its coordinates begin with. */
    public String json() {
        return json;
    }

    /** What is decomposed. */
    CellValues cells() {
        return switch (this) {
            case RAW -> CellValues.ratings();
            case CENTRED -> CellValues.centred();
        };
    }

    /** What a factor is called that follows the sums over all users. */
    String common() {
        return common;
    }

    /** The view of this name. */
    static View named(String name) {
        return Arrays.stream(values())
                .filter(view -> view.json.equals(name))
                .findFirst()
                .orElseThrow(() -> MatineeException.badData("there is no view of factors " + name, "find them again"));
    }
}
