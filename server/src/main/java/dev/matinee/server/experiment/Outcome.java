package dev.matinee.server.experiment;

/**
 * What became of the users of one arm. A user counts once the window after the first answer is over, so that those who came
 * late are not taken for those who did nothing.
 *
 * @param exposed how many users got an answer from the arm
 * @param settled of how many of them the window is over
 * @param liked how many of the settled liked a movie in the window
 * @param clicked how many of the settled went to a movie in the window
 */
public record Outcome(long exposed, long settled, long liked, long clicked) {
    /** No user yet. */
    public static final Outcome NONE = new Outcome(0, 0, 0, 0);

    Rate likes() {
        return new Rate(liked, settled);
    }

    Rate clicks() {
        return new Rate(clicked, settled);
    }
}
