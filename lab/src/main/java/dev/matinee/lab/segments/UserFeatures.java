package dev.matinee.lab.segments;

import dev.matinee.engine.MatineeException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Numbers about users, one row a user. Immutable. Memory: 8 bytes a number. */
public final class UserFeatures {
    private final String[] users;
    private final List<String> names;
    private final double[][] columns;

    /** Features by name, dimension after dimension; the arrays are not copied. */
    UserFeatures(String[] users, List<String> names, double[][] columns) {
        this.users = users;
        this.names = List.copyOf(names);
        this.columns = columns;
    }

    /** The number of users. */
    public int size() {
        return users.length;
    }

    /** The user of a row. */
    public String user(int row) {
        return users[row];
    }

    /** The names of the features. */
    public List<String> names() {
        return names;
    }

    /** One number. */
    public double value(int row, String name) {
        return column(name)[row];
    }

    /** All numbers of one feature, user by user. */
    double[] column(String name) {
        int place = names.indexOf(name);
        if (place < 0) {
            throw MatineeException.usage("there is no feature " + name + " among " + String.join(", ", names));
        }
        return columns[place];
    }

    /** The median of a feature; the mean of the middle two of an even number. */
    double median(String name) {
        double[] sorted = column(name).clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** The share of users who are below a value, from 0 to 1; of those at it, half count. */
    double rank(String name, double value) {
        double below = 0;
        for (double other : column(name)) {
            below += other < value ? 1 : other == value ? 0.5 : 0;
        }
        return below / size();
    }

    /** Chosen features. */
    UserFeatures choose(List<String> chosen) {
        return new UserFeatures(users, chosen, chosen.stream().map(this::column).toArray(double[][]::new));
    }

    /** Chosen rows, in the order given; a row may be chosen more than once. */
    UserFeatures rows(int[] chosen) {
        String[] ids = Arrays.stream(chosen).mapToObj(row -> users[row]).toArray(String[]::new);
        double[][] picked = new double[columns.length][];
        for (int i = 0; i < picked.length; i++) {
            double[] column = columns[i];
            picked[i] = Arrays.stream(chosen).mapToDouble(row -> column[row]).toArray();
        }
        return new UserFeatures(ids, names, picked);
    }

    /** How many users differ from each other in any of the features; counting ends at {@code most}. */
    int different(int most) {
        return (int) IntStream.range(0, size())
                .mapToObj(
                        row -> Arrays.stream(columns).map(column -> column[row]).toList())
                .distinct()
                .limit(most)
                .count();
    }
}
