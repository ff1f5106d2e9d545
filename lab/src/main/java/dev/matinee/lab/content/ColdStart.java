package dev.matinee.lab.content;

import dev.matinee.data.catalog.Movies;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.FoldsIn;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.TopItems;
import dev.matinee.engine.split.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How a model does where little is known.
 *
 * <p>New users: a fifth of the users with at least {@value #FEWEST} ratings is kept from training. Half of a user's ratings is what may be
 * known, the other half is asked for: NDCG@10 of the list made from the first 0, 1, 5 and 10 of the former, with ratings of no less than
 * the user's mean relevant. New movies: of a tenth of the movies with at least {@value #FEWEST} ratings all but 0, 1 or 5 are kept from
 * training; how many of those who liked such a movie get it among the first 100 of all movies that they have not rated.
 *
 * <p>All choices are random streams of the run. Cost: four trainings.
 */
public final class ColdStart {
    /** With how many ratings users are asked. */
    public static final List<Integer> OF_USERS = List.of(0, 1, 5, 10);

    /** How many ratings movies are left with. */
    public static final List<Integer> OF_MOVIES = List.of(0, 1, 5);

    private static final int FEWEST = 20;
    private static final int DEPTH = 10;
    private static final int AMONG = 100;

    private final Interactions ratings;
    private final Run run;

    private ColdStart(Interactions ratings, Run run) {
        this.ratings = ratings;
        this.run = run;
    }

    /**
     * What was measured of a model.
     *
     * @param model its name
     * @param users NDCG@10 by the number of known ratings; empty for a model that cannot answer from a history
     * @param movies the share of likers who get a movie among the first 100, by its number of ratings left
     * @param chance what a list in random order would reach there
     */
    public record Result(String model, Map<Integer, Double> users, Map<Integer, Double> movies, double chance) {
        /** As JSON values. */
        public Map<String, Object> toJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("model", model);
            json.put("newUsers", named(users));
            json.put("newMovies", named(movies));
            json.put("chance", chance);
            return json;
        }

        private static Map<String, Object> named(Map<Integer, Double> values) {
            Map<String, Object> named = new LinkedHashMap<>();
            values.forEach((count, value) -> named.put(Integer.toString(count), value));
            return named;
        }
    }

    /** Measures models on some ratings. */
    public static ColdStart on(Interactions ratings, Run run) {
        return new ColdStart(ratings, run);
    }

    /**
     * Measures a model.
     *
     * @throws MatineeException {@code BAD_DATA} where there are too few ratings, and what training throws; {@code USAGE} for what makes no
     *     lists
     */
    public Result measure(Settings<?> settings) {
        if (!settings.trains(Recommender.class)) {
            throw MatineeException.usage(settings.model() + " makes no lists");
        }
        Map<Integer, Double> movies = new LinkedHashMap<>();
        double chance = 0;
        for (int left : OF_MOVIES) {
            Hidden hidden = hidden(left);
            Model model = settings.train(TrainingSet.everything(hidden.rest()), run);
            movies.put(left, found((Recommender) model, hidden));
            chance = chance(hidden);
        }
        return new Result(settings.model(), users(settings), movies, chance);
    }

    /** Ratings of which those of some movies are hidden. */
    private record Hidden(BitSet movies, Interactions rest) {}

    private Hidden hidden(int left) {
        Rows byItem = ratings.byItem();
        BitSet movies = new BitSet();
        Map<Integer, Set<Integer>> kept = new LinkedHashMap<>();
        for (int movie = 0; movie < byItem.rows(); movie++) {
            if (byItem.count(movie) >= FEWEST
                    && run.random("cold-movies", movie).nextDouble() < 0.1) {
                movies.set(movie);
                int[] users = byItem.columns(movie);
                kept.put(
                        movie,
                        new HashSet<>(Arrays.stream(shuffled(users.length, "cold-raters", movie))
                                .limit(left)
                                .map(place -> users[place])
                                .boxed()
                                .toList()));
            }
        }
        if (movies.isEmpty()) {
            throw MatineeException.badData(
                    "no movie with " + FEWEST + " ratings was drawn: there are too few ratings to measure new movies",
                    "take in more ratings");
        }
        Rows byUser = ratings.byUser();
        int[] user = {0};
        Interactions rest = ratings.subset(
                position -> {
                    while (position >= byUser.end(user[0])) {
                        user[0]++;
                    }
                    int movie = byUser.column(position);
                    return !movies.get(movie)
                            || kept.getOrDefault(movie, Set.of()).contains(user[0]);
                },
                run);
        return new Hidden(movies, rest);
    }

    private int[] shuffled(int length, String purpose, int index) {
        double[] draws = new double[length];
        var random = run.random(purpose, index);
        for (int i = 0; i < length; i++) {
            draws[i] = random.nextDouble();
        }
        return IntStream.range(0, length)
                .boxed()
                .sorted(Comparator.comparingDouble(place -> draws[place]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private double mean(int user) {
        Rows byUser = ratings.byUser();
        double sum = 0;
        for (long position = byUser.start(user); position < byUser.end(user); position++) {
            sum += byUser.rating(position);
        }
        return sum / byUser.count(user);
    }

    /** The share of likers who get a hidden movie. */
    private double found(Recommender model, Hidden hidden) {
        int users = ratings.users().size();
        int[] liked = new int[users];
        int[] hits = new int[users];
        run.parallelRanges(users, 16, (from, to) -> {
            float[] scores = new float[ratings.items().size()];
            for (int user = from; user < to; user++) {
                if (hidden.rest().byUser().count(user) == 0) {
                    continue;
                }
                Set<Integer> wanted = new HashSet<>();
                double mean = mean(user);
                for (long position = ratings.byUser().start(user);
                        position < ratings.byUser().end(user);
                        position++) {
                    int movie = ratings.byUser().column(position);
                    if (hidden.movies().get(movie)
                            && ratings.byUser().rating(position) >= mean
                            && !hidden.rest().byUser().contains(user, movie)) {
                        wanted.add(movie);
                    }
                }
                if (wanted.isEmpty()) {
                    continue;
                }
                model.scores(user, scores);
                TopItems top = best(scores, hidden.rest().byUser().columns(user), AMONG);
                for (int rank = 0; rank < top.size(); rank++) {
                    hits[user] += wanted.contains(top.item(rank)) ? 1 : 0;
                }
                liked[user] = wanted.size();
            }
        });
        return (double) Arrays.stream(hits).sum()
                / Math.max(1, Arrays.stream(liked).sum());
    }

    private double chance(Hidden hidden) {
        return Math.min(1, (double) AMONG / Math.max(1, hidden.rest().items().size()));
    }

    private static TopItems best(float[] scores, int[] seen, int depth) {
        for (int item : seen) {
            scores[item] = Float.NEGATIVE_INFINITY;
        }
        TopItems top = new TopItems(depth);
        top.offerAll(scores, 0, scores.length);
        return top;
    }

    /** A user who is kept from training: which ratings may be known, in the order in which they become so, and which are asked for. */
    private record Visitor(int[] items, float[] values, Set<Integer> relevant) {}

    private List<Visitor> visitors(BitSet apart) {
        Rows byUser = ratings.byUser();
        List<Visitor> visitors = new ArrayList<>();
        for (int user = 0; user < byUser.rows(); user++) {
            if (byUser.count(user) < FEWEST || run.random("cold-users", user).nextDouble() >= 0.2) {
                continue;
            }
            apart.set(user);
            int[] order = shuffled(byUser.count(user), "cold-order", user);
            int half = order.length / 2;
            int[] items = new int[half];
            float[] values = new float[half];
            Set<Integer> relevant = new HashSet<>();
            double mean = mean(user);
            for (int i = 0; i < order.length; i++) {
                long position = byUser.start(user) + order[i];
                if (i < half) {
                    items[i] = byUser.column(position);
                    values[i] = byUser.rating(position);
                } else if (byUser.rating(position) >= mean) {
                    relevant.add(byUser.column(position));
                }
            }
            if (!relevant.isEmpty()) {
                visitors.add(new Visitor(items, values, relevant));
            }
        }
        return visitors;
    }

    private Interactions without(BitSet users) {
        Rows byUser = ratings.byUser();
        int[] user = {0};
        return ratings.subset(
                position -> {
                    while (position >= byUser.end(user[0])) {
                        user[0]++;
                    }
                    return !users.get(user[0]);
                },
                run);
    }

    private Map<Integer, Double> users(Settings<?> settings) {
        Map<Integer, Double> result = new LinkedHashMap<>();
        if (!settings.trains(FoldsIn.class)) {
            return result;
        }
        BitSet apart = new BitSet();
        List<Visitor> visitors = visitors(apart);
        FoldsIn model = (FoldsIn) settings.train(TrainingSet.everything(without(apart)), run);
        for (int known : OF_USERS) {
            result.put(known, mean(visitors, visitor -> quality(model, visitor, first(visitor, known))));
        }
        return result;
    }

    private interface Quality {
        double of(Visitor visitor);
    }

    private double mean(List<Visitor> visitors, Quality quality) {
        double[] all = new double[visitors.size()];
        run.parallel(all.length, i -> all[i] = quality.of(visitors.get(i)));
        return Arrays.stream(all).average().orElse(Double.NaN);
    }

    private static int[] first(Visitor visitor, int count) {
        return IntStream.range(0, Math.min(count, visitor.items().length)).toArray();
    }

    /** NDCG@10 of the list from the ratings at some places of what may be known. */
    private static double quality(FoldsIn model, Visitor visitor, int[] places) {
        float[] scores = new float[model.items().size()];
        int[] ordered = Arrays.stream(places)
                .boxed()
                .sorted(Comparator.comparingInt(place -> visitor.items()[place]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] items =
                Arrays.stream(ordered).map(place -> visitor.items()[place]).toArray();
        if (items.length == 0) {
            Rows byItem = model.training().interactions().byItem();
            for (int item = 0; item < scores.length; item++) {
                scores[item] = byItem.count(item);
            }
        } else {
            float[] values = new float[items.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = visitor.values()[ordered[i]];
            }
            model.scores(items, values, scores);
        }
        TopItems top = best(scores, items, DEPTH);
        double gain = 0;
        double ideal = 0;
        for (int rank = 0; rank < DEPTH; rank++) {
            double discount = 1 / Math.log(rank + 2);
            gain += rank < top.size() && visitor.relevant().contains(top.item(rank)) ? discount : 0;
            ideal += rank < visitor.relevant().size() ? discount : 0;
        }
        return gain / ideal;
    }

    /**
     * What asking new users is worth: NDCG@10 of lists made from the answers that they could give, by which movies they were asked about.
     *
     * @param way which movies: {@code nothing}, {@code random} of the 500 most rated, {@code popular}, {@code telling}
     * @param answered how many of the questions had an answer, on average
     * @param ndcg the mean over users
     */
    public record Asked(String way, double answered, double ndcg) {
        /** As JSON values. */
        public Map<String, @Nullable Object> toJson() {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("way", way);
            json.put("answered", answered);
            json.put("ndcg@10", ndcg);
            return json;
        }
    }

    /** Asks new users this many questions, in several ways; they answer from the half of their ratings that may be known. */
    public List<Asked> ask(Settings<?> settings, Movies movies, int questions) {
        if (!settings.trains(FoldsIn.class)) {
            throw MatineeException.usage(settings.model() + " cannot answer from a history");
        }
        BitSet apart = new BitSet();
        List<Visitor> visitors = visitors(apart);
        Interactions rest = without(apart);
        FoldsIn model = (FoldsIn) settings.train(TrainingSet.everything(rest), run);
        List<Integer> popular = Popular.first(rest, 500);
        List<Integer> random = Arrays.stream(shuffled(popular.size(), "cold-questions", 0))
                .limit(questions)
                .mapToObj(popular::get)
                .toList();
        List<Integer> telling = Elicitation.of(rest, movies, run).questions(questions, Set.of()).stream()
                .map(question -> rest.items().indexOf(question.movie().id()).orElseThrow())
                .toList();
        Map<String, List<Integer>> ways = new LinkedHashMap<>();
        ways.put("nothing", List.of());
        ways.put("random", random);
        ways.put("popular", popular.subList(0, Math.min(questions, popular.size())));
        ways.put("telling", telling);
        List<Asked> asked = new ArrayList<>();
        ways.forEach((way, about) -> asked.add(new Asked(
                way,
                mean(visitors, visitor -> answers(visitor, about).length),
                mean(visitors, visitor -> quality(model, visitor, answers(visitor, about))))));
        return asked;
    }

    private static int[] answers(Visitor visitor, List<Integer> about) {
        return IntStream.range(0, visitor.items().length)
                .filter(place -> about.contains(visitor.items()[place]))
                .toArray();
    }
}
