package dev.matinee.engine.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What users contribute to each of several groups of held-out ratings: how many they have in it, and two sums over them.
 * Only users with ratings in a group take memory there: 28 bytes each.
 */
final class GroupSums {
    private final int[] sizes;
    private final int[][] users;
    private final double[][] counts;
    private final double[][] first;
    private final double[][] second;

    GroupSums(int groups) {
        sizes = new int[groups];
        users = new int[groups][8];
        counts = new double[groups][8];
        first = new double[groups][8];
        second = new double[groups][8];
    }

    /** Adds one rating. Users must come in ascending order. */
    void add(int user, int group, double one, double other) {
        add(user, group, 1, one, other);
    }

    private void add(int user, int group, double count, double one, double other) {
        int at = sizes[group] - 1;
        if (at < 0 || users[group][at] != user) {
            at++;
            sizes[group]++;
            if (at == users[group].length) {
                users[group] = Arrays.copyOf(users[group], 2 * at);
                counts[group] = Arrays.copyOf(counts[group], 2 * at);
                first[group] = Arrays.copyOf(first[group], 2 * at);
                second[group] = Arrays.copyOf(second[group], 2 * at);
            }
            users[group][at] = user;
        }
        counts[group][at] += count;
        first[group][at] += one;
        second[group][at] += other;
    }

    /** Puts parts with ascending users one after the other. */
    static GroupSums concatenated(GroupSums[] parts, int groups) {
        GroupSums all = new GroupSums(groups);
        for (GroupSums part : parts) {
            for (int group = 0; group < groups; group++) {
                for (int i = 0; i < part.sizes[group]; i++) {
                    all.take(part, group, i);
                }
            }
        }
        return all;
    }

    /** Adds up sums of the same groups, user by user. */
    static GroupSums merged(List<GroupSums> several) {
        int groups = several.getFirst().sizes.length;
        GroupSums all = new GroupSums(groups);
        for (int group = 0; group < groups; group++) {
            int[] at = new int[several.size()];
            for (int next = nextUser(several, group, at);
                    next < Integer.MAX_VALUE;
                    next = nextUser(several, group, at)) {
                for (int part = 0; part < at.length; part++) {
                    GroupSums one = several.get(part);
                    if (at[part] < one.sizes[group] && one.users[group][at[part]] == next) {
                        all.take(one, group, at[part]);
                        at[part]++;
                    }
                }
            }
        }
        return all;
    }

    private static int nextUser(List<GroupSums> several, int group, int[] at) {
        int next = Integer.MAX_VALUE;
        for (int part = 0; part < at.length; part++) {
            GroupSums one = several.get(part);
            if (at[part] < one.sizes[group]) {
                next = Math.min(next, one.users[group][at[part]]);
            }
        }
        return next;
    }

    private void take(GroupSums from, int group, int at) {
        add(from.users[group][at], group, from.counts[group][at], from.first[group][at], from.second[group][at]);
    }

    /** How many ratings a group has. */
    long ratings(int group) {
        double sum = 0;
        for (int i = 0; i < sizes[group]; i++) {
            sum += counts[group][i];
        }
        return (long) sum;
    }

    /** The first sum over the number of ratings, or the root of that; empty for a group without ratings. */
    Optional<UserValues> first(int group, boolean root) {
        return values(group, first, root);
    }

    /** The second sum over the number of ratings; empty for a group without ratings. */
    Optional<UserValues> second(int group) {
        return values(group, second, false);
    }

    private Optional<UserValues> values(int group, double[][] totals, boolean root) {
        int size = sizes[group];
        return size == 0
                ? Optional.empty()
                : Optional.of(new UserValues(
                        Arrays.copyOf(users[group], size),
                        Arrays.copyOf(totals[group], size),
                        Arrays.copyOf(counts[group], size),
                        root));
    }
}
