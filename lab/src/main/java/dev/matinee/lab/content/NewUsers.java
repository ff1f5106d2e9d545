package dev.matinee.lab.content;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.Measure;
import dev.matinee.engine.evaluate.PairedComparison;
import dev.matinee.engine.evaluate.UserInfluence;
import dev.matinee.engine.evaluate.UserValues;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.FoldsIn;
import dev.matinee.engine.recommend.TopItems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Users who are new to a model: a fifth of those with at least {@value ColdStart#FEWEST} ratings is kept from training. Half of a user's
 * ratings is what may be known, the other half is asked for: NDCG@10 of the list made from the first few of the former, with ratings of
 * no less than the user's mean relevant. Who is known by no rating gets what is popular.
 */
final class NewUsers {
    private static final double KEPT_APART = 0.2;
    private static final int DEPTH = 10;

    private final List<Visitor> visitors;
    private final Interactions rest;
    private final Run run;

    private NewUsers(List<Visitor> visitors, Interactions rest, Run run) {
        this.visitors = visitors;
        this.rest = rest;
        this.run = run;
    }

    /** A user who is kept from training: which ratings may be known, in the order in which they become so, and what is asked for. */
    private record Visitor(int user, int[] items, float[] values, Set<Integer> relevant) {}

    static NewUsers of(Interactions ratings, Run run) {
        BitSet apart = new BitSet();
        List<Visitor> visitors = visitors(ratings, apart, run);
        if (visitors.size() < 2) {
            throw MatineeException.badData(
                    "only " + visitors.size() + " users with " + ColdStart.FEWEST
                            + " ratings were drawn: there are too few to measure new users",
                    "take in more ratings");
        }
        Interactions rest = ColdStart.subset(ratings, (user, item) -> !apart.get(user), run);
        return new NewUsers(visitors, rest, run);
    }

    private static List<Visitor> visitors(Interactions ratings, BitSet apart, Run run) {
        Rows byUser = ratings.byUser();
        List<Visitor> visitors = new ArrayList<>();
        for (int user = 0; user < byUser.rows(); user++) {
            if (byUser.count(user) < ColdStart.FEWEST
                    || run.random("cold-users", user).nextDouble() >= KEPT_APART) {
                continue;
            }
            apart.set(user);
            int[] order = ColdStart.shuffled(byUser.count(user), "cold-order", user, run);
            int half = order.length / 2;
            int[] items = new int[half];
            float[] values = new float[half];
            Set<Integer> relevant = new HashSet<>();
            double mean = ColdStart.mean(ratings, user);
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
                visitors.add(new Visitor(user, items, values, relevant));
            }
        }
        return visitors;
    }

    /** The ratings of all other users. */
    Interactions rest() {
        return rest;
    }

    /** What a model reaches that knows so many ratings of each user. */
    ColdStartResult.Reached reached(FoldsIn model, int known) {
        UserInfluence own = values(visitor -> quality(Optional.of(model), visitor, first(visitor, known)));
        UserInfluence popular = values(visitor -> quality(Optional.empty(), visitor, first(visitor, known)));
        return new ColdStartResult.Reached(
                own.metric(Measure.NDCG),
                visitors.size(),
                popular.mean(),
                PairedComparison.of(own, popular, run),
                Optional.empty());
    }

    /** What asking users about some movies is worth to a model. */
    Asked asked(FoldsIn model, String way, List<Integer> about) {
        return new Asked(
                way,
                values(visitor -> answers(visitor, about).length).mean(),
                values(visitor -> quality(Optional.of(model), visitor, answers(visitor, about)))
                        .mean());
    }

    private static int[] answers(Visitor visitor, List<Integer> about) {
        return IntStream.range(0, visitor.items().length)
                .filter(place -> about.contains(visitor.items()[place]))
                .toArray();
    }

    private static int[] first(Visitor visitor, int count) {
        return IntStream.range(0, Math.min(count, visitor.items().length)).toArray();
    }

    private interface Quality {
        double of(Visitor visitor);
    }

    private UserInfluence values(Quality quality) {
        double[] all = new double[visitors.size()];
        run.parallel(all.length, i -> all[i] = quality.of(visitors.get(i)));
        double[] ones = new double[all.length];
        Arrays.fill(ones, 1);
        int[] users = visitors.stream().mapToInt(Visitor::user).toArray();
        return new UserValues(users, all, ones, false).influence();
    }

    /** NDCG@10 of the list from the ratings at some places of what may be known; of what is popular without a model. */
    private double quality(Optional<FoldsIn> model, Visitor visitor, int[] places) {
        float[] scores = new float[rest.items().size()];
        int[] ordered = Arrays.stream(places)
                .boxed()
                .sorted(Comparator.comparingInt(place -> visitor.items()[place]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] items =
                Arrays.stream(ordered).map(place -> visitor.items()[place]).toArray();
        if (items.length == 0 || model.isEmpty()) {
            for (int item = 0; item < scores.length; item++) {
                scores[item] = rest.byItem().count(item);
            }
        } else {
            float[] values = new float[items.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = visitor.values()[ordered[i]];
            }
            model.get().scores(items, values, scores);
        }
        TopItems top = FirstPlaces.best(scores, items, DEPTH);
        double gain = 0;
        double ideal = 0;
        for (int rank = 0; rank < DEPTH; rank++) {
            double discount = 1 / Math.log(rank + 2);
            gain += rank < top.size() && visitor.relevant().contains(top.item(rank)) ? discount : 0;
            ideal += rank < visitor.relevant().size() ? discount : 0;
        }
        return gain / ideal;
    }
}
