package dev.matinee.server.jobs;

import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.FoldsIn;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.split.TrainingSet;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A model as the service asks it: trained on ratings of a while ago, shown the histories of today. Users whose history has not
 * changed get what it learned of them; others are folded in where it can do that; whom it does not know gets what was popular
 * then. Movies that came later are last.
 *
 * <p>So it can be compared with a model that was trained on today's histories. It has seen no rating beyond these: what it
 * was trained on is among them.
 */
final class AsServed implements Recommender {
    private final Recommender model;
    private final TrainingSet today;
    /** The index today of each movie that the model knows. */
    private final int[] todayOf;
    /** The index in the model of each movie of today, or -1. */
    private final int[] before;

    AsServed(Recommender model, TrainingSet today) {
        this.model = model;
        this.today = today;
        Ids movies = today.interactions().items();
        this.before = new int[movies.size()];
        this.todayOf = new int[model.items().size()];
        Arrays.fill(before, -1);
        for (int item = 0; item < todayOf.length; item++) {
            todayOf[item] = movies.indexOf(model.items().id(item)).orElse(-1);
            if (todayOf[item] >= 0) {
                before[todayOf[item]] = item;
            }
        }
    }

    @Override
    public void scores(int user, float[] scores) {
        float[] own = new float[todayOf.length];
        Rows now = today.interactions().byUser();
        OptionalInt known = model.users().indexOf(today.interactions().users().id(user));
        int[] items = new int[now.count(user)];
        float[] ratings = new float[items.length];
        int count = 0;
        for (long position = now.start(user); position < now.end(user); position++) {
            int item = before[now.column(position)];
            if (item >= 0) {
                items[count] = item;
                ratings[count++] = now.rating(position);
            }
        }
        if (known.isPresent()
                && (isUnchanged(known.getAsInt(), items, ratings, count) || !(model instanceof FoldsIn))) {
            model.scores(known.getAsInt(), own);
        } else if (model instanceof FoldsIn folding && count > 0) {
            folding.scores(Arrays.copyOf(items, count), Arrays.copyOf(ratings, count), own);
        } else {
            for (int item = 0; item < own.length; item++) {
                own[item] = model.training().interactions().byItem().count(item);
            }
        }
        spread(own, scores);
    }

    /** The order of movies by id is the same in both, so the items ascend. */
    private boolean isUnchanged(int user, int[] items, float[] ratings, int count) {
        Interactions then = model.training().interactions();
        Rows rows = then.byUser();
        if (rows.count(user) != count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            long position = rows.start(user) + i;
            if (rows.column(position) != items[i] || rows.rating(position) != ratings[i]) {
                return false;
            }
        }
        return true;
    }

    private void spread(float[] own, float[] scores) {
        float lowest = 0;
        for (float score : own) {
            lowest = Math.min(lowest, score);
        }
        Arrays.fill(scores, 0, before.length, lowest - 1);
        for (int item = 0; item < own.length; item++) {
            if (todayOf[item] >= 0) {
                scores[todayOf[item]] = own[item];
            }
        }
    }

    @Override
    public Settings<?> settings() {
        return model.settings();
    }

    @Override
    public TrainingSet training() {
        return today;
    }

    @Override
    public Provenance provenance() {
        return model.provenance();
    }

    @Override
    public Map<String, Tensor> tensors() {
        return model.tensors();
    }
}
