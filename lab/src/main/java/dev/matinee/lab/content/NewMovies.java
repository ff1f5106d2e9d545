package dev.matinee.lab.content;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.Measure;
import dev.matinee.engine.evaluate.PairedComparison;
import dev.matinee.engine.evaluate.UserInfluence;
import dev.matinee.engine.evaluate.UserValues;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.models.Popularity;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.TopItems;
import dev.matinee.engine.split.TrainingSet;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/**
 * Movies that are new to a model: of a tenth of those with at least {@value ColdStart#FEWEST} ratings all but a few are kept from
 * training. Asked is how many of those who liked such a movie, and whose rating of it the model does not know, get it among the first
 * {@value #AMONG} of all movies that they have not rated. Movies are what intervals and comparisons draw: likers of one movie stay
 * together.
 */
final class NewMovies {
    static final int AMONG = 100;
    private static final double DRAWN = 0.1;

    private final int left;
    private final Interactions rest;
    private final Run run;
    /** The new movies that each user liked. */
    private final int[][] wanted;
    /** The new movies that anybody liked, ascending. */
    private final int[] movies;

    private final double[] likers;
    private final UserInfluence popular;
    private final UserInfluence chance;

    private NewMovies(int left, Interactions rest, int[][] wanted, int items, Run run) {
        this.left = left;
        this.rest = rest;
        this.run = run;
        this.wanted = wanted;
        double[] likersOfAll = new double[items];
        double[] byChance = new double[items];
        for (int user = 0; user < wanted.length; user++) {
            int candidates = items - rest.byUser().count(user);
            for (int movie : wanted[user]) {
                likersOfAll[movie]++;
                byChance[movie] += Math.min(1, (double) AMONG / candidates);
            }
        }
        this.movies = IntStream.range(0, items)
                .filter(movie -> likersOfAll[movie] > 0)
                .toArray();
        if (movies.length < 2) {
            throw MatineeException.badData(
                    "only " + movies.length + " movies with " + ColdStart.FEWEST
                            + " ratings were drawn: there are too few to measure new movies",
                    "take in more ratings");
        }
        this.likers =
                Arrays.stream(movies).mapToDouble(movie -> likersOfAll[movie]).toArray();
        this.chance = influence(
                Arrays.stream(movies).mapToDouble(movie -> byChance[movie]).toArray());
        this.popular = found(Popularity.defaults().train(TrainingSet.everything(rest), run));
    }

    static NewMovies of(Interactions ratings, int left, Run run) {
        Rows byItem = ratings.byItem();
        Map<Integer, Set<Integer>> kept = new HashMap<>();
        BitSet drawn = new BitSet();
        for (int movie = 0; movie < byItem.rows(); movie++) {
            if (byItem.count(movie) >= ColdStart.FEWEST
                    && run.random("cold-movies", movie).nextDouble() < DRAWN) {
                int[] users = byItem.columns(movie);
                drawn.set(movie);
                kept.put(
                        movie,
                        new HashSet<>(Arrays.stream(ColdStart.shuffled(users.length, "cold-raters", movie, run))
                                .limit(left)
                                .map(place -> users[place])
                                .boxed()
                                .toList()));
            }
        }
        Rows byUser = ratings.byUser();
        Interactions rest = ColdStart.subset(
                ratings,
                (user, movie) ->
                        !drawn.get(movie) || kept.getOrDefault(movie, Set.of()).contains(user),
                run);
        int[][] wanted = IntStream.range(0, byUser.rows())
                .mapToObj(one -> wanted(ratings, rest, drawn, one))
                .toArray(int[][]::new);
        return new NewMovies(left, rest, wanted, byItem.rows(), run);
    }

    /** The new movies that a user liked and whose rating is hidden; none of a user of whom nothing is left. */
    private static int[] wanted(Interactions ratings, Interactions rest, BitSet drawn, int user) {
        if (rest.byUser().count(user) == 0) {
            return new int[0];
        }
        Rows byUser = ratings.byUser();
        double mean = ColdStart.mean(ratings, user);
        return IntStream.range(0, byUser.count(user))
                .filter(i -> byUser.rating(byUser.start(user) + i) >= mean)
                .map(i -> byUser.column(byUser.start(user) + i))
                .filter(movie -> drawn.get(movie) && !rest.byUser().contains(user, movie))
                .toArray();
    }

    /** How many ratings new movies have. */
    int left() {
        return left;
    }

    /** The ratings that a model may know. */
    Interactions rest() {
        return rest;
    }

    /** What a model reaches that was trained on {@link #rest}. */
    ColdStartResult.Reached reached(Recommender model) {
        UserInfluence own = found(model);
        return new ColdStartResult.Reached(
                own.metric(Measure.HIT_RATE),
                (int) Arrays.stream(likers).sum(),
                popular.mean(),
                PairedComparison.of(own, popular, run),
                Optional.of(new ColdStartResult.Chance(chance.mean(), PairedComparison.of(own, chance, run))));
    }

    private UserInfluence found(Recommender model) {
        int items = rest.items().size();
        AtomicIntegerArray hits = new AtomicIntegerArray(items);
        run.parallelRanges(wanted.length, 16, (from, to) -> {
            float[] scores = new float[items];
            for (int user = from; user < to; user++) {
                if (wanted[user].length > 0) {
                    model.scores(user, scores);
                    TopItems top = FirstPlaces.best(scores, rest.byUser().columns(user), AMONG);
                    for (int rank = 0; rank < top.size(); rank++) {
                        if (Arrays.binarySearch(wanted[user], top.item(rank)) >= 0) {
                            hits.incrementAndGet(top.item(rank));
                        }
                    }
                }
            }
        });
        return influence(Arrays.stream(movies).mapToDouble(hits::get).toArray());
    }

    private UserInfluence influence(double[] found) {
        return new UserValues(movies, found, likers, false).influence();
    }
}
