package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The ratings as {@link GibbsSampler} goes through them: user by user, each with its row of every side and its residual. A
 * pass brings the residuals up to date and gathers the sums that the next side needs, at once. Users are cut into parts of
 * equally many ratings that depend on the ratings alone; sums over parts are added in their order.
 *
 * <p>Memory: 12 bytes a rating, 16 with days, and 32 bytes an item or day and part.
 */
final class MachineRatings {
    static final int USERS = 0;
    static final int ITEMS = 1;
    static final int DAYS = 2;

    /** No side: nothing is to be brought up to date. */
    static final int NONE = -1;

    private static final int RATINGS_AT_ONCE = 1 << 18;
    private static final int MOST_PARTS = 16;
    private static final int SUMS = 4;

    private final int[] starts;
    private final int[] items;
    private final int[] days;
    private final float[] targets;
    private final float[] residuals;
    private final int[] parts;
    private final double[][] partial;
    private final float[] nothing;
    private List<FeatureBlock> sides = List.of();

    /**
     * @param days the days on which ratings were given, if they count
     */
    MachineRatings(Interactions ratings, RatingDays days) {
        if (ratings.size() > Integer.MAX_VALUE - 8) {
            throw MatineeException.badData(
                    "bayesian-mf learns from at most " + (Integer.MAX_VALUE - 8) + " ratings, got " + ratings.size(),
                    "train another model");
        }
        Rows byUser = ratings.byUser();
        int size = (int) ratings.size();
        starts = new int[byUser.rows() + 1];
        items = new int[size];
        this.days = new int[days.count() == 0 ? 0 : size];
        targets = new float[size];
        residuals = new float[size];
        for (int user = 0; user < byUser.rows(); user++) {
            starts[user + 1] = (int) byUser.end(user);
        }
        for (int position = 0; position < size; position++) {
            items[position] = byUser.column(position);
            targets[position] = byUser.rating(position);
            if (this.days.length > 0) {
                this.days[position] = days.index(byUser.time(position));
            }
        }
        parts = parts(starts);
        int most = Math.max(ratings.items().size(), days.count());
        partial = new double[parts.length - 1][Math.multiplyExact(most, SUMS)];
        nothing = new float[Math.max(most, byUser.rows())];
    }

    private static int[] parts(int[] starts) {
        int size = starts[starts.length - 1];
        int count = Math.clamp(Math.ceilDiv(size, RATINGS_AT_ONCE), 1, MOST_PARTS);
        List<Integer> bounds = new ArrayList<>(List.of(0));
        for (int part = 1; part < count; part++) {
            int found = Arrays.binarySearch(starts, (int) ((long) size * part / count));
            int bound = found < 0 ? ~found : found;
            if (bound > bounds.getLast() && bound < starts.length - 1) {
                bounds.add(bound);
            }
        }
        bounds.add(starts.length - 1);
        return bounds.stream().mapToInt(Integer::intValue).toArray();
    }

    void sides(List<FeatureBlock> sides) {
        this.sides = sides;
    }

    int size() {
        return items.length;
    }

    /** The ratings, which whoever models their noise may put on another scale. */
    float[] targets() {
        return targets;
    }

    /** What is left of the ratings when the scores are taken away. */
    float[] residuals() {
        return residuals;
    }

    int[] items() {
        return items;
    }

    /** How many ratings each day has. */
    int[] dayCounts(int count) {
        int[] counts = new int[count];
        for (int day : days) {
            counts[day]++;
        }
        return counts;
    }

    int parts() {
        return parts.length - 1;
    }

    /** Does something for every part, with the first of its ratings and the one after its last. */
    void forParts(Run run, PartTask task) {
        run.parallel(parts(), part -> task.accept(part, starts[parts[part]], starts[parts[part + 1]]));
    }

    @FunctionalInterface
    interface PartTask {
        void accept(int part, int from, int to);
    }

    /** Puts the scores of all ratings where the residuals are. */
    void scores(int factors, double intercept, Run run) {
        float[] itemOwn = own(sides.get(ITEMS), factors);
        boolean dated = days.length > 0;
        float[] dayOwn = dated ? own(sides.get(DAYS), factors) : nothing;
        FeatureBlock users = sides.get(USERS);
        float[] userLinear = users.sums(factors);
        run.parallel(parts(), part -> {
            for (int user = parts[part]; user < parts[part + 1]; user++) {
                float base = (float) (intercept + userLinear[user] + users.within(user));
                int from = starts[user];
                int to = starts[user + 1];
                for (int at = from; at < to; at++) {
                    residuals[at] = base + itemOwn[items[at]] + (dated ? dayOwn[days[at]] : 0);
                }
                for (int factor = 0; factor < factors; factor++) {
                    float own = users.sums(factor)[user];
                    addProducts(
                            own,
                            sides.get(ITEMS).sums(factor),
                            dated ? sides.get(DAYS).sums(factor) : nothing,
                            from,
                            to);
                }
            }
        });
    }

    private void addProducts(float own, float[] ofItems, float[] ofDays, int from, int to) {
        if (days.length == 0) {
            for (int at = from; at < to; at++) {
                residuals[at] += own * ofItems[items[at]];
            }
            return;
        }
        for (int at = from; at < to; at++) {
            float item = ofItems[items[at]];
            residuals[at] += own * item + (own + item) * ofDays[days[at]];
        }
    }

    private static float[] own(FeatureBlock side, int factors) {
        float[] own = side.sums(factors).clone();
        for (int row = 0; row < own.length; row++) {
            own[row] += (float) side.within(row);
        }
        return own;
    }

    /**
     * Takes from the residuals what the last draw of one side changed, and gathers the sums that a draw of another needs.
     *
     * @param changed the side that was drawn last, or {@link #NONE}
     * @param before the factor that was drawn
     * @param next the side that is drawn next
     * @param factor the factor that is drawn next
     * @param linear the place of the linear weights, whose slope is 1
     */
    void pass(int changed, int before, int next, int factor, int linear, Run run) {
        FeatureBlock into = sides.get(next);
        Slopes then = slopes(before, changed, linear);
        Slopes now = slopes(factor, next, linear);
        run.parallel(parts(), part -> {
            double[] sums = partial[part];
            Arrays.fill(sums, 0, next == USERS ? 0 : into.rows() * SUMS, 0);
            for (int user = parts[part]; user < parts[part + 1]; user++) {
                int from = starts[user];
                int to = starts[user + 1];
                switch (changed) {
                    case USERS -> userChanged(then, user, from, to);
                    case ITEMS -> rowChanged(then, items, days, then.ofDays(), then.ofUsers()[user], from, to);
                    case DAYS -> rowChanged(then, days, items, then.ofItems(), then.ofUsers()[user], from, to);
                    default -> {}
                }
                switch (next) {
                    case USERS -> gatherUser(now, into, user, from, to);
                    case ITEMS ->
                        gatherRows(sums, items, days, now.ofDays(), now.base() + now.ofUsers()[user], from, to);
                    default -> gatherRows(sums, days, items, now.ofItems(), now.base() + now.ofUsers()[user], from, to);
                }
            }
        });
        if (next != USERS) {
            addUp(into);
        }
    }

    /**
     * What the slope of a factor of one side is made of at a rating: a constant and the q of the other sides' rows.
     *
     * @param moved how much the q of the side's rows changed, and
     * @param shifted how much their own part of the score did
     */
    private record Slopes(
            float base, float[] ofUsers, float[] ofItems, float[] ofDays, float[] moved, float[] shifted) {}

    private Slopes slopes(int factor, int side, int linear) {
        if (side == NONE) {
            return new Slopes(0, nothing, nothing, nothing, nothing, nothing);
        }
        FeatureBlock of = sides.get(side);
        if (factor == linear) {
            return new Slopes(1, nothing, nothing, nothing, of.moved(), of.shifted());
        }
        return new Slopes(
                0,
                sides.get(USERS).sums(factor),
                sides.get(ITEMS).sums(factor),
                days.length == 0 ? nothing : sides.get(DAYS).sums(factor),
                of.moved(),
                of.shifted());
    }

    private void userChanged(Slopes slopes, int user, int from, int to) {
        float moved = slopes.moved()[user];
        float constant = slopes.shifted()[user] + moved * slopes.base();
        float[] ofItems = slopes.ofItems();
        if (days.length == 0) {
            for (int at = from; at < to; at++) {
                residuals[at] -= constant + moved * ofItems[items[at]];
            }
            return;
        }
        float[] ofDays = slopes.ofDays();
        for (int at = from; at < to; at++) {
            residuals[at] -= constant + moved * (ofItems[items[at]] + ofDays[days[at]]);
        }
    }

    /** A side other than the users changed: {@code rows} are its rows, {@code others} those of the third side. */
    private void rowChanged(Slopes slopes, int[] rows, int[] others, float[] ofOthers, float ofUser, int from, int to) {
        float[] moved = slopes.moved();
        float[] shifted = slopes.shifted();
        float constant = slopes.base() + ofUser;
        if (days.length == 0) {
            for (int at = from; at < to; at++) {
                int row = rows[at];
                residuals[at] -= shifted[row] + moved[row] * constant;
            }
            return;
        }
        for (int at = from; at < to; at++) {
            int row = rows[at];
            residuals[at] -= shifted[row] + moved[row] * (constant + ofOthers[others[at]]);
        }
    }

    private void gatherUser(Slopes slopes, FeatureBlock into, int user, int from, int to) {
        float[] ofItems = slopes.ofItems();
        float[] ofDays = slopes.ofDays();
        boolean dated = days.length > 0;
        double rests = 0;
        double squares = 0;
        double left = 0;
        double products = 0;
        for (int at = from; at < to; at++) {
            double rest = slopes.base() + ofItems[items[at]] + (dated ? ofDays[days[at]] : 0);
            double residual = residuals[at];
            rests += rest;
            squares += rest * rest;
            left += residual;
            products += residual * rest;
        }
        into.gather(user, rests, squares, left, products);
    }

    private void gatherRows(
            double[] sums, int[] rows, int[] others, float[] ofOthers, float constant, int from, int to) {
        boolean dated = days.length > 0;
        for (int at = from; at < to; at++) {
            double rest = dated ? constant + ofOthers[others[at]] : constant;
            double residual = residuals[at];
            int sum = rows[at] * SUMS;
            sums[sum] += rest;
            sums[sum + 1] += rest * rest;
            sums[sum + 2] += residual;
            sums[sum + 3] += residual * rest;
        }
    }

    private void addUp(FeatureBlock into) {
        for (int row = 0; row < into.rows(); row++) {
            double rests = 0;
            double squares = 0;
            double left = 0;
            double products = 0;
            for (int part = 0; part < parts(); part++) {
                double[] sums = partial[part];
                rests += sums[row * SUMS];
                squares += sums[row * SUMS + 1];
                left += sums[row * SUMS + 2];
                products += sums[row * SUMS + 3];
            }
            into.gather(row, rests, squares, left, products);
        }
    }
}
