package dev.matinee.lab.likes;

import dev.matinee.engine.matrix.Rows;
import java.util.Arrays;

/**
 * One user as the ratings without one part of them show him: means, counts, hours and tastes by genre. Made for a thread,
 * loaded with one user after the other.
 *
 * <p>Cost: one look at each of the user's ratings a view.
 */
final class UserView {
    /** How many ratings as usual are added to those of a genre. */
    private static final double GENRE_SHRINKAGE = 5;

    private static final double LIKES_SHRINKAGE = 5;
    private static final double BIAS_SHRINKAGE = 5;
    private static final double DAY = 86_400;

    /** The number of columns that {@link #write} writes before those of genres. */
    static final int COLUMNS = 8;

    private final MovieStatistics movies;
    private final KnownFacts facts;
    private final double likeAt;
    private final long latest;
    private final boolean byFold;

    private int count;
    private int[] columns = new int[256];
    private float[] ratings = new float[256];
    private long[] times = new long[256];
    private int[] parts = new int[256];

    private final int[] hours = new int[24];
    private final double[] genreSums;
    private final int[] genreCounts;
    private final float[] tastes;
    private final float[] shares;

    private int kept;
    private double sum;
    private double squares;
    private int liked;
    private double residuals;
    private long first;
    private long last;
    private double inAll = 1;

    /**
     * A view of nobody yet.
     *
     * @param byFold whether what is left out is a fold, so that movies are seen without it too; otherwise they are seen whole
     */
    UserView(MovieStatistics movies, KnownFacts facts, double likeAt, long latest, boolean byFold) {
        this.movies = movies;
        this.facts = facts;
        this.likeAt = likeAt;
        this.latest = latest;
        this.byFold = byFold;
        int genres = facts.genres().size();
        this.genreSums = new double[genres];
        this.genreCounts = new int[genres];
        this.tastes = new float[genres];
        this.shares = new float[genres];
    }

    /** Which part each rating of a user is of. */
    @FunctionalInterface
    interface Parts {
        int of(long position);
    }

    /** Takes a user's ratings; nobody's for -1. */
    void load(Rows rows, int user, Parts part) {
        count = user < 0 ? 0 : rows.count(user);
        if (columns.length < count) {
            columns = new int[2 * count];
            ratings = new float[2 * count];
            times = new long[2 * count];
            parts = new int[2 * count];
        }
        for (int i = 0; i < count; i++) {
            long position = rows.start(user) + i;
            columns[i] = rows.column(position);
            ratings[i] = rows.rating(position);
            times[i] = rows.time(position);
            parts[i] = part.of(position);
        }
    }

    /** Looks at the user without one part; {@link MovieStatistics#NONE} for all of his ratings. */
    void look(int excluded) {
        inAll = byFold && excluded != MovieStatistics.NONE ? movies.folds() / (movies.folds() - 1.0) : 1;
        int movieFold = byFold ? excluded : MovieStatistics.NONE;
        kept = 0;
        sum = 0;
        squares = 0;
        liked = 0;
        residuals = 0;
        first = Long.MAX_VALUE;
        last = Long.MIN_VALUE;
        Arrays.fill(hours, 0);
        Arrays.fill(genreSums, 0);
        Arrays.fill(genreCounts, 0);
        for (int i = 0; i < count; i++) {
            if (parts[i] == excluded) {
                continue;
            }
            float rating = ratings[i];
            double residual = rating - movies.score(columns[i], movieFold);
            kept++;
            sum += rating;
            squares += (double) rating * rating;
            liked += rating >= likeAt ? 1 : 0;
            residuals += residual;
            if (times[i] != Rows.NO_TIME) {
                first = Math.min(first, times[i]);
                last = Math.max(last, times[i]);
                hours[(int) Math.floorMod(times[i] / 3600, 24L)]++;
            }
            for (int genre : facts.genresOf(columns[i])) {
                genreSums[genre] += residual;
                genreCounts[genre]++;
            }
        }
        double usual = kept == 0 ? 0 : residuals / kept;
        for (int genre = 0; genre < tastes.length; genre++) {
            tastes[genre] =
                    (float) ((genreSums[genre] - genreCounts[genre] * usual) / (genreCounts[genre] + GENRE_SHRINKAGE));
            shares[genre] = kept == 0 ? Float.NaN : (float) genreCounts[genre] / kept;
        }
    }

    /** Writes mean, bias, count (as it would be with all folds), deviation, share of likes, hour, span and recency. */
    void write(float[] row, int at) {
        double mean = sum / kept;
        row[at] = kept == 0 ? Float.NaN : (float) mean;
        row[at + 1] = (float) (residuals / (kept + BIAS_SHRINKAGE));
        row[at + 2] = (float) StrictMath.log1p(kept * inAll);
        row[at + 3] = kept < 2 ? Float.NaN : (float) Math.sqrt(Math.max(0, squares / kept - mean * mean));
        row[at + 4] = (float) ((liked + LIKES_SHRINKAGE * movies.likeRate()) / (kept + LIKES_SHRINKAGE));
        row[at + 5] = busiestHour();
        row[at + 6] = first > last ? Float.NaN : (float) ((last - first) / DAY);
        row[at + 7] = first > last ? Float.NaN : (float) ((latest - last) / DAY);
    }

    private float busiestHour() {
        int most = 0;
        for (int hour = 1; hour < hours.length; hour++) {
            most = hours[hour] > hours[most] ? hour : most;
        }
        return hours[most] == 0 ? Float.NaN : most;
    }

    /** The taste for each genre: how much more than usual its movies get, shrunk towards 0. */
    float[] tastes() {
        return tastes;
    }

    /** The share of each genre among the movies rated; NaN where none was. */
    float[] shares() {
        return shares;
    }
}
