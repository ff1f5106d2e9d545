package dev.matinee.lab.likes;

import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;

/**
 * Counts and sums of the training ratings of every movie, of all of them and of each fold, so that any fold can be left out.
 *
 * <p>Memory: 28 bytes a movie and fold. Cost: one pass over the ratings.
 */
final class MovieStatistics {
    /** How many ratings of the mean of all are added to those of a movie. */
    private static final double SHRINKAGE = 10;

    private static final double LIKES_SHRINKAGE = 5;
    private static final long DAY = 86_400;

    /** The excluded fold where none is. */
    static final int NONE = -1;

    private final int folds;
    private final int[] counts;
    private final double[] sums;
    private final double[] squares;
    private final int[] likes;
    private final int[] recent;
    private final double mean;
    private final double likeRate;
    private final double recentShare;

    /**
     * Counts.
     *
     * @param latest the time of the latest training rating
     * @param trendDays how many days before it are recent
     */
    MovieStatistics(Interactions ratings, RatingFolds folds, double likeAt, long latest, int trendDays) {
        int movies = ratings.items().size();
        this.folds = folds.folds();
        int slots = movies * (this.folds + 1);
        this.counts = new int[slots];
        this.sums = new double[slots];
        this.squares = new double[slots];
        this.likes = new int[slots];
        this.recent = new int[slots];
        Rows rows = ratings.byUser();
        long recentFrom = latest - trendDays * DAY;
        for (long position = 0; position < rows.size(); position++) {
            int first = rows.column(position) * (this.folds + 1);
            float rating = rows.rating(position);
            int like = rating >= likeAt ? 1 : 0;
            long time = rows.time(position);
            int now = time != Rows.NO_TIME && time > recentFrom ? 1 : 0;
            add(first + folds.of(position), rating, like, now);
            add(first + this.folds, rating, like, now);
        }
        double sum = 0;
        long all = 0;
        long liked = 0;
        long recently = 0;
        for (int slot = this.folds; slot < slots; slot += this.folds + 1) {
            sum += sums[slot];
            all += counts[slot];
            liked += likes[slot];
            recently += recent[slot];
        }
        this.mean = all == 0 ? Double.NaN : sum / all;
        this.likeRate = all == 0 ? Double.NaN : (double) liked / all;
        this.recentShare = all == 0 ? 0 : (double) recently / all;
    }

    private void add(int slot, float rating, int like, int now) {
        counts[slot]++;
        sums[slot] += rating;
        squares[slot] += (double) rating * rating;
        likes[slot] += like;
        recent[slot] += now;
    }

    /** Into how many folds the ratings are cut. */
    int folds() {
        return folds;
    }

    /** The share of likes of all training ratings. */
    double likeRate() {
        return likeRate;
    }

    /** The mean of a movie without one fold, with {@value #SHRINKAGE} ratings of the mean of all added. */
    double score(int movie, int excluded) {
        int all = movie * (folds + 1) + folds;
        int count = counts[all];
        double sum = sums[all];
        if (excluded != NONE) {
            int slot = movie * (folds + 1) + excluded;
            count -= counts[slot];
            sum -= sums[slot];
        }
        return (sum + SHRINKAGE * mean) / (count + SHRINKAGE);
    }

    /** The number of columns that {@link #write} writes. */
    static final int COLUMNS = 6;

    /**
     * Writes mean, count, deviation, share of likes, score and trend of a movie without one fold. The count is what it would be
     * with all folds, as it is for ratings that are not learned from.
     */
    void write(int movie, int excluded, float[] row, int at) {
        if (movie < 0) {
            writeUnknown(row, at);
            return;
        }
        int all = movie * (folds + 1) + folds;
        if (excluded == NONE) {
            write(counts[all], sums[all], squares[all], likes[all], recent[all], 1, row, at);
            return;
        }
        int slot = movie * (folds + 1) + excluded;
        write(
                counts[all] - counts[slot],
                sums[all] - sums[slot],
                squares[all] - squares[slot],
                likes[all] - likes[slot],
                recent[all] - recent[slot],
                folds / (folds - 1.0),
                row,
                at);
    }

    /** Writes the same of a movie without one of its ratings; whether that was recent is not told apart. */
    void writeWithout(int movie, float rating, boolean like, float[] row, int at) {
        int all = movie * (folds + 1) + folds;
        write(
                counts[all] - 1,
                sums[all] - rating,
                squares[all] - (double) rating * rating,
                likes[all] - (like ? 1 : 0),
                recent[all],
                1,
                row,
                at);
    }

    private void writeUnknown(float[] row, int at) {
        write(0, 0, 0, 0, 0, 1, row, at);
    }

    /** What a count is multiplied with to count as of all folds is {@code inAll}. */
    private void write(int count, double sum, double square, int liked, int now, double inAll, float[] row, int at) {
        double own = sum / count;
        row[at] = count == 0 ? Float.NaN : (float) own;
        row[at + 1] = (float) StrictMath.log1p(count * inAll);
        row[at + 2] = count < 2 ? Float.NaN : (float) Math.sqrt(Math.max(0, square / count - own * own));
        row[at + 3] = (float) ((liked + LIKES_SHRINKAGE * likeRate) / (count + LIKES_SHRINKAGE));
        row[at + 4] = (float) ((sum + SHRINKAGE * mean) / (count + SHRINKAGE));
        row[at + 5] = (float) ((now + 1) / (count * recentShare + 1));
    }
}
