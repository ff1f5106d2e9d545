package dev.matinee.engine.models;

import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.FoldsIn;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.TopItems;
import dev.matinee.engine.split.TrainingSet;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses among rules by a validation part of the training ratings: a tenth of the items is hidden with all their ratings, as new ones
 * would be, and a fifth of the other ratings; both models learn from the rest. Then some users are asked twice, with all that is left
 * of theirs and with the first few of it, and the rule under which what was hidden stands highest (NDCG@20) wins; the first of equals.
 */
final class SupportRules {
    private static final double HIDDEN_ITEMS = 0.1;
    private static final double HELD_OUT = 0.2;
    private static final int MOST_USERS = 300;
    private static final int FEW = 3;
    private static final int DEPTH = 20;
    /** Fewer say nothing. */
    private static final int FEWEST_RATINGS = 200;

    private final Interactions ratings;
    private final FoldsIn byRatings;
    private final FoldsIn byContent;
    private final Interactions known;
    private final int[] counts;

    private SupportRules(Interactions ratings, FoldsIn byRatings, FoldsIn byContent) {
        this.ratings = ratings;
        this.byRatings = byRatings;
        this.byContent = byContent;
        this.known = byRatings.training().interactions();
        this.counts = IntStream.range(0, known.items().size())
                .map(known.byItem()::count)
                .toArray();
    }

    /** The best rule; the first where there are too few ratings to tell. */
    static SupportRule best(
            List<? extends SupportRule> rules,
            Settings<?> byRatings,
            Content byContent,
            TrainingSet training,
            Run run) {
        Interactions ratings = training.interactions();
        if (ratings.size() < FEWEST_RATINGS) {
            return rules.getFirst();
        }
        BitSet hidden = new BitSet();
        for (int item = 0; item < ratings.items().size(); item++) {
            hidden.set(item, run.random("support-items", item).nextDouble() < HIDDEN_ITEMS);
        }
        Rows byUser = ratings.byUser();
        Interactions rest = ratings.subset(
                position -> !hidden.get(byUser.column(position))
                        && run.random("support-ratings", position).nextDouble() >= HELD_OUT,
                run);
        TrainingSet part = TrainingSet.everything(rest);
        SupportRules asked = new SupportRules(
                ratings, SupportHybridModel.foldsIn(byRatings.train(part, run)), byContent.train(part, run));
        return asked.best(rules, run);
    }

    private SupportRule best(List<? extends SupportRule> rules, Run run) {
        int users = ratings.users().size();
        int step = Math.max(1, users / MOST_USERS);
        int count = Math.ceilDiv(users, step);
        double[][] gains = new double[count][rules.size()];
        run.parallel(count, task -> ask(task * step, rules, gains[task]));
        double[] sums = new double[rules.size()];
        for (double[] own : gains) {
            for (int rule = 0; rule < sums.length; rule++) {
                sums[rule] += own[rule];
            }
        }
        int best = 0;
        for (int rule = 1; rule < sums.length; rule++) {
            best = sums[rule] > sums[best] ? rule : best;
        }
        return rules.get(best);
    }

    private void ask(int user, List<? extends SupportRule> rules, double[] gains) {
        int[] own = known.byUser().columns(user);
        if (own.length == 0 || own.length == ratings.byUser().count(user)) {
            return;
        }
        float[] values = new float[own.length];
        for (int i = 0; i < own.length; i++) {
            values[i] = known.byUser().rating(known.byUser().start(user) + i);
        }
        ask(user, own, values, rules, gains);
        if (own.length > FEW) {
            ask(user, Arrays.copyOf(own, FEW), Arrays.copyOf(values, FEW), rules, gains);
        }
    }

    private void ask(int user, int[] history, float[] values, List<? extends SupportRule> rules, double[] gains) {
        int items = ratings.items().size();
        float[] left = new float[items];
        float[] right = new float[items];
        byRatings.scores(history, values, left);
        byContent.scores(history, values, right);
        SupportHybridModel.standardise(left, items);
        SupportHybridModel.standardise(right, items);
        BitSet seen = new BitSet();
        Arrays.stream(known.byUser().columns(user)).forEach(seen::set);
        BitSet targets = new BitSet();
        Arrays.stream(ratings.byUser().columns(user)).forEach(targets::set);
        targets.andNot(seen);
        double ideal = 0;
        for (int rank = 0; rank < Math.min(DEPTH, targets.cardinality()); rank++) {
            ideal += discount(rank);
        }
        TopItems best = new TopItems(DEPTH);
        for (int rule = 0; rule < gains.length; rule++) {
            best.clear();
            for (int item = 0; item < items; item++) {
                if (!seen.get(item)) {
                    float share = rules.get(rule).share(counts[item], history.length);
                    best.offer(item, share * left[item] + (1 - share) * right[item]);
                }
            }
            for (int rank = 0; rank < best.size(); rank++) {
                gains[rule] += targets.get(best.item(rank)) ? discount(rank) / ideal : 0;
            }
        }
    }

    private static double discount(int rank) {
        return Math.log(2) / Math.log(rank + 2);
    }
}
