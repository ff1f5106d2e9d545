package dev.matinee.engine.decompose;

import dev.matinee.engine.matrix.Rows;
import java.util.Arrays;

/** What the cells of a rating matrix count in a decomposition. Cells without a rating count 0. */
@FunctionalInterface
public interface CellValues {
    /**
     * Writes the values of one user's ratings. Called once a pass over the ratings, from any thread.
     *
     * @param ratings the ratings by user
     * @param values gets the value of the rating at position {@code ratings.start(user) + i} at {@code i}; longer than there
     *     are ratings in the row, perhaps
     */
    void read(Rows ratings, int user, float[] values);

    /** The ratings as they are: what is rated high and what is rated often are not told apart. */
    static CellValues ratings() {
        return (ratings, user, values) -> {
            long start = ratings.start(user);
            int count = ratings.count(user);
            for (int i = 0; i < count; i++) {
                values[i] = ratings.rating(start + i);
            }
        };
    }

    /** By how much each rating is above the mean of its user: 0 then stands for "as usual". */
    static CellValues centred() {
        return (ratings, user, values) -> {
            ratings().read(ratings, user, values);
            int count = ratings.count(user);
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += values[i];
            }
            float mean = (float) (sum / count);
            for (int i = 0; i < count; i++) {
                values[i] -= mean;
            }
        };
    }

    /** 1 for every rating, whatever it is. */
    static CellValues binary() {
        return (ratings, user, values) -> Arrays.fill(values, 0, ratings.count(user), 1);
    }
}
