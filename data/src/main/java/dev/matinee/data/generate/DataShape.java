package dev.matinee.data.generate;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many of what a generated data set holds: the published counts of a known one, or counts of your own.
 *
 * @param name the data set it is shaped like
 * @param users users, each with at least one rating
 * @param movies movies listed, at most 1,048,576
 * @param ratedMovies movies with at least one rating, at most {@code movies}
 * @param ratings rating rows, those with a missing rating included; every user-movie pair occurs at most once
 * @param fewestRatings the fewest rows of a user, where the ratings suffice for it
 * @param scale the ratings that occur
 * @param from the first day of ratings
 * @param to the last day of ratings
 * @param earliestYear the year of the oldest movie
 * @param activitySpread standard deviation of the logarithm of users' activity: larger is a longer tail
 * @param popularitySpread standard deviation of the logarithm of movies' popularity: larger is a longer tail
 * @param highestUserId user ids lie, with gaps, between 1 and this
 * @param highestMovieId movie ids lie, with gaps, between 1 and this
 * @param tags tags given, at most one a rating, where the layout has tags
 * @param missingRatings rows without a rating, exactly; no user and no movie is left without any
 * @param anomalousDates rows with a date years outside {@code from} to {@code to}, exactly
 * @param layout the layout of the data set it is shaped like
 */
public record DataShape(
        String name,
        int users,
        int movies,
        int ratedMovies,
        long ratings,
        int fewestRatings,
        Scale scale,
        LocalDate from,
        LocalDate to,
        int earliestYear,
        double activitySpread,
        double popularitySpread,
        int highestUserId,
        int highestMovieId,
        long tags,
        long missingRatings,
        long anomalousDates,
        Layout layout) {

    /**
     * The ratings that occur.
     *
     * @param lowest the lowest rating
     * @param highest the highest rating
     * @param step the distance from one rating to the next
     * @param mean the mean to aim at
     */
    public record Scale(double lowest, double highest, double step, double mean) {
        /** Checks that the steps lead from the lowest to the highest rating. */
        public Scale {
            double steps = (highest - lowest) / step;
            if (!(step > 0) || !(steps >= 1) || steps > 100 || steps != Math.rint(steps)) {
                throw MatineeException.usage(
                        "rating scale must go from the lowest to the highest in 1 to 100 steps, got " + lowest + " to "
                                + highest + " by " + step);
            }
            if (!(mean > lowest && mean < highest)) {
                throw MatineeException.usage(
                        "mean rating must lie between " + lowest + " and " + highest + ", got " + mean);
            }
        }

        /** The number of different ratings. */
        public int levels() {
            return (int) ((highest - lowest) / step) + 1;
        }

        /** The rating of a level, 0 being the lowest. */
        public double rating(int level) {
            return lowest + level * step;
        }
    }

    /** The most movies there can be; a power of two. */
    static final long MOST_MOVIES = 1 << 20;

    private static final Scale STARS = new Scale(1, 5, 1, 3.55);
    private static final Scale HALF_STARS = new Scale(0.5, 5, 0.5, 3.53);
    private static final Map<String, DataShape> KNOWN = new LinkedHashMap<>();

    static {
        known(new DataShape(
                "ml-100k",
                943,
                1682,
                1682,
                100_000,
                20,
                STARS,
                day("1997-09-20"),
                day("1998-04-22"),
                1922,
                0.95,
                1.55,
                943,
                1682,
                0,
                0,
                0,
                Layout.HUNDRED_K));
        known(new DataShape(
                "ml-1m",
                6_040,
                3_883,
                3_706,
                1_000_209,
                20,
                STARS,
                day("2000-04-25"),
                day("2003-02-28"),
                1919,
                1.0,
                1.6,
                6_040,
                3_952,
                0,
                0,
                0,
                Layout.DAT));
        known(new DataShape(
                "ml-20m",
                138_493,
                27_278,
                26_744,
                20_000_263,
                20,
                HALF_STARS,
                day("1995-01-09"),
                day("2015-03-31"),
                1902,
                1.37,
                3.0,
                138_493,
                131_262,
                465_564,
                0,
                0,
                Layout.CSV));
        known(new DataShape(
                "ml-25m",
                162_541,
                62_423,
                59_047,
                25_000_095,
                20,
                HALF_STARS,
                day("1995-01-09"),
                day("2019-11-21"),
                1902,
                1.37,
                3.2,
                162_541,
                209_171,
                1_093_360,
                0,
                0,
                Layout.CSV));
        known(new DataShape(
                "ml-25m-head",
                7_045,
                62_423,
                22_240,
                1_048_575,
                20,
                HALF_STARS,
                day("1995-01-09"),
                day("2019-11-21"),
                1902,
                1.37,
                3.2,
                7_045,
                209_171,
                0,
                0,
                0,
                Layout.CSV));
        known(new DataShape(
                "netflix",
                480_189,
                17_770,
                17_770,
                100_480_507,
                1,
                new Scale(1, 5, 1, 3.60),
                day("1999-11-11"),
                day("2005-12-31"),
                1896,
                1.25,
                2.15,
                2_649_429,
                17_770,
                0,
                0,
                0,
                Layout.NETFLIX));
        known(new DataShape(
                "viewer-interactions",
                429_081,
                17_770,
                15_098,
                4_025_000,
                1,
                new Scale(1, 5, 1, 3.60),
                day("1999-11-11"),
                day("2005-12-31"),
                1896,
                1.73,
                2.15,
                2_649_429,
                17_770,
                0,
                402_500,
                1_206,
                Layout.VIEWER_INTERACTIONS));
    }

    /** Checks that the counts fit together. */
    public DataShape {
        check(users >= 1, "users must be at least 1, got " + users);
        check(movies >= 1 && movies <= MOST_MOVIES, "movies must be between 1 and " + MOST_MOVIES + ", got " + movies);
        check(
                ratedMovies >= 1 && ratedMovies <= movies,
                "rated movies must be between 1 and the " + movies + " movies, got " + ratedMovies);
        check(
                ratings >= Math.max(users, ratedMovies),
                "ratings must be at least one for each of " + users + " users and " + ratedMovies
                        + " rated movies, got " + ratings);
        check(
                ratings <= (long) users * ratedMovies,
                "ratings must be at most " + (long) users * ratedMovies + ", one for each pair of " + users
                        + " users and " + ratedMovies + " rated movies, got " + ratings);
        check(ratings <= 100_000_000_000L, "ratings must be at most 100 billion, got " + ratings);
        check(fewestRatings >= 1, "fewest ratings of a user must be at least 1, got " + fewestRatings);
        check(from.isBefore(to), "the first day must be before the last, got " + from + " and " + to);
        check(
                from.getYear() >= 1970 && to.getYear() <= 2100,
                "days must lie between 1970 and 2100, got " + from + " and " + to);
        check(
                earliestYear >= 1880 && earliestYear < to.getYear(),
                "the earliest movie's year must be between 1880 and " + (to.getYear() - 1) + ", got " + earliestYear);
        checkSpread("activity spread", activitySpread);
        checkSpread("popularity spread", popularitySpread);
        check(highestUserId >= users, "the highest user id must be at least " + users + ", got " + highestUserId);
        check(highestMovieId >= movies, "the highest movie id must be at least " + movies + ", got " + highestMovieId);
        checkPart("tags", tags, ratings);
        checkPart("missing ratings", missingRatings, Math.max(0, ratings - users - ratedMovies));
        checkPart("anomalous dates", anomalousDates, ratings);
    }

    /** The names that {@link #named} knows. */
    public static List<String> names() {
        return List.copyOf(KNOWN.keySet());
    }

    /**
     * The shape of a published data set: ml-100k, ml-1m, ml-20m, ml-25m, ml-25m-head (its first
     * 1,048,575 rows, which a spreadsheet holds), netflix or viewer-interactions.
     */
    public static DataShape named(String name) {
        DataShape shape = KNOWN.get(name);
        if (shape == null) {
            throw MatineeException.usage("the data set to be like must be one of " + String.join(", ", names())
                    + ", got \"" + name + "\"" + Nearest.hint(name, names()));
        }
        return shape;
    }

    /** A shape with these counts, otherwise like ml-20m without tags; every movie is rated. */
    public static DataShape of(int users, int movies, long ratings) {
        DataShape like = named("ml-20m");
        return new DataShape(
                users + "x" + movies,
                users,
                movies,
                movies,
                ratings,
                like.fewestRatings,
                like.scale,
                like.from,
                like.to,
                like.earliestYear,
                like.activitySpread,
                like.popularitySpread,
                users,
                movies,
                0,
                0,
                0,
                Layout.CSV);
    }

    /**
     * This shape with {@code factor} times the users, ratings, tags, missing ratings and anomalous dates. Movies: a
     * factor below 1 multiplies them by its square root (as a small data set has fewer movies, each better known); from 1
     * up they stay as they are (a larger audience watches the same catalogue).
     */
    public DataShape scaled(double factor) {
        if (!(factor > 0) || factor > 1000) {
            throw MatineeException.usage("scale must be above 0 and at most 1000, got " + factor);
        }
        if (factor == 1) {
            return this;
        }
        double movieFactor = Math.min(1, Math.sqrt(factor));
        int newUsers = (int) atLeastOne(Math.min(Integer.MAX_VALUE / 8.0, users * factor));
        int newRated = (int) atLeastOne(ratedMovies * movieFactor);
        int newMovies = Math.max(newRated, (int) atLeastOne(movies * movieFactor));
        long newRatings = atLeastOne(ratings * factor);
        return new DataShape(
                name,
                newUsers,
                newMovies,
                newRated,
                newRatings,
                fewestRatings,
                scale,
                from,
                to,
                earliestYear,
                activitySpread,
                popularitySpread,
                (int) Math.max(newUsers, highestUserId * Math.max(1, factor)),
                highestMovieId,
                Math.round(tags * factor),
                Math.round(missingRatings * factor),
                Math.round(anomalousDates * factor),
                layout);
    }

    private static long atLeastOne(double count) {
        return Math.max(1, Math.round(count));
    }

    private static void known(DataShape shape) {
        KNOWN.put(shape.name, shape);
    }

    private static LocalDate day(String day) {
        return LocalDate.parse(day);
    }

    private static void checkSpread(String what, double spread) {
        check(spread >= 0 && spread <= 5, what + " must be between 0 and 5, got " + spread);
    }

    private static void checkPart(String what, long part, long whole) {
        check(part >= 0 && part <= whole, what + " must be between 0 and " + whole + ", got " + part);
    }

    private static void check(boolean fits, String message) {
        if (!fits) {
            throw MatineeException.usage(message);
        }
    }
}
