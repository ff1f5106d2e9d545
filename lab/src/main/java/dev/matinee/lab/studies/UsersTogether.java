package dev.matinee.lab.studies;

import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Some users taken together, as documents do: the plain mean of what they gave a movie, and how many gave anything. */
final class UsersTogether {
    private final Interactions ratings;
    private final int[] users;
    private final int[] counts;
    private final double[] sums;

    UsersTogether(Interactions ratings, int[] users) {
        this.ratings = ratings;
        this.users = users;
        this.counts = new int[ratings.items().size()];
        this.sums = new double[counts.length];
        Rows byUser = ratings.byUser();
        for (int user : users) {
            for (long position = byUser.start(user); position < byUser.end(user); position++) {
                counts[byUser.column(position)]++;
                sums[byUser.column(position)] += byUser.rating(position);
            }
        }
    }

    /** Those whose label is this one. */
    static UsersTogether labelled(Interactions ratings, int[] labels, int label) {
        return new UsersTogether(
                ratings,
                IntStream.range(0, labels.length)
                        .filter(user -> labels[user] == label)
                        .toArray());
    }

    int size() {
        return users.length;
    }

    /** The user of a row, as the documents number the rows of a cluster. */
    int user(int row) {
        return users[row];
    }

    int count(int item) {
        return counts[item];
    }

    /** The plain mean; NaN without ratings. */
    double mean(int item) {
        return sums[item] / counts[item];
    }

    /** The items that most of these users rated, among some; of equals the lower index. */
    List<Integer> mostRated(IntStream among, int most) {
        return among.boxed()
                .sorted(Comparator.comparingInt((Integer item) -> -counts[item]).thenComparingInt(item -> item))
                .limit(most)
                .toList();
    }

    /** The items with the highest plain mean that a user has not rated, among some; of equals the one with more ratings. */
    List<Integer> bestUnrated(List<Integer> among, int user, int most) {
        return among.stream()
                .filter(item -> counts[item] > 0 && !ratings.byUser().contains(user, item))
                .sorted(Comparator.comparingDouble((Integer item) -> -mean(item))
                        .thenComparingInt(item -> -counts[item])
                        .thenComparingInt(item -> item))
                .limit(most)
                .toList();
    }

    /** The items with most ratings of all users; of equals the lower index. */
    static int[] mostRated(Interactions ratings, int most) {
        return IntStream.range(0, ratings.items().size())
                .boxed()
                .sorted(Comparator.comparingInt(
                                (Integer item) -> -ratings.byItem().count(item))
                        .thenComparingInt(item -> item))
                .limit(most)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
