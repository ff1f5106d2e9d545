package dev.matinee.engine.models;

import dev.matinee.engine.Run;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One side of the factorization machine of {@link BayesianMf}: the users, the items or the days, each a row of features.
 * The ratings of a row share its features, so a feature is drawn from sums over the ratings of each row that has it, not
 * from the ratings themselves (Rendle 2013, "Scaling factorization machines to relational data").
 *
 * <p>For one factor, with x_rj the value of feature j in row r, q_r the sum of x_rj v_j over the features of a row, and R the
 * sum of the other sides' q at a rating, a rating's score is linear in v_j with the slope {@code x_rj (a + R)}, where
 * {@code a = q_r - x_rj v_j}. All that a draw needs of a row's ratings are their number and the sums of R, R R, e and e R, e
 * being the residual; they are brought up to date from feature to feature, the residuals only once a side.
 *
 * <p>Memory: 72 bytes and 8 (factors + 1) a row, 8 (factors + 1) a feature, 4 a row that a shared feature is in.
 */
final class FeatureBlock {
    /** What is kept of a row, side by side: a draw that looks at a row touches one line of cache. */
    private static final int WIDTH = 8;

    private static final int COUNT = 0;
    private static final int REST = 1;
    private static final int REST_SQUARES = 2;
    private static final int RESIDUALS = 3;
    private static final int PRODUCTS = 4;
    private static final int SUM = 5;
    private static final int CHANGE = 6;
    private static final int WEIGHT = 7;

    private static final int ROWS_AT_ONCE = 16_384;
    private static final int MOST_PIECES = 1 << 20;
    private static final double START = 0.1;

    /**
     * Features with a prior of their own.
     *
     * @param first the place of the first among the features of the side
     * @param size how many there are
     * @param starts where the rows of each feature start, and, last, how many there are; empty where feature i is in row i
     *     alone
     * @param rows the rows of each feature
     * @param weights the value that each row's features of the group have; empty where that is 1
     */
    record Group(int first, int size, int[] starts, int[] rows, float[] weights) {
        static Group ofRows(int rows) {
            return new Group(0, rows, new int[0], new int[0], new float[0]);
        }

        boolean ofOneRowEach() {
            return starts.length == 0;
        }
    }

    private final String name;
    private final double priorRate;
    private final int rows;
    private final int factors;
    private final List<Group> groups;
    private final boolean[] known;
    private final int[] knownFeatures;
    private final double[] state;
    private final float[][] values;
    private final float[][] sums;
    private final double[] within;
    private final float[] moved;
    private final float[] shifted;
    private final double[][] means;
    private final double[][] precisions;

    /**
     * @param counts the number of ratings of each row
     * @param groups the groups, one after the other
     * @param priorRate the rate of the gamma prior of every group's precision: the lower, the smaller features may be together
     */
    FeatureBlock(String name, int factors, int[] counts, List<Group> groups, double priorRate) {
        this.name = name;
        this.priorRate = priorRate;
        this.rows = counts.length;
        this.factors = factors;
        this.groups = List.copyOf(groups);
        int features = groups.stream().mapToInt(Group::size).sum();
        this.state = new double[Math.multiplyExact(rows, WIDTH)];
        this.values = new float[factors + 1][features];
        this.sums = new float[factors + 1][rows];
        this.within = new double[rows];
        this.moved = new float[rows];
        this.shifted = new float[rows];
        this.means = new double[factors + 1][groups.size()];
        this.precisions = new double[factors + 1][groups.size()];
        this.known = new boolean[features];
        this.knownFeatures = new int[groups.size()];
        for (int row = 0; row < rows; row++) {
            state[row * WIDTH + COUNT] = counts[row];
        }
        for (int g = 0; g < groups.size(); g++) {
            Group group = groups.get(g);
            for (int j = 0; j < group.size(); j++) {
                boolean has = group.ofOneRowEach() && counts[j] > 0;
                for (int at = group.ofOneRowEach() ? 0 : group.starts()[j];
                        !has && !group.ofOneRowEach() && at < group.starts()[j + 1];
                        at++) {
                    has = counts[group.rows()[at]] > 0;
                }
                known[group.first() + j] = has;
                knownFeatures[g] += has ? 1 : 0;
            }
        }
    }

    int rows() {
        return rows;
    }

    /** Whether this is the place after all factors, where the linear weights stand. */
    private boolean linear(int factor) {
        return factor == factors;
    }

    /** The sums q of a factor by row; at the place after all factors, those of the linear weights. */
    float[] sums(int factor) {
        return sums[factor];
    }

    /** What the features of each row give with each other, over all factors. */
    double within(int row) {
        return within[row];
    }

    /** How much each row's q has changed in the last {@link #draw}. */
    float[] moved() {
        return moved;
    }

    /** How much each row's own part of the score has changed in the last {@link #draw}, the others' q being 0. */
    float[] shifted() {
        return shifted;
    }

    /** The variance of the first group's linear weights: how much the rows themselves differ. */
    double spread() {
        return 1 / precisions[factors][0];
    }

    /** Sets the factors to small random numbers and the weights to 0. */
    void start(Run run) {
        for (int factor = 0; factor < factors; factor++) {
            RandomGenerator random = run.random("bayesian-mf start of " + name, factor);
            for (int j = 0; j < known.length; j++) {
                float drawn = (float) (START * random.nextGaussian());
                values[factor][j] = known[j] ? drawn : 0;
            }
        }
        double[] q = new double[rows];
        double[] squares = new double[rows];
        for (int factor = 0; factor < factors; factor++) {
            Arrays.fill(q, 0);
            Arrays.fill(squares, 0);
            for (Group group : groups) {
                for (int j = 0; j < group.size(); j++) {
                    double value = values[factor][group.first() + j];
                    int from = group.ofOneRowEach() ? j : group.starts()[j];
                    int to = group.ofOneRowEach() ? j + 1 : group.starts()[j + 1];
                    for (int at = from; at < to; at++) {
                        int row = group.ofOneRowEach() ? at : group.rows()[at];
                        double part = value * (group.weights().length == 0 ? 1 : group.weights()[row]);
                        q[row] += part;
                        squares[row] += part * part;
                    }
                }
            }
            for (int row = 0; row < rows; row++) {
                sums[factor][row] = (float) q[row];
                within[row] += 0.5 * (q[row] * q[row] - squares[row]);
            }
        }
    }

    /** Takes the sums over the ratings of one row. */
    void gather(int row, double rest, double restSquares, double residuals, double products) {
        int at = row * WIDTH;
        state[at + REST] = rest;
        state[at + REST_SQUARES] = restSquares;
        state[at + RESIDUALS] = residuals;
        state[at + PRODUCTS] = products;
    }

    /** Draws the mean and precision of every group from the values of its features, by a normal-gamma prior. */
    void drawPriors(Run run, long sample) {
        for (int factor = 0; factor <= factors; factor++) {
            RandomGenerator random = run.random("bayesian-mf priors of " + name, sample * (factors + 1L) + factor);
            for (int g = 0; g < groups.size(); g++) {
                Group group = groups.get(g);
                double sum = 0;
                double squares = 0;
                for (int j = group.first(); j < group.first() + group.size(); j++) {
                    double value = known[j] ? values[factor][j] : 0;
                    sum += value;
                    squares += value * value;
                }
                double count = knownFeatures[g];
                double mean = sum / (count + 1);
                double rate = 0.5 * (priorRate + Math.max(0, squares - sum * mean));
                double precision = Normal.gamma(0.5 * (1 + count) + 0.5, rate, random);
                precisions[factor][g] = precision;
                means[factor][g] = mean + random.nextGaussian() / Math.sqrt((count + 1) * precision);
            }
        }
    }

    /**
     * Draws one factor, or the linear weights, of all features of this side, given everything else and the sums that
     * {@link #gather} took.
     *
     * @param noise the precision of the residuals
     */
    void draw(int factor, double noise, Run run, long sample) {
        for (int row = 0; row < rows; row++) {
            state[row * WIDTH + SUM] = sums[factor][row];
            state[row * WIDTH + CHANGE] = 0;
        }
        long piece = (sample * (factors + 1L) + factor) * MOST_PIECES;
        // Shared features first: at the start they take what they can explain, and each row only what is left.
        for (int g = groups.size() - 1; g >= 0; g--) {
            Group group = groups.get(g);
            double mean = means[factor][g];
            double precision = precisions[factor][g];
            String purpose = "bayesian-mf " + name + " " + g;
            if (group.ofOneRowEach()) {
                run.parallelRanges(
                        rows,
                        ROWS_AT_ONCE,
                        (from, to) -> drawRows(
                                factor,
                                from,
                                to,
                                noise,
                                mean,
                                precision,
                                run.random(purpose, piece + from / ROWS_AT_ONCE)));
            } else {
                run.checkCancelled();
                drawShared(factor, group, noise, mean, precision, run.random(purpose, piece));
            }
        }
        float[] sum = sums[factor];
        for (int row = 0; row < rows; row++) {
            float now = (float) state[row * WIDTH + SUM];
            moved[row] = now - sum[row];
            sum[row] = now;
            shifted[row] = (float) state[row * WIDTH + CHANGE];
            within[row] += state[row * WIDTH + CHANGE];
        }
    }

    private void drawRows(
            int factor, int from, int to, double noise, double mean, double precision, RandomGenerator random) {
        double self = linear(factor) ? 0 : 1;
        float[] value = values[factor];
        for (int row = from; row < to; row++) {
            int at = row * WIDTH;
            double before = value[row];
            double a = self * (state[at + SUM] - before);
            double slopes = a * a * state[at + COUNT] + 2 * a * state[at + REST] + state[at + REST_SQUARES];
            double products = a * state[at + RESIDUALS] + state[at + PRODUCTS];
            double sharp = noise * slopes + precision;
            double drawn = known[row]
                    ? (noise * (products + slopes * before) + precision * mean) / sharp
                            + random.nextGaussian() / Math.sqrt(sharp)
                    : mean;
            change(at, (float) drawn - before, a);
            value[row] = (float) drawn;
        }
    }

    private void drawShared(
            int factor, Group group, double noise, double mean, double precision, RandomGenerator random) {
        double[] s = state;
        double self = linear(factor) ? 0 : 1;
        float[] value = values[factor];
        int[] places = group.rows();
        for (int row = 0; row < rows; row++) {
            s[row * WIDTH + WEIGHT] = group.weights()[row];
        }
        for (int j = 0; j < group.size(); j++) {
            int feature = group.first() + j;
            int from = group.starts()[j];
            int to = group.starts()[j + 1];
            double before = value[feature];
            double slopes = 0;
            double products = 0;
            for (int i = from; i < to; i++) {
                int at = places[i] * WIDTH;
                double x = s[at + WEIGHT];
                double a = self * (s[at + SUM] - x * before);
                slopes += x * x * (a * (a * s[at + COUNT] + 2 * s[at + REST]) + s[at + REST_SQUARES]);
                products += x * (a * s[at + RESIDUALS] + s[at + PRODUCTS]);
            }
            double sharp = noise * slopes + precision;
            double drawn = known[feature]
                    ? (noise * (products + slopes * before) + precision * mean) / sharp
                            + random.nextGaussian() / Math.sqrt(sharp)
                    : mean;
            value[feature] = (float) drawn;
            double step = (float) drawn - before;
            for (int i = from; i < to; i++) {
                int at = places[i] * WIDTH;
                double x = s[at + WEIGHT];
                change(at, step * x, self * (s[at + SUM] - x * before));
            }
        }
    }

    /** Brings a row up to date after one of its features changed by {@code step / x}. */
    private void change(int at, double step, double a) {
        state[at + RESIDUALS] -= step * (a * state[at + COUNT] + state[at + REST]);
        state[at + PRODUCTS] -= step * (a * state[at + REST] + state[at + REST_SQUARES]);
        state[at + CHANGE] += step * a;
        state[at + SUM] += step;
    }

    /** All that is not made anew from the ratings, in bytes. */
    int stateBytes() {
        return 4 * (factors + 1) * (known.length + rows) + 8 * rows;
    }

    void save(ByteBuffer into) {
        for (int factor = 0; factor <= factors; factor++) {
            into.asFloatBuffer().put(values[factor]).put(sums[factor]);
            into.position(into.position() + 4 * (known.length + rows));
        }
        into.asDoubleBuffer().put(within);
        into.position(into.position() + 8 * rows);
    }

    void restore(ByteBuffer from) {
        for (int factor = 0; factor <= factors; factor++) {
            from.asFloatBuffer().get(values[factor]).get(sums[factor]);
            from.position(from.position() + 4 * (known.length + rows));
        }
        from.asDoubleBuffer().get(within);
        from.position(from.position() + 8 * rows);
    }
}
