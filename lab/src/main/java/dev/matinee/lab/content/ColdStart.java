package dev.matinee.lab.content;

import dev.matinee.data.catalog.Movies;
import dev.matinee.engine.Lazy;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.FoldsIn;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.split.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How models do where little is known: {@link NewUsers} with few ratings, {@link NewMovies} with none or few, each beside what
 * popularity reaches and with an interval. All choices are random streams of the run, so that every model meets the same users and
 * movies. Cost of a model: four trainings.
 */
public final class ColdStart {
    /** With how many ratings users are asked. */
    public static final List<Integer> OF_USERS = List.of(0, 1, 5, 10);

    /** How many ratings movies are left with. */
    public static final List<Integer> OF_MOVIES = List.of(0, 1, 5);

    /** Movies and users with fewer ratings are not taken for new ones: there would be nothing to compare with. */
    static final int FEWEST = 20;

    private final Run run;
    private final NewUsers users;
    private final Lazy<List<NewMovies>> movies;

    private ColdStart(Interactions ratings, Run run) {
        this.run = run;
        this.users = NewUsers.of(ratings, run);
        this.movies = Lazy.of(() ->
                OF_MOVIES.stream().map(left -> NewMovies.of(ratings, left, run)).toList());
    }

    /**
     * Measures models on some ratings.
     *
     * @throws MatineeException {@code BAD_DATA} where there are too few ratings
     */
    public static ColdStart on(Interactions ratings, Run run) {
        return new ColdStart(ratings, run);
    }

    /**
     * Measures a model.
     *
     * @throws MatineeException what training throws; {@code USAGE} for what makes no lists
     */
    public ColdStartResult measure(Settings<?> settings) {
        if (!settings.trains(Recommender.class)) {
            throw MatineeException.usage(settings.model() + " makes no lists");
        }
        Map<Integer, ColdStartResult.Reached> ofUsers = new LinkedHashMap<>();
        if (settings.trains(FoldsIn.class)) {
            FoldsIn model = (FoldsIn) settings.train(TrainingSet.everything(users.rest()), run);
            OF_USERS.forEach(known -> ofUsers.put(known, users.reached(model, known)));
        }
        Map<Integer, ColdStartResult.Reached> ofMovies = new LinkedHashMap<>();
        for (NewMovies some : movies.get()) {
            Recommender model = (Recommender) settings.train(TrainingSet.everything(some.rest()), run);
            ofMovies.put(some.left(), some.reached(model));
        }
        return new ColdStartResult(settings.model(), values(settings), ofUsers, ofMovies);
    }

    private static <S extends Settings<?>> Map<String, Object> values(S settings) {
        return SettingsSchema.of(settings).values(settings);
    }

    /** Asks new users this many questions, in several ways; they answer from the half of their ratings that may be known. */
    public List<Asked> ask(Settings<?> settings, Movies catalog, int questions) {
        if (!settings.trains(FoldsIn.class)) {
            throw MatineeException.usage(settings.model() + " cannot answer from a history");
        }
        Interactions rest = users.rest();
        FoldsIn model = (FoldsIn) settings.train(TrainingSet.everything(rest), run);
        List<Integer> popular = Popular.first(rest, 500);
        List<Integer> random = Arrays.stream(shuffled(popular.size(), "cold-questions", 0, run))
                .limit(questions)
                .mapToObj(popular::get)
                .toList();
        List<Integer> telling = Elicitation.of(rest, catalog, run).questions(questions, Set.of()).stream()
                .map(question -> rest.items().indexOf(question.movie().id()).orElseThrow())
                .toList();
        Map<String, List<Integer>> ways = new LinkedHashMap<>();
        ways.put("nothing", List.of());
        ways.put("random", random);
        ways.put("popular", popular.subList(0, Math.min(questions, popular.size())));
        ways.put("telling", telling);
        List<Asked> asked = new ArrayList<>();
        ways.forEach((way, about) -> asked.add(users.asked(model, way, about)));
        return asked;
    }

    /** The ratings that are kept, by user and item. */
    static Interactions subset(Interactions ratings, BiIntPredicate kept, Run run) {
        Rows byUser = ratings.byUser();
        int[] user = {0};
        return ratings.subset(
                position -> {
                    while (position >= byUser.end(user[0])) {
                        user[0]++;
                    }
                    return kept.test(user[0], byUser.column(position));
                },
                run);
    }

    /** Whether a rating is kept, by its user and its item. */
    @FunctionalInterface
    interface BiIntPredicate {
        boolean test(int user, int item);
    }

    /** The numbers below a length in random order. */
    static int[] shuffled(int length, String purpose, int index, Run run) {
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

    /** The mean of a user's ratings; a rating of no less says that the movie was liked. */
    static double mean(Interactions ratings, int user) {
        var byUser = ratings.byUser();
        double sum = 0;
        for (long position = byUser.start(user); position < byUser.end(user); position++) {
            sum += byUser.rating(position);
        }
        return sum / byUser.count(user);
    }
}
