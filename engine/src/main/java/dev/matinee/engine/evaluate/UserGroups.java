package dev.matinee.engine.evaluate;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.split.Split;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A division of users into groups, to see whom a model serves well ({@link Evaluation#within}). A user may belong to none.
 * The array is shared, not copied, and is not to be changed.
 *
 * @param name what they are divided by, such as {@code activity}
 * @param labels what the groups are called
 * @param byUser the position in {@code labels} of each user's group by user index, or a negative number
 */
public record UserGroups(String name, List<String> labels, int[] byUser) {
    private static final List<String> ACTIVITY = List.of("least active", "less active", "more active", "most active");
    private static final List<String> TASTE = List.of("niche", "mixed", "popular");

    /** Copies the list. */
    public UserGroups {
        labels = List.copyOf(labels);
        for (int group : byUser) {
            if (group >= labels.size()) {
                throw MatineeException.usage("there are " + labels.size() + " groups, so none at " + group);
            }
        }
    }

    /** Groups that are known from elsewhere, such as segments: a label by the source id of a user. */
    public static UserGroups of(String name, Map<String, String> labelByUser, Ids users) {
        List<String> labels = List.copyOf(new TreeSet<>(labelByUser.values()));
        int[] byUser = new int[users.size()];
        Arrays.fill(byUser, -1);
        labelByUser.forEach(
                (user, label) -> users.indexOf(user).ifPresent(index -> byUser[index] = labels.indexOf(label)));
        return new UserGroups(name, labels, byUser);
    }

    /**
     * {@code activity}: quarters of the users with held-out ratings by how many ratings the model knows of them, those of
     * training or those given when it is asked. Users with the same number stay together.
     */
    public static UserGroups byActivity(Split split) {
        Interactions known = split.heldOut().given().orElse(split.training().interactions());
        int[] measured = measured(split.heldOut().interactions().byUser(), Double.NEGATIVE_INFINITY);
        return ranked(
                "activity",
                ACTIVITY,
                measured,
                known.byUser()::count,
                known.users().size());
    }

    /**
     * {@code taste}: thirds of the users with relevant held-out items by how popular these items are on average, counted
     * by training ratings: users of niche, mixed and popular taste.
     */
    public static UserGroups byTaste(Split split, double relevantFrom) {
        Rows heldOut = split.heldOut().interactions().byUser();
        Rows byItem = split.training().interactions().byItem();
        return ranked(
                "taste",
                TASTE,
                measured(heldOut, relevantFrom),
                user -> {
                    long sum = 0;
                    int count = 0;
                    for (long position = heldOut.start(user); position < heldOut.end(user); position++) {
                        if (heldOut.rating(position) >= relevantFrom) {
                            sum += byItem.count(heldOut.column(position));
                            count++;
                        }
                    }
                    return (double) sum / count;
                },
                heldOut.rows());
    }

    private static int[] measured(Rows heldOut, double from) {
        return IntStream.range(0, heldOut.rows())
                .filter(user -> {
                    for (long position = heldOut.start(user); position < heldOut.end(user); position++) {
                        if (heldOut.rating(position) >= from) {
                            return true;
                        }
                    }
                    return false;
                })
                .toArray();
    }

    /** Groups of as equal size as users with equal values allow, which all go where the first of them goes. */
    private static UserGroups ranked(
            String name, List<String> labels, int[] measured, IntToDoubleFunction value, int users) {
        double[] values = IntStream.of(measured).mapToDouble(value).toArray();
        int[] order = IntStream.range(0, measured.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> values[i]).thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] byUser = new int[users];
        Arrays.fill(byUser, -1);
        int first = 0;
        for (int place = 0; place < order.length; place++) {
            first = values[order[place]] == values[order[first]] ? first : place;
            byUser[measured[order[place]]] = (int) ((long) first * labels.size() / order.length);
        }
        return new UserGroups(name, labels, byUser);
    }
}
