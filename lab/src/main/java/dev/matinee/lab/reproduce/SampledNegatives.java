package dev.matinee.lab.reproduce;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.split.Split;
import java.util.BitSet;

/**
 * Hit rate and NDCG of a held-out item among sampled others (He et al. 2017). Only for papers that measure so: which model is
 * better by it depends on the sample (Krichene, Rendle 2020), and {@link dev.matinee.engine.evaluate.TopNEvaluation} ranks all.
 *
 * @param hitRate the share of users whose held-out item is among the first places
 * @param ndcg 1 / log2(place + 1) where it is, else 0; the mean over users
 * @param users how many were measured
 */
record SampledNegatives(double hitRate, double ndcg, int users) {
    /**
     * Ranks each user's held-out item among others that the user has rated neither before nor then; of equal scores the other
     * comes first. A user who has rated so much that there are fewer others is ranked among those there are.
     *
     * @param negatives how many others
     * @param places how many places count
     */
    static SampledNegatives measure(Recommender model, Split split, int negatives, int places, Run run) {
        Rows learned = split.training().interactions().byUser();
        Rows heldOut = split.heldOut().interactions().byUser();
        int items = split.training().interactions().items().size();
        float[] scores = new float[items];
        int users = 0;
        double hits = 0;
        double gain = 0;
        for (int user = 0; user < heldOut.rows(); user++) {
            if (heldOut.count(user) == 0) {
                continue;
            }
            run.checkCancelled();
            model.scores(user, scores);
            int wanted = heldOut.column(heldOut.end(user) - 1);
            int place = 1;
            for (int item : others(learned, heldOut, user, items, negatives, run)) {
                place += scores[item] >= scores[wanted] ? 1 : 0;
            }
            users++;
            hits += place <= places ? 1 : 0;
            gain += place <= places ? Math.log(2) / Math.log(place + 1) : 0;
        }
        if (users == 0) {
            throw MatineeException.badData("no user has a held-out item", "use ratings with times, two a user or more");
        }
        return new SampledNegatives(hits / users, gain / users, users);
    }

    private static int[] others(Rows learned, Rows heldOut, int user, int items, int negatives, Run run) {
        BitSet taken = new BitSet(items);
        for (int item : learned.columns(user)) {
            taken.set(item);
        }
        for (int item : heldOut.columns(user)) {
            taken.set(item);
        }
        int count = Math.min(negatives, items - taken.cardinality());
        int[] others = new int[count];
        RandomStream random = run.random("sampled negatives", user);
        for (int i = 0; i < count; ) {
            int item = random.nextInt(items);
            if (!taken.get(item)) {
                taken.set(item);
                others[i++] = item;
            }
        }
        return others;
    }
}
