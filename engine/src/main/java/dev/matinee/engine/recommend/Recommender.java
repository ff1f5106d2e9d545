package dev.matinee.engine.recommend;

/**
 * A model that ranks items for users.
 *
 * <p>Candidates are all items the request allows; items seen in training are left out unless asked for. The order is by
 * descending score, ties by ascending item index; items are never repeated.
 */
public interface Recommender extends Model {
    /**
     * Writes the score of every item for a known user; higher is better, every score is finite.
     *
     * @param user the user's index
     * @param scores gets one score an item; at least as long as the number of items
     */
    void scores(int user, float[] scores);

    /**
     * Writes the scores of several known users, one row of {@code items().size()} numbers after the other: for each user
     * just what {@link #scores(int, float[])} gives. A model that is faster in blocks overrides this.
     *
     * @param users user indexes
     * @param from the first of them to do
     * @param to the position after the last of them to do
     * @param scores gets {@code to - from} rows, the first at 0; at least as long as all of them
     */
    default void scores(int[] users, int from, int to, float[] scores) {
        int width = items().size();
        float[] row = new float[width];
        for (int at = from; at < to; at++) {
            scores(users[at], row);
            System.arraycopy(row, 0, scores, (at - from) * width, width);
        }
    }

    /** What the scores for a known user rest on. */
    default Basis basis() {
        return Basis.PERSONAL;
    }

    /**
     * Answers one request.
     *
     * @throws dev.matinee.engine.MatineeException {@code NOT_FOUND} for an unknown user where strangers fail,
     *     {@code USAGE} for a history on a model that cannot fold in
     */
    default Recommendations recommend(Request request) {
        return Answers.recommend(this, request);
    }

    /**
     * The items most similar to one, itself left out. A model that {@link FindsSimilar} answers by
     * {@link Basis#RATINGS}; any other with what is popular, and says so by {@link Basis#POPULAR}.
     *
     * @throws dev.matinee.engine.MatineeException {@code NOT_FOUND} for an unknown item
     */
    default Recommendations similar(String item, int top) {
        return Answers.similar(this, item, top);
    }
}
