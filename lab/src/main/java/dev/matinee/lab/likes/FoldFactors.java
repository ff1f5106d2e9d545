package dev.matinee.lab.likes;

import dev.matinee.engine.Run;
import dev.matinee.engine.decompose.CellValues;
import dev.matinee.engine.decompose.SymmetricEigen;
import dev.matinee.engine.decompose.TruncatedSvd;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Directions of taste: a truncated SVD of the training ratings above each user's mean, of all of them and without each fold.
 * Directions found without a fold are turned to those of all ratings (orthogonal Procrustes: Schoenemann 1966), as otherwise
 * the third direction of one fold may be the fourth of another, or point the other way. Of more than {@link #DECOMPOSED} ratings
 * the directions are found among those of some users, drawn at random, the same for all folds; every user gets a place along them.
 *
 * <p>Memory: {@code 4 x factors} bytes for each movie and each user, {@code folds + 1} times.
 */
final class FoldFactors {
    private static final int ITERATIONS = 3;
    private static final int WIDTH = 16;

    /** Directions are found among about so many ratings. */
    private static final double DECOMPOSED = 2_000_000;

    private final int factors;
    private final float[][] movies;
    private final float[][] users;

    private FoldFactors(int factors, float[][] movies, float[][] users) {
        this.factors = factors;
        this.movies = movies;
        this.users = users;
    }

    /** No directions. */
    static FoldFactors none() {
        return new FoldFactors(0, new float[][] {{}}, new float[][] {{}});
    }

    /** Decomposes without each fold, and without none. */
    static FoldFactors of(Interactions ratings, RatingFolds folds, int factors, boolean withFolds, Run run) {
        return of(ratings, folds, factors, withFolds, DECOMPOSED, run);
    }

    /** The same with directions that are found among about {@code decomposed} ratings. */
    static FoldFactors of(
            Interactions ratings, RatingFolds folds, int factors, boolean withFolds, double decomposed, Run run) {
        if (factors == 0) {
            return none();
        }
        int parts = withFolds ? folds.folds() : 0;
        float[][] movies = new float[parts + 1][];
        float[][] users = new float[parts + 1][];
        Interactions some = someUsers(ratings, decomposed, run);
        for (int fold = parts; fold >= 0; fold--) {
            TruncatedSvd svd = svd(ratings, folds, fold == parts ? MovieStatistics.NONE : fold, factors);
            var found = svd.decompose(some, run);
            movies[fold] = found.itemVectors();
            users[fold] = svd.transform(found, ratings, run);
            if (fold < parts) {
                double[][] turn = turn(movies[fold], movies[parts], factors);
                turn(movies[fold], turn);
                turn(users[fold], turn);
            }
        }
        return new FoldFactors(factors, movies, users);
    }

    /** Directions that were saved, with the users' places computed anew. */
    static FoldFactors of(Interactions ratings, RatingFolds folds, int factors, float[] movies, Run run) {
        TruncatedSvd svd = svd(ratings, folds, MovieStatistics.NONE, factors);
        var saved = new dev.matinee.engine.decompose.SingularVectors(
                factors, new double[factors], movies, new double[factors], 0);
        return new FoldFactors(factors, new float[][] {movies}, new float[][] {svd.transform(saved, ratings, run)});
    }

    private static TruncatedSvd svd(Interactions ratings, RatingFolds folds, int excluded, int factors) {
        CellValues values = withoutFold(ratings.byUser(), folds, excluded);
        return new TruncatedSvd(factors, Math.max(4, WIDTH - factors), ITERATIONS, values);
    }

    /** All ratings of some users, or of all where there are not more than are decomposed. */
    private static Interactions someUsers(Interactions ratings, double decomposed, Run run) {
        if (ratings.size() <= decomposed) {
            return ratings;
        }
        Rows rows = ratings.byUser();
        BitSet chosen = new BitSet(Math.toIntExact(rows.size()));
        for (int user = 0; user < rows.rows(); user++) {
            if (run.random("likes taste", user).nextDouble() * ratings.size() < decomposed) {
                chosen.set((int) rows.start(user), (int) rows.end(user));
            }
        }
        return ratings.subset(position -> chosen.get((int) position), run);
    }

    /**
     * Ratings above their user's mean, where those of one fold count as not given.
     *
     * @param all where the folds are by position; what is decomposed has all ratings of a user or none
     */
    private static CellValues withoutFold(Rows all, RatingFolds folds, int excluded) {
        return (rows, user, values) -> {
            long start = rows.start(user);
            long place = all.start(user);
            int count = rows.count(user);
            double sum = 0;
            int kept = 0;
            for (int i = 0; i < count; i++) {
                values[i] = rows.rating(start + i);
                if (excluded == MovieStatistics.NONE || folds.of(place + i) != excluded) {
                    sum += values[i];
                    kept++;
                }
            }
            float mean = kept == 0 ? 0 : (float) (sum / kept);
            for (int i = 0; i < count; i++) {
                boolean seen = excluded == MovieStatistics.NONE || folds.of(place + i) != excluded;
                values[i] = seen ? values[i] - mean : 0;
            }
        };
    }

    /** The rotation R for which {@code from R} is nearest to {@code to}: {@code M (M' M)^(-1/2)} with {@code M = from' to}. */
    private static double[][] turn(float[] from, float[] to, int size) {
        double[][] m = new double[size][size];
        for (int at = 0; at < from.length; at += size) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    m[i][j] += (double) from[at + i] * to[at + j];
                }
            }
        }
        double[][] square = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                for (double[] row : m) {
                    square[i][j] += row[i] * row[j];
                }
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(square);
        double[][] root = new double[size][size];
        for (int k = 0; k < size; k++) {
            double value = eigen.values()[k];
            double[] vector = eigen.vectors()[k];
            for (int i = 0; i < size && value > 1e-12 * Math.max(1e-300, eigen.values()[0]); i++) {
                for (int j = 0; j < size; j++) {
                    root[i][j] += vector[i] * vector[j] / Math.sqrt(value);
                }
            }
        }
        double[][] turn = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                for (int k = 0; k < size; k++) {
                    turn[i][j] += m[i][k] * root[k][j];
                }
            }
        }
        return turn;
    }

    private static void turn(float[] rows, double[][] turn) {
        int size = turn.length;
        float[] turned = new float[size];
        for (int at = 0; at < rows.length; at += size) {
            for (int j = 0; j < size; j++) {
                double sum = 0;
                for (int i = 0; i < size; i++) {
                    sum += rows[at + i] * turn[i][j];
                }
                turned[j] = (float) sum;
            }
            System.arraycopy(turned, 0, rows, at, size);
        }
    }

    int factors() {
        return factors;
    }

    /** The directions of all ratings: {@code factors} numbers a movie. */
    float[] movies() {
        return movies[movies.length - 1];
    }

    /** Writes the user's place, the movie's, and their inner product; NaN for whom nothing is known of. */
    void write(int user, int movie, int excluded, Rows rows, float[] row, int at) {
        if (factors == 0) {
            return;
        }
        int fold = excluded == MovieStatistics.NONE || movies.length == 1 ? movies.length - 1 : excluded;
        if (user < 0 || rows.count(user) == 0) {
            Arrays.fill(row, at, at + factors, Float.NaN);
        } else {
            System.arraycopy(users[fold], user * factors, row, at, factors);
        }
        if (movie < 0) {
            Arrays.fill(row, at + factors, at + 2 * factors, Float.NaN);
        } else {
            System.arraycopy(movies[fold], movie * factors, row, at + factors, factors);
        }
        float product = 0;
        for (int i = 0; i < factors; i++) {
            product += row[at + i] * row[at + factors + i];
        }
        row[at + 2 * factors] = product;
    }
}
