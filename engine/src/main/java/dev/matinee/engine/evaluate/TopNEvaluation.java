package dev.matinee.engine.evaluate;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.FoldsIn;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.TopLists;
import dev.matinee.engine.split.Split;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/**
 * Measures what a model recommends: for every user with something relevant held out it ranks all items that the user has
 * not rated in training and looks at the first places ({@link Measure}).
 *
 * <p>Where whole users are held out, the model is asked with the history that is
 * {@linkplain dev.matinee.engine.split.HeldOut#given given}, which then takes the place of the user's training ratings.
 *
 * <p>Users without training ratings and items without training ratings take part like all others: failing on them is
 * part of what a model is. Users with held-out ratings of which none is relevant are left out and counted.
 *
 * <p>Cost: the model's scoring of users x items, one look at each score, for each listed item at most
 * {@value ItemFacts#MOST_RATERS} additions, and the heap of {@link TopLists}, 8 bytes a user and metric. The result is the same for any number of threads.
 */
public final class TopNEvaluation {
    /** The rating that counts as relevant when none is named, as a share of the highest rating there is. */
    public static final double RELEVANT_SHARE = 0.8;

    private static final List<Measure> BY_USER = List.of(
            Measure.NDCG,
            Measure.RECALL,
            Measure.RECALL_CAPPED,
            Measure.PRECISION,
            Measure.MAP,
            Measure.MRR,
            Measure.HIT_RATE,
            Measure.SERENDIPITY,
            Measure.NOVELTY,
            Measure.DIVERSITY,
            Measure.POPULARITY_LIFT);

    private final int[] places;
    private final double relevant;
    private final Conventions conventions;

    private TopNEvaluation(int[] places, double relevant, Conventions conventions) {
        this.places = places;
        this.relevant = relevant;
        this.conventions = conventions;
    }

    /** Looks at the first k places, for each of these k; the order and repetitions do not matter. */
    public static TopNEvaluation at(int... places) {
        int[] ascending = Arrays.stream(places).sorted().distinct().toArray();
        if (ascending.length == 0) {
            throw MatineeException.usage("at needs at least one number of places, such as 10");
        }
        if (ascending[0] < 1) {
            throw MatineeException.usage("at must be at least 1, got " + ascending[0]);
        }
        return new TopNEvaluation(ascending, Double.NaN, Conventions.standard());
    }

    /**
     * The same, where a held-out rating at or above this counts as relevant. Without it that is four fifths of the highest
     * rating in the split: 4 of 5 stars, 8 of 10, and everything where all ratings are 1.
     */
    public TopNEvaluation relevant(double rating) {
        if (!Double.isFinite(rating)) {
            throw MatineeException.usage("relevant must be a rating, got " + rating);
        }
        return new TopNEvaluation(places, rating, conventions);
    }

    /** The same by these conventions where libraries differ. */
    public TopNEvaluation conventions(Conventions conventions) {
        return new TopNEvaluation(places, relevant, conventions);
    }

    /** The rating from which on a held-out rating of this split counts as relevant. */
    public double relevantFrom(Split split) {
        if (!Double.isNaN(relevant)) {
            return relevant;
        }
        float highest = Math.max(
                split.training().interactions().highestRating(),
                split.heldOut().interactions().highestRating());
        return RELEVANT_SHARE * highest;
    }

    /** Measures on all processors. */
    public Evaluation measure(Recommender model, Split split) {
        return measure(model, split, Run.seeded(split.seed()));
    }

    /**
     * Measures.
     *
     * @throws MatineeException {@code CONFLICT} when the model was not trained on the split's training set,
     *     {@code USAGE} when whole users are held out and the model does not {@linkplain FoldsIn fold in},
     *     {@code BAD_DATA} when no user has a relevant held-out rating
     */
    public Evaluation measure(Recommender model, Split split, Run run) {
        Honesty.check(model, split);
        if (split.heldOut().given().isPresent() && !(model instanceof FoldsIn)) {
            throw MatineeException.usage(model.settings().model() + " cannot be measured on " + split.kind()
                    + ": it knows only the users it was trained on and cannot answer from a history");
        }
        long start = System.nanoTime();
        double threshold = relevantFrom(split);
        Rows heldOut = split.heldOut().interactions().byUser();
        boolean all = conventions.holds(Convention.USERS_ALL);
        int[] users = IntStream.range(0, heldOut.rows())
                .filter(user -> all ? heldOut.count(user) > 0 : relevantCount(heldOut, user, threshold) > 0)
                .toArray();
        if (IntStream.of(users).noneMatch(user -> relevantCount(heldOut, user, threshold) > 0)) {
            throw MatineeException.badData(
                    "no held-out rating is " + threshold + " or more, so nothing counts as relevant",
                    "name a lower rating with --relevant");
        }
        Lists lists = new Lists(model, split, threshold, users);
        String name = "measuring lists of " + model.settings().model();
        try (Progress.Task task = run.progress().start(name, users.length, "users")) {
            TopLists top = TopLists.of(model, places[places.length - 1]);
            split.heldOut().given().map(top::given).orElse(top).forEach(users, run, (at, items, scores, length) -> {
                lists.measure(at, items, length);
                task.advance(1);
            });
        }
        long withRatings = IntStream.range(0, heldOut.rows())
                .filter(user -> heldOut.count(user) > 0)
                .count();
        long relevantRatings = Arrays.stream(users)
                .mapToLong(user -> relevantCount(heldOut, user, threshold))
                .sum();
        return lists.evaluation((int) withRatings - users.length, relevantRatings, start);
    }

    private static int relevantCount(Rows heldOut, int user, double threshold) {
        int count = 0;
        for (long position = heldOut.start(user); position < heldOut.end(user); position++) {
            count += heldOut.rating(position) >= threshold ? 1 : 0;
        }
        return count;
    }

    private static int[] relevantItems(Rows heldOut, int user, double threshold) {
        int[] items = new int[relevantCount(heldOut, user, threshold)];
        int count = 0;
        for (long position = heldOut.start(user); position < heldOut.end(user); position++) {
            if (heldOut.rating(position) >= threshold) {
                items[count++] = heldOut.column(position);
            }
        }
        return items;
    }

    /** What measures one list at a time. */
    private record Hands(RankedList list, ListQuality quality) {
        Hands(int longest, Conventions conventions, ItemFacts facts) {
            this(new RankedList(longest, conventions), new ListQuality(facts, longest));
        }
    }

    /** The lists of all users of one evaluation, measured one by one and then forgotten. */
    private final class Lists {
        /** What the model knows of a user, and does not list: training ratings, or those given when it is asked. */
        private final Rows shown;

        private final Rows heldOut;
        private final double threshold;
        private final int[] users;
        private final int items;
        /** By measure and number of places. */
        private final double[][][] values;

        private final ItemFacts facts;
        /** The mean popularity of each user's history. */
        private final double[] historyPopularity;
        /** How often each item stands in the first places, by number of places. */
        private final AtomicIntegerArray[] listed;

        private final Queue<Hands> spare = new ConcurrentLinkedQueue<>();

        Lists(Recommender model, Split split, double threshold, int[] users) {
            this.shown = split.heldOut()
                    .given()
                    .orElse(split.training().interactions())
                    .byUser();
            this.heldOut = split.heldOut().interactions().byUser();
            this.threshold = threshold;
            this.users = users;
            this.items = model.items().size();
            this.values = new double[BY_USER.size()][places.length][users.length];
            this.facts = new ItemFacts(split.training().interactions());
            this.historyPopularity = new double[users.length];
            this.listed = IntStream.of(places)
                    .mapToObj(k -> new AtomicIntegerArray(items))
                    .toArray(AtomicIntegerArray[]::new);
        }

        /** Takes up one user's list. */
        void measure(int at, int[] chosen, int length) {
            Hands pooled = spare.poll();
            Hands hands = pooled == null ? new Hands(places[places.length - 1], conventions, facts) : pooled;
            int[] seen = shown.columns(users[at]);
            hands.list.take(chosen, length, relevantItems(heldOut, users[at], threshold));
            hands.quality.take(chosen, length, seen);
            historyPopularity[at] = facts.meanPopularity(seen);
            note(at, hands.list, hands.quality, chosen, length);
            spare.add(hands);
        }

        private void note(int at, RankedList list, ListQuality quality, int[] chosen, int length) {
            for (int i = 0; i < places.length; i++) {
                for (int measure = 0; measure < values.length; measure++) {
                    values[measure][i][at] = value(BY_USER.get(measure), places[i], list, quality);
                }
                for (int place = 0; place < Math.min(length, places[i]); place++) {
                    listed[i].getAndIncrement(chosen[place]);
                }
            }
        }

        private static double value(Measure measure, int k, RankedList list, ListQuality quality) {
            return switch (measure) {
                case SERENDIPITY -> quality.serendipity(k, list);
                case NOVELTY -> quality.novelty(k);
                case DIVERSITY -> quality.diversity(k);
                case POPULARITY_LIFT -> quality.popularity(k);
                default -> list.value(measure, k);
            };
        }

        private Optional<UserValues> ofUsers(int measure, int place) {
            double[] own = values[measure][place];
            if (BY_USER.get(measure) != Measure.POPULARITY_LIFT) {
                double[] ones = new double[users.length];
                Arrays.fill(ones, 1);
                return Optional.of(new UserValues(users, own, ones, false));
            }
            int[] with = IntStream.range(0, users.length)
                    .filter(at -> historyPopularity[at] > 0)
                    .toArray();
            if (with.length == 0) {
                return Optional.empty();
            }
            return Optional.of(new UserValues(
                    IntStream.of(with).map(at -> users[at]).toArray(),
                    IntStream.of(with)
                            .mapToDouble(at -> own[at] - historyPopularity[at])
                            .toArray(),
                    IntStream.of(with).mapToDouble(at -> historyPopularity[at]).toArray(),
                    false));
        }

        /** The Gini index of how often the items are listed. */
        private double gini(AtomicIntegerArray counts) {
            int[] ascending =
                    IntStream.range(0, items).map(counts::get).sorted().toArray();
            double weighted = 0;
            long total = 0;
            for (int i = 0; i < items; i++) {
                weighted += (2.0 * i + 1 - items) * ascending[i];
                total += ascending[i];
            }
            return total == 0 ? 0 : weighted / ((double) items * total);
        }

        Evaluation evaluation(int leftOut, long ratings, long start) {
            Map<String, Metric> metrics = new LinkedHashMap<>();
            Map<String, UserValues> byUser = new LinkedHashMap<>();
            for (int measure = 0; measure < values.length; measure++) {
                Measure what = BY_USER.get(measure);
                for (int i = 0; i < places.length; i++) {
                    String name = what.at(places[i]);
                    ofUsers(measure, i).ifPresent(ofUsers -> {
                        byUser.put(name, ofUsers);
                        metrics.put(name, ofUsers.influence().metric(what));
                    });
                }
            }
            for (int i = 0; i < places.length; i++) {
                metrics.put(Measure.EXPOSURE_GINI.at(places[i]), Metric.withoutInterval(gini(listed[i]), users.length));
            }
            for (int i = 0; i < places.length; i++) {
                AtomicIntegerArray counts = listed[i];
                long covered = IntStream.range(0, items)
                        .filter(item -> counts.get(item) > 0)
                        .count();
                metrics.put(
                        Measure.COVERAGE.at(places[i]), Metric.withoutInterval((double) covered / items, users.length));
            }
            return new Evaluation(
                    metrics,
                    byUser,
                    users.length,
                    leftOut,
                    ratings,
                    Optional.empty(),
                    (System.nanoTime() - start) / 1e9);
        }
    }
}
