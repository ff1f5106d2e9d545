package dev.matinee.lab.segments;

import dev.matinee.data.catalog.Movies;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The ratings of each segment, added up in one pass: by genre, user by user, and likes by movie. Users without a segment
 * are not among everyone.
 */
final class SegmentRatings {
    /** A rating of four fifths of the highest is a like, as it is for the leaderboard. */
    private static final double LIKED = 0.8;

    /** A movie is typical only if it is liked by at least this many users of the segment. */
    private static final int TYPICAL_LIKES = 5;

    private final int segments;
    private final List<String> genres;
    private final Ids items;
    private final long[] users;
    private final long[] ratings;
    private final long[] likes;
    private final int[][] likesOfItem;

    /** By segment and genre: sum and sum of squares of a user's share of the genre, then of the stars above the mean. */
    private final double[][][] moments;

    private SegmentRatings(int segments, List<String> genres, Ids items) {
        this.segments = segments;
        this.genres = genres;
        this.items = items;
        this.users = new long[segments];
        this.ratings = new long[segments];
        this.likes = new long[segments];
        this.likesOfItem = new int[segments][items.size()];
        this.moments = new double[segments][genres.size()][4];
    }

    /**
     * Adds up.
     *
     * @param labels the segment of each user by index, from 0 on; below 0 for none
     */
    static SegmentRatings of(
            Interactions interactions, Movies movies, List<String> genres, int[] labels, int segments) {
        SegmentRatings sums = new SegmentRatings(segments, genres, interactions.items());
        int[][] genresOfItem = sums.genresOfItems(movies);
        Rows byUser = interactions.byUser();
        double liked = LIKED * interactions.highestRating();
        for (int user = 0; user < byUser.rows(); user++) {
            if (labels[user] >= 0 && byUser.count(user) > 0) {
                sums.add(byUser, user, labels[user], genresOfItem, liked);
            }
        }
        return sums;
    }

    private int[][] genresOfItems(Movies movies) {
        Map<String, Integer> places = new HashMap<>();
        genres.forEach(genre -> places.put(genre, places.size()));
        return IntStream.range(0, items.size())
                .mapToObj(item -> movies.get(items.id(item)).genres().stream()
                        .distinct()
                        .mapToInt(genre -> places.getOrDefault(genre, -1))
                        .filter(place -> place >= 0)
                        .toArray())
                .toArray(int[][]::new);
    }

    private void add(Rows byUser, int user, int segment, int[][] genresOfItem, double liked) {
        int[] counts = new int[genres.size()];
        double[] sums = new double[genres.size()];
        double total = 0;
        for (long position = byUser.start(user); position < byUser.end(user); position++) {
            int item = byUser.column(position);
            float rating = byUser.rating(position);
            total += rating;
            for (int genre : genresOfItem[item]) {
                counts[genre]++;
                sums[genre] += rating;
            }
            if (rating >= liked) {
                likes[segment]++;
                likesOfItem[segment][item]++;
            }
        }
        users[segment]++;
        ratings[segment] += byUser.count(user);
        double mean = total / byUser.count(user);
        for (int genre = 0; genre < counts.length; genre++) {
            double share = (double) counts[genre] / byUser.count(user);
            double stars = (sums[genre] - counts[genre] * mean) / (counts[genre] + FeatureQuery.SUPPORT);
            double[] moment = moments[segment][genre];
            moment[0] += share;
            moment[1] += share * share;
            moment[2] += stars;
            moment[3] += stars * stars;
        }
    }

    /** How many ratings a segment gave. */
    long ratings(int segment) {
        return ratings[segment];
    }

    /** How many ratings all segments gave. */
    long allRatings() {
        return java.util.Arrays.stream(ratings).sum();
    }

    /** What sets every segment apart in every genre: each segment against all users outside it, all tests corrected. */
    List<List<GenreTaste>> tastes(Correction correction) {
        double[] probabilities = new double[2 * segments * genres.size()];
        for (int segment = 0; segment < segments; segment++) {
            for (int genre = 0; genre < genres.size(); genre++) {
                int at = 2 * (segment * genres.size() + genre);
                probabilities[at] = probability(segment, genre, 0);
                probabilities[at + 1] = probability(segment, genre, 2);
            }
        }
        double[] adjusted = correction.adjust(probabilities);
        List<List<GenreTaste>> tastes = new ArrayList<>();
        for (int segment = 0; segment < segments; segment++) {
            List<GenreTaste> own = new ArrayList<>();
            for (int genre = 0; genre < genres.size(); genre++) {
                int at = 2 * (segment * genres.size() + genre);
                double everyone = everyone(genre, 0) / allUsers();
                own.add(new GenreTaste(
                        genres.get(genre),
                        everyone == 0 ? 1 : moments[segment][genre][0] / users[segment] / everyone,
                        moments[segment][genre][2] / users[segment] - everyone(genre, 2) / allUsers(),
                        adjusted[at],
                        adjusted[at + 1]));
            }
            tastes.add(own);
        }
        return tastes;
    }

    private double probability(int segment, int genre, int moment) {
        long outside = allUsers() - users[segment];
        double sum = moments[segment][genre][moment];
        double squares = moments[segment][genre][moment + 1];
        double others = everyone(genre, moment) - sum;
        double otherSquares = everyone(genre, moment + 1) - squares;
        return StudentT.welch(
                sum / users[segment],
                variance(sum, squares, users[segment]),
                users[segment],
                others / outside,
                variance(others, otherSquares, outside),
                outside);
    }

    private static double variance(double sum, double squares, long count) {
        return Math.max(0, squares - sum * sum / count) / (count - 1);
    }

    private double everyone(int genre, int moment) {
        double sum = 0;
        for (double[][] segment : moments) {
            sum += segment[genre][moment];
        }
        return sum;
    }

    private long allUsers() {
        return java.util.Arrays.stream(users).sum();
    }

    /**
     * The movies whose likes in a segment are furthest, in standard deviations of chance, above what everyone's would lead
     * one to expect. The lift is that of a movie's share of all likes.
     */
    List<TypicalMovie> typical(int segment, int most, Movies movies) {
        long allLikes = java.util.Arrays.stream(likes).sum();
        int[] everyone = new int[items.size()];
        for (int[] own : likesOfItem) {
            for (int item = 0; item < everyone.length; item++) {
                everyone[item] += own[item];
            }
        }
        double part = allLikes == 0 ? 0 : (double) likes[segment] / allLikes;
        int[] own = likesOfItem[segment];
        return IntStream.range(0, everyone.length)
                .filter(item -> own[item] >= TYPICAL_LIKES && own[item] > everyone[item] * part)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer item) ->
                                -(own[item] - everyone[item] * part) / Math.sqrt(everyone[item] * part))
                        .thenComparingInt(item -> item))
                .limit(most)
                .map(item ->
                        new TypicalMovie(movies.get(items.id(item)), own[item] / (everyone[item] * part), own[item]))
                .toList();
    }
}
