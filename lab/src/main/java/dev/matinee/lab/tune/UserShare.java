package dev.matinee.lab.tune;

import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.util.BitSet;

/** The ratings of some of the users, drawn at random; those of a smaller share are among those of a larger one. */
public final class UserShare {
    private UserShare() {}

    /** The ratings of about this share of the users, with all users and movies still known. */
    public static Interactions of(Interactions ratings, double share, Run run) {
        Rows rows = ratings.byUser();
        BitSet chosen = new BitSet(rows.rows());
        for (int user = 0; user < rows.rows(); user++) {
            chosen.set(user, run.random("share of users", user).nextDouble() < share);
        }
        int[] user = {0};
        // Positions are asked for in ascending order, so the user they belong to only ever moves on.
        return ratings.subset(
                position -> {
                    while (position >= rows.end(user[0])) {
                        user[0]++;
                    }
                    return chosen.get(user[0]);
                },
                run);
    }
}
