package dev.matinee.lab.content;

import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.models.ImplicitAls;
import dev.matinee.engine.recommend.FindsSimilar;
import dev.matinee.engine.recommend.TopItems;
import dev.matinee.engine.split.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Learns how much ratings and content count in similarity, from users whom the ratings' side has not seen: asked about a movie that
 * such a user liked, a good mix puts other movies that the same user liked first. A movie that everybody knows is no proof of likeness, so
 * each counts by one over the root of its number of ratings. Some thousand users are enough, whatever the number of
 * all.
 */
final class MixLearner {
    private static final int MOST_USERS = 4000;
    private static final int MOST_ASKED = 200;
    private static final int QUESTIONS = 4;
    private static final int FEWEST_LIKED = 5;
    private static final int CANDIDATES = 200;
    private static final int DEPTH = 10;
    private static final int STEPS = 20;
    private static final double[] HALF_SUPPORTS = {0, 2, 5, 10, 20, 50, 100};

    private final MovieContent content;
    private final Interactions ratings;

    private MixLearner(MovieContent content, Interactions ratings) {
        this.content = content;
        this.ratings = ratings;
    }

    /**
     * One question.
     *
     * @param support how many of the users that were learned from have rated the movie
     * @param quality of the answer where ratings count 0, 1/20, 2/20 … 1
     */
    private record Question(int support, double[] quality) {}

    /** The best mix for these ratings; the usual one where there are too few to tell. */
    static Mix learn(MovieContent content, Interactions ratings, Run run) {
        return new MixLearner(content, ratings).learn(run);
    }

    private Mix learn(Run run) {
        int users = ratings.users().size();
        Integer[] order = new Integer[users];
        Arrays.setAll(order, user -> user);
        long[] draws = new long[users];
        for (int user = 0; user < users; user++) {
            draws[user] = run.random("mix", user).nextLong();
        }
        Arrays.sort(
                order, Comparator.comparingLong((Integer user) -> draws[user]).thenComparing(user -> user));
        int asked = Math.min(MOST_ASKED, users / 5);
        Interactions known = only(Arrays.asList(order).subList(asked, Math.clamp(MOST_USERS, asked, users)), run);
        if (known.size() == 0 || asked == 0) {
            return Mix.defaults();
        }
        FindsSimilar model = ImplicitAls.defaults().factors(32).iterations(8).train(TrainingSet.everything(known), run);
        List<List<Question>> answered = new ArrayList<>();
        for (int i = 0; i < asked; i++) {
            answered.add(new ArrayList<>());
        }
        run.parallel(asked, i -> ask(model, order[i], answered.get(i)));
        return best(answered.stream().flatMap(List::stream).toList());
    }

    private Interactions only(List<Integer> users, Run run) {
        Rows byUser = ratings.byUser();
        InteractionsBuilder builder = new InteractionsBuilder(ratings.users(), ratings.items());
        for (int user : users) {
            for (long position = byUser.start(user); position < byUser.end(user); position++) {
                builder.add(user, byUser.column(position), byUser.rating(position), byUser.time(position));
            }
        }
        return builder.build(run);
    }

    /** Asks about some movies that a user liked, from those with the fewest ratings to those with the most. */
    private void ask(FindsSimilar model, int user, List<Question> answered) {
        Rows byUser = ratings.byUser();
        double mean = 0;
        for (long position = byUser.start(user); position < byUser.end(user); position++) {
            mean += byUser.rating(position) / byUser.count(user);
        }
        List<Integer> liked = new ArrayList<>();
        for (long position = byUser.start(user); position < byUser.end(user); position++) {
            if (byUser.rating(position) >= mean) {
                liked.add(byUser.column(position));
            }
        }
        if (liked.size() < FEWEST_LIKED) {
            return;
        }
        Rows byItem = model.training().interactions().byItem();
        liked.sort(Comparator.comparingInt((Integer item) -> byItem.count(item)).thenComparing(item -> item));
        Map<String, Double> targets = new HashMap<>();
        liked.forEach(item -> targets.put(
                ratings.items().id(item), 1 / Math.sqrt(1 + ratings.byItem().count(item))));
        for (int i = 0; i < QUESTIONS; i++) {
            int item = liked.get(i * (liked.size() - 1) / (QUESTIONS - 1));
            answered.add(new Question(byItem.count(item), quality(model, item, targets)));
        }
    }

    /** The quality of the answers for each share of ratings: the discounted gain of the first places. */
    private double[] quality(FindsSimilar model, int item, Map<String, Double> targets) {
        Likeness likeness =
                new Likeness(content, Optional.of(model), ratings.items().id(item), CANDIDATES);
        double[] quality = new double[STEPS + 1];
        int[] candidates = likeness.candidates(true, true);
        for (int step = 0; step <= STEPS; step++) {
            TopItems best = new TopItems(DEPTH);
            for (int other : candidates) {
                best.offer(other, (float) likeness.mixed(other, (double) step / STEPS));
            }
            for (int rank = 0; rank < best.size(); rank++) {
                double worth = targets.getOrDefault(content.ids().id(best.item(rank)), 0.0);
                quality[step] += worth / Math.log(rank + 2);
            }
        }
        return quality;
    }

    private static Mix best(List<Question> questions) {
        Mix best = Mix.defaults();
        double highest = -1;
        for (int step = 0; step <= STEPS; step++) {
            for (double halfSupport : HALF_SUPPORTS) {
                Mix mix = new Mix((double) step / STEPS, halfSupport);
                double sum = 0;
                for (Question question : questions) {
                    sum += question.quality()[(int) Math.round(mix.ofRatings(question.support()) * STEPS)];
                }
                if (sum > highest) {
                    highest = sum;
                    best = mix;
                }
            }
        }
        return questions.isEmpty() ? Mix.defaults() : best;
    }
}
