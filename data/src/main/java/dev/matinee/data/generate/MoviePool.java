package dev.matinee.data.generate;

import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The movies of a generated data set, by index in ascending order of their ids: what they are (title, year, genres), how
 * popular, and their true parameters (bias and factors). Immutable.
 *
 * <p>Memory: about 90 bytes and 4 a factor for a movie; titles are made when asked for.
 */
final class MoviePool {
    static final int FACTORS = 8;
    private static final double BIAS_DEVIATION = 0.4;
    private static final long NEWEST_IS_OUT_FOR_DAYS = 60;

    private final DataShape shape;
    private final Run run;
    private final long idSeed;
    private final Spread rated;
    private final Spread untitled;
    private final Spread undated;
    private final int[] years;
    private final long[] releases;
    private final int[] genres;
    private final byte[] primary;
    private final double[] weights;
    private final float[] biases;
    private final float[] factors;
    private final float[] centroids = new float[Genres.COUNT * FACTORS];
    private final double[] genreWeights = new double[Genres.COUNT];
    private final WeightedDraw all;
    private final List<WeightedDraw> byGenre = new ArrayList<>();
    private final int[] assignments;

    MoviePool(DataShape shape, double taste, Run run) {
        this.shape = shape;
        this.run = run;
        int movies = shape.movies();
        this.idSeed = run.random("movie ids", 0).nextLong();
        this.rated = new Spread(
                movies, shape.ratedMovies(), run.random("rated movies", 0).nextLong());
        long lacking = shape.layout() == Layout.VIEWER_INTERACTIONS ? movies / 550 : 0;
        this.untitled = new Spread(movies, lacking, run.random("untitled", 0).nextLong());
        this.undated = new Spread(movies, lacking / 5, run.random("undated", 0).nextLong());
        this.years = new int[movies];
        this.releases = new long[movies];
        this.genres = new int[movies];
        this.primary = new byte[movies];
        this.weights = new double[movies];
        this.biases = new float[movies];
        this.factors = new float[movies * FACTORS];
        RandomStream random = run.random("genres", 0);
        for (int i = 0; i < centroids.length; i++) {
            centroids[i] = (float) random.nextGaussian();
        }
        for (int movie = 0; movie < movies; movie++) {
            draw(movie, taste, run.random("movie", movie));
        }
        this.all = new WeightedDraw(indexes(movies), weights);
        for (int genre = 0; genre < Genres.COUNT; genre++) {
            byGenre.add(drawOf(genre));
        }
        this.assignments = shuffledRatedMovies();
    }

    private void draw(int movie, double taste, RandomStream random) {
        LocalDate newest = shape.to().minusDays(NEWEST_IS_OUT_FOR_DAYS);
        double age = random.nextDouble();
        years[movie] = newest.getYear()
                - (int) ((newest.getYear() - shape.earliestYear() + 1) * age * age * (0.3 + 0.7 * age));
        releases[movie] =
                LocalDate.of(years[movie], 1, 1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        primary[movie] = (byte) Genres.draw(random);
        genres[movie] = 1 << primary[movie];
        while (random.nextDouble() < 0.5) {
            genres[movie] |= 1 << Genres.draw(random);
        }
        double popularity = random.nextGaussian();
        biases[movie] = (float) (BIAS_DEVIATION * (0.35 * popularity + 0.94 * random.nextGaussian()));
        double scale = taste / StrictMath.sqrt(FACTORS);
        for (int f = 0; f < FACTORS; f++) {
            double own = 0.7 * centroids[primary[movie] * FACTORS + f] + 0.7 * random.nextGaussian();
            factors[movie * FACTORS + f] = (float) (scale * own);
        }
        if (rated.contains(movie)) {
            weights[movie] = StrictMath.exp(shape.popularitySpread() * popularity);
            genreWeights[primary[movie]] += weights[movie];
        }
    }

    private WeightedDraw drawOf(int genre) {
        int[] members = new int[weights.length];
        int count = 0;
        for (int movie = 0; movie < weights.length; movie++) {
            if (primary[movie] == genre && weights[movie] > 0) {
                members[count++] = movie;
            }
        }
        int[] values = Arrays.copyOf(members, count);
        double[] shares = new double[count];
        for (int i = 0; i < count; i++) {
            shares[i] = weights[values[i]];
        }
        return new WeightedDraw(values, shares);
    }

    private int[] shuffledRatedMovies() {
        int[] movies = new int[shape.ratedMovies()];
        int count = 0;
        for (int movie = 0; movie < weights.length; movie++) {
            if (rated.contains(movie)) {
                movies[count++] = movie;
            }
        }
        RandomStream random = run.random("assignments", 0);
        for (int i = movies.length - 1; i > 0; i--) {
            int j = (int) (((random.nextLong() >>> 32) * (i + 1)) >>> 32);
            int swapped = movies[i];
            movies[i] = movies[j];
            movies[j] = swapped;
        }
        return movies;
    }

    private static int[] indexes(int size) {
        int[] indexes = new int[size];
        for (int i = 0; i < size; i++) {
            indexes[i] = i;
        }
        return indexes;
    }

    int size() {
        return years.length;
    }

    int id(int movie) {
        return Spread.id(movie, size(), shape.highestMovieId(), idSeed);
    }

    boolean isRated(int movie) {
        return rated.contains(movie);
    }

    /** The title without the year, in the form {@code Silent Harbor, The}; different for every movie of one year. */
    String title(int movie) {
        return Titles.of(movie, run.random("title", movie));
    }

    boolean hasTitle(int movie) {
        return !untitled.contains(movie);
    }

    boolean hasYear(int movie) {
        return hasTitle(movie) && !undated.contains(movie);
    }

    int year(int movie) {
        return years[movie];
    }

    /** The first second of the movie's year. */
    long release(int movie) {
        return releases[movie];
    }

    /** The genres as a set of bits, see {@link Genres}. */
    int genres(int movie) {
        return genres[movie];
    }

    int primaryGenre(int movie) {
        return primary[movie];
    }

    float bias(int movie) {
        return biases[movie];
    }

    double centroid(int genre, int factor) {
        return centroids[genre * FACTORS + factor];
    }

    /** The inner product of a user's factors with the movie's. */
    float affinity(float[] user, int movie) {
        float sum = 0;
        int at = movie * FACTORS;
        for (int f = 0; f < FACTORS; f++) {
            sum += user[f] * factors[at + f];
        }
        return sum;
    }

    /** A weight proportional to how often a movie is watched by anybody; zero where it is not rated. */
    double weight(int movie) {
        return weights[movie];
    }

    /** The sum of the weights of the movies whose first genre is this. */
    double genreWeight(int genre) {
        return genreWeights[genre];
    }

    int drawAny(RandomStream random) {
        return all.next(random);
    }

    int drawOf(int genre, RandomStream random) {
        return byGenre.get(genre).next(random);
    }

    /** The {@code index}-th rated movie in shuffled order, see {@link Audience#firstAssignment}. */
    int assignment(int index) {
        return assignments[index];
    }
}
