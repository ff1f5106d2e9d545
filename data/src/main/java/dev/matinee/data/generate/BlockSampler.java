package dev.matinee.data.generate;

import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * Draws the rows of users: which movies (by popularity and the user's favourite genres, without replacement), when (in
 * sessions, each movie after its release), and with which rating (bias, taste and noise). What a user gets depends on the
 * seed and the user alone. One per thread; memory 8 bytes a movie and some for the most active user.
 */
final class BlockSampler {
    private static final int FAVOURITES = 3;
    private static final double[] FAVOURITE_SHARES = {0.5, 0.3, 0.2};
    private static final double FAVOURITE_PART = 0.55;
    private static final double USER_BIAS_DEVIATION = 0.4;
    private static final double UNRELEASED_PART = 0.05;
    private static final int SESSION_ROWS = 20;
    private static final int LONGEST_GAP = 25;

    private final DataShape shape;
    private final Audience audience;
    private final MoviePool pool;
    private final RatingNoise noise;
    private final Spread anomalies;
    private final double mean;
    private final Run run;
    private final long from;
    private final long end;

    private final int[] lastUserOf;
    private final int[] favourites = new int[FAVOURITES];
    private final float[] taste = new float[MoviePool.FACTORS];
    private double bias;
    private int[] drawn = new int[64];
    private long[] times = new long[64];
    private long[] order = new long[64];
    private long longestGap;
    private long firstTime;
    private long lastSession;

    BlockSampler(Generator.Parts parts, double mean, Run run) {
        this.shape = parts.shape();
        this.audience = parts.audience();
        this.pool = parts.pool();
        this.noise = parts.noise();
        this.anomalies = parts.anomalies();
        this.mean = mean;
        this.run = run;
        this.from = seconds(shape.from());
        this.end = seconds(shape.to().plusDays(1));
        this.lastUserOf = new int[pool.size()];
        Arrays.fill(lastUserOf, -1);
    }

    static long seconds(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    void fill(RatingBlock block) {
        int at = 0;
        for (int user = block.firstUser; user < block.endUser; user++) {
            int count = audience.count(user);
            RandomStream random = run.random("user", user);
            becomeUser(count, random);
            drawMovies(user, count, random);
            drawTimes(count, random);
            for (int k = 0; k < count; k++) {
                order[k] = ((long) drawn[k] << 32) | k;
            }
            Arrays.sort(order, 0, count);
            for (int k = 0; k < count; k++) {
                int movie = (int) (order[k] >>> 32);
                int which = (int) order[k];
                block.movies[at + k] = movie;
                block.times[at + k] = times[which];
                block.levels[at + k] = rate(block, user, which, movie, random);
                if (anomalies.contains(block.firstSlot + at + k)) {
                    block.anomalous[at + k] = true;
                    block.times[at + k] = anomalousTime(random);
                }
            }
            at += count;
        }
    }

    /** The opinions that a user has of the movies of its rows. */
    double[] opinions(int user) {
        RandomStream random = run.random("user", user);
        double[] opinions = new double[audience.count(user)];
        becomeUser(opinions.length, random);
        drawMovies(user, opinions.length, random);
        for (int i = 0; i < opinions.length; i++) {
            opinions[i] = mean + bias + pool.bias(drawn[i]) + pool.affinity(taste, drawn[i]);
        }
        Arrays.fill(lastUserOf, -1);
        return opinions;
    }

    private void becomeUser(int count, RandomStream random) {
        if (drawn.length < count) {
            drawn = new int[count * 2];
            times = new long[count * 2];
            order = new long[count * 2];
        }
        bias = USER_BIAS_DEVIATION * random.nextGaussian();
        Arrays.fill(taste, 0);
        for (int i = 0; i < FAVOURITES; i++) {
            favourites[i] = pool.primaryGenre(pool.drawAny(random));
            for (int f = 0; f < taste.length; f++) {
                taste[f] += (float) (FAVOURITE_SHARES[i] * pool.centroid(favourites[i], f));
            }
        }
        for (int f = 0; f < taste.length; f++) {
            taste[f] += (float) (0.8 * random.nextGaussian());
        }
        longestGap = Math.min(LONGEST_GAP, (end - from) / (2L * count + 2));
        long room = end - from - longestGap * (count + 1);
        double joined = StrictMath.pow(random.nextDouble(), 0.8);
        firstTime = from + (long) (room * joined);
        double stay = -StrictMath.log(1 - random.nextDouble()) * 0.02 * Math.sqrt((double) count / SESSION_ROWS);
        lastSession = Math.min(from + room, firstTime + (long) (room * stay));
    }

    private int drawOne(RandomStream random) {
        double drawnPart = random.nextDouble() / FAVOURITE_PART;
        if (drawnPart < FAVOURITE_SHARES[0]) {
            return pool.drawOf(favourites[0], random);
        }
        if (drawnPart < FAVOURITE_SHARES[0] + FAVOURITE_SHARES[1]) {
            return pool.drawOf(favourites[1], random);
        }
        return drawnPart < 1 ? pool.drawOf(favourites[2], random) : pool.drawAny(random);
    }

    private void drawMovies(int user, int count, RandomStream random) {
        int done = 0;
        int assignmentsEnd = audience.firstAssignment(user + 1);
        for (int index = audience.firstAssignment(user); index < assignmentsEnd; index++) {
            done = take(pool.assignment(index), user, done);
        }
        long patience = 4L * count + pool.size() / 4;
        for (long attempt = 0; done < count && attempt < patience; attempt++) {
            int movie = drawOne(random);
            if (lastUserOf[movie] != user
                    && (pool.release(movie) <= lastSession || random.nextDouble() < UNRELEASED_PART)) {
                done = take(movie, user, done);
            }
        }
        if (done < count) {
            complete(user, done, count, random);
        }
    }

    private int take(int movie, int user, int done) {
        lastUserOf[movie] = user;
        drawn[done] = movie;
        return done + 1;
    }

    /**
     * Draws the rest in one pass over all movies: those with the smallest of independent exponential numbers divided by
     * their weights, which has the same distribution as drawing on without replacement (Efraimidis, Spirakis 2006).
     */
    private void complete(int user, int done, int count, RandomStream random) {
        double[] genreFactor = new double[Genres.COUNT];
        double sum = 0;
        for (int genre = 0; genre < Genres.COUNT; genre++) {
            sum += pool.genreWeight(genre);
        }
        for (int genre = 0; genre < Genres.COUNT; genre++) {
            genreFactor[genre] = (1 - FAVOURITE_PART) / sum;
            for (int i = 0; i < FAVOURITES; i++) {
                if (favourites[i] == genre) {
                    genreFactor[genre] += FAVOURITE_PART * FAVOURITE_SHARES[i] / pool.genreWeight(genre);
                }
            }
        }
        long[] keys = new long[pool.size()];
        int candidates = 0;
        for (int movie = 0; movie < keys.length; movie++) {
            if (pool.weight(movie) > 0 && lastUserOf[movie] != user) {
                double released = pool.release(movie) <= lastSession ? 1 : UNRELEASED_PART;
                double weight = pool.weight(movie) * genreFactor[pool.primaryGenre(movie)] * released;
                double key = -StrictMath.log(1 - random.nextDouble()) / weight;
                keys[candidates++] = (Double.doubleToLongBits(key) & -DataShape.MOST_MOVIES) | movie;
            }
        }
        int rest = count - done;
        selectSmallest(keys, candidates, rest);
        Arrays.sort(keys, 0, rest);
        for (int i = 0; i < rest; i++) {
            done = take((int) (keys[i] & (DataShape.MOST_MOVIES - 1)), user, done);
        }
    }

    /** Moves the {@code wanted} smallest of the first {@code size} keys to the front (Hoare 1961). */
    private static void selectSmallest(long[] keys, int size, int wanted) {
        int low = 0;
        int high = size - 1;
        while (low < high) {
            long pivot = keys[(low + high) >>> 1];
            int i = low;
            int j = high;
            while (i <= j) {
                while (keys[i] < pivot) {
                    i++;
                }
                while (keys[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    long swapped = keys[i];
                    keys[i++] = keys[j];
                    keys[j--] = swapped;
                }
            }
            if (wanted - 1 <= j) {
                high = j;
            } else if (wanted - 1 >= i) {
                low = i;
            } else {
                return;
            }
        }
    }

    /** Gives the drawn movies their times, ascending in the order of drawing but for those not yet released. */
    private void drawTimes(int count, RandomStream random) {
        int sessions = 1 + count / SESSION_ROWS;
        long[] starts = new long[sessions];
        starts[0] = firstTime;
        for (int i = 1; i < sessions; i++) {
            starts[i] = firstTime + (long) ((lastSession - firstTime) * random.nextDouble());
        }
        Arrays.sort(starts);
        long time = firstTime;
        long latestRelease = Long.MIN_VALUE;
        for (int k = 0; k < count; k++) {
            time = Math.max(time + gap(random), starts[(int) ((long) k * sessions / count)]);
            times[k] = time;
            if (pool.release(drawn[k]) > time) {
                latestRelease = Math.max(latestRelease, pool.release(drawn[k]));
            }
        }
        if (latestRelease == Long.MIN_VALUE) {
            return;
        }
        long later = Math.max(time, latestRelease);
        later += (long) (Math.max(0, end - later - longestGap * (count + 1)) * random.nextDouble());
        for (int k = 0; k < count; k++) {
            if (pool.release(drawn[k]) > times[k]) {
                later = Math.min(end - 1, later + gap(random));
                times[k] = later;
            }
        }
    }

    private long gap(RandomStream random) {
        return ((random.nextLong() >>> 32) * (longestGap + 1)) >>> 32;
    }

    private byte rate(RatingBlock block, int user, int which, int movie, RandomStream random) {
        int cell = noise.cell(mean + bias + pool.bias(movie) + pool.affinity(taste, movie));
        int level = noise.answer(cell, random);
        if (audience.isMissing(user, which)) {
            return RatingBlock.MISSING;
        }
        double rating = shape.scale().rating(level);
        double error = rating - noise.mean(cell);
        block.rated++;
        block.ratingSum += rating;
        block.varianceSum += noise.variance(cell);
        block.squaredErrorSum += error * error;
        return (byte) level;
    }

    /** A time before 1990 or at least twenty years after the last day. */
    private long anomalousTime(RandomStream random) {
        long year = 31_556_952;
        double where = random.nextDouble();
        return random.nextLong() < 0 ? (long) (where * 20 * year) : end + (long) ((20 + 40 * where) * year);
    }
}
