package dev.matinee.lab.segments;

import dev.matinee.engine.MatineeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Which users are divided by their mean ratings of some genres; those who have not rated all of the genres never are. */
public enum GenreSubset {
    /** All. */
    ALL("all") {
        @Override
        IntStream rows(double[] first, double[] second) {
            return IntStream.range(0, first.length);
        }
    },

    /**
     * Those of a published analysis who like one of the first two genres and not the other: a mean below 3 of the first and
     * above 2.5 of the second, or below 3.2 of the second and above 2.5 of the first; 300 at most, and then, as there, the
     * first two users of all, whether they are in it already or not.
     */
    BIASED("biased") {
        @Override
        IntStream rows(double[] first, double[] second) {
            IntStream one = IntStream.range(0, first.length)
                    .filter(row ->
                            (first[row] < 3.2 - 0.2 && second[row] > 2.5) || (second[row] < 3.2 && first[row] > 2.5))
                    .limit(300);
            return IntStream.concat(one, IntStream.range(0, Math.min(2, first.length)));
        }
    };

    private final String json;

    GenreSubset(String json) {
        this.json = json;
    }

    /** The subset of this name. */
    public static GenreSubset named(String name) {
        return Arrays.stream(values())
                .filter(subset -> subset.json.equals(name))
                .findFirst()
                .orElseThrow(() -> MatineeException.usage("the subsets are all and biased, got " + name));
    }

    abstract IntStream rows(double[] first, double[] second);

    /** The users of this subset with all of the genres rated, in order; means are rounded to 2 decimals before. */
    UserFeatures choose(UserFeatures users, List<String> genres) {
        List<String> names =
                genres.stream().map(genre -> FeatureNames.GENRE + genre).toList();
        List<String> all = new ArrayList<>(users.names());
        String[] ids = IntStream.range(0, users.size()).mapToObj(users::user).toArray(String[]::new);
        double[][] columns = all.stream()
                .map(name -> names.contains(name)
                        ? Arrays.stream(users.column(name))
                                .map(mean -> Math.rint(mean * 100) / 100)
                                .toArray()
                        : users.column(name))
                .toArray(double[][]::new);
        UserFeatures rounded = new UserFeatures(ids, all, columns);
        int[] rows = rows(rounded.column(names.get(0)), rounded.column(names.get(1)))
                .filter(row -> names.stream().noneMatch(name -> Double.isNaN(rounded.value(row, name))))
                .toArray();
        return rounded.rows(rows);
    }
}
