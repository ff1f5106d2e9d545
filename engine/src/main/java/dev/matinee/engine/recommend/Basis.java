package dev.matinee.engine.recommend;

/** What an answer rests on, so that nothing pretends to be more than it is. */
public enum Basis {
    /** The model's own knowledge of this user. */
    PERSONAL("personal"),
    /** A history that came with the request, folded into the model without retraining. */
    FOLDED_IN("foldedIn"),
    /** The ratings of everybody: which items are liked by the same people. */
    RATINGS("ratings"),
    /** What the items are about. */
    CONTENT("content"),
    /** Both what the items are about and who likes them. */
    MIXED("mixed"),
    /** What is popular with the users of a segment, of which the user is one. */
    SEGMENT("segment"),
    /** What is popular with everybody; not personal. */
    POPULAR("popular"),
    /** Means of ratings, the user's own or everybody's: nobody has rated the item. */
    MEAN("mean"),
    /** Nothing is known, and nothing was asked to take its place. */
    NONE("none");

    private final String json;

    Basis(String json) {
        this.json = json;
    }

    /** The name in JSON answers. */
    public String json() {
        return json;
    }
}
