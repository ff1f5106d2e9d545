package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A rating is the step of a scale that the score plus standard normal noise falls on: the cumulative probit model (Albert,
 * Chib 1993). The cut points between the steps are drawn with the noise integrated out, by one step of Newton's method
 * around which is drawn, accepted by the rule of Metropolis and Hastings; then the noisy scores are drawn.
 *
 * <p>A cut point has a normal prior of mean 0 and deviation 5.
 */
final class OrderedProbit implements RatingNoise {
    private static final int MOST_STEPS = 64;
    private static final double PRIOR = 1.0 / 25;
    private static final double LEAST = 1e-300;

    private double[] cuts;

    /** Puts the ratings on steps, from 0 on. */
    OrderedProbit(MachineRatings ratings, float[] steps) {
        if (steps.length > MOST_STEPS) {
            throw MatineeException.badData(
                    "the ratings have " + steps.length + " different values, and the ordinal likelihood takes at most "
                            + MOST_STEPS,
                    "set likelihood to gaussian");
        }
        float[] targets = ratings.targets();
        int[] counts = new int[steps.length];
        for (int at = 0; at < targets.length; at++) {
            int step = Arrays.binarySearch(steps, targets[at]);
            targets[at] = step;
            counts[step]++;
        }
        cuts = new double[Math.max(0, steps.length - 1)];
        double before = 0;
        for (int cut = 0; cut < cuts.length; cut++) {
            before += counts[cut];
            cuts[cut] = Normal.quantile(before / targets.length);
        }
    }

    /** The different ratings, ascending. */
    static float[] steps(float[] ratings) {
        float[] sorted = ratings.clone();
        Arrays.sort(sorted);
        int count = 0;
        for (int at = 0; at < sorted.length; at++) {
            if (count == 0 || sorted[at] != sorted[count - 1]) {
                sorted[count++] = sorted[at];
            }
        }
        return Arrays.copyOf(sorted, count);
    }

    @Override
    public double intercept() {
        return 0;
    }

    @Override
    public double precision() {
        return 1;
    }

    @Override
    public double[] state() {
        return cuts.clone();
    }

    @Override
    public void restore(double[] state) {
        cuts = state.clone();
    }

    @Override
    public void draw(MachineRatings ratings, Run run, long sample) {
        if (cuts.length > 0) {
            drawCuts(ratings, run, sample);
        }
        float[] targets = ratings.targets();
        float[] residuals = ratings.residuals();
        ratings.forParts(run, (part, from, to) -> {
            RandomGenerator random = run.random("bayesian-mf noisy scores", sample * ratings.parts() + part);
            for (int at = from; at < to; at++) {
                int step = (int) targets[at];
                float score = residuals[at];
                residuals[at] = (float) Normal.between(cut(cuts, step - 1) - score, cut(cuts, step) - score, random);
            }
        });
    }

    private static double cut(double[] cuts, int index) {
        return index < 0 ? Double.NEGATIVE_INFINITY : index == cuts.length ? Double.POSITIVE_INFINITY : cuts[index];
    }

    private void drawCuts(MachineRatings ratings, Run run, long sample) {
        RandomGenerator random = run.random("bayesian-mf cut points", sample);
        Curve here = curve(ratings, cuts, run);
        double[] drawn = here.draw(random);
        for (int cut = 1; cut < drawn.length; cut++) {
            if (drawn[cut] <= drawn[cut - 1]) {
                return;
            }
        }
        Curve there = curve(ratings, drawn, run);
        double gain = there.likelihood - here.likelihood + there.density(cuts) - here.density(drawn);
        if (StrictMath.log(1 - random.nextDouble()) < gain) {
            cuts = drawn;
        }
    }

    private static Curve curve(MachineRatings ratings, double[] cuts, Run run) {
        float[] targets = ratings.targets();
        float[] scores = ratings.residuals();
        Curve[] parts = new Curve[ratings.parts()];
        ratings.forParts(run, (part, from, to) -> {
            Curve curve = new Curve(cuts);
            for (int at = from; at < to; at++) {
                curve.add((int) targets[at], scores[at]);
            }
            parts[part] = curve;
        });
        Curve all = new Curve(cuts);
        for (Curve part : parts) {
            all.add(part);
        }
        all.finish();
        return all;
    }

    /** The logarithm of the likelihood at some cut points, with its slope and its curvature, which is tridiagonal. */
    private static final class Curve {
        private final double[] cuts;
        private final double[] slope;
        private final double[] diagonal;
        private final double[] beside;
        private double likelihood;

        Curve(double[] cuts) {
            this.cuts = cuts;
            this.slope = new double[cuts.length];
            this.diagonal = new double[cuts.length];
            this.beside = new double[cuts.length];
        }

        void add(int step, double score) {
            double low = cut(cuts, step - 1) - score;
            double high = cut(cuts, step) - score;
            double share = low > 0 ? Normal.below(-low) - Normal.below(-high) : Normal.below(high) - Normal.below(low);
            share = Math.max(LEAST, share);
            likelihood += StrictMath.log(share);
            double below = step > 0 ? Normal.density(low) / share : 0;
            if (step > 0) {
                slope[step - 1] -= below;
                diagonal[step - 1] += below * (below - low);
            }
            if (step < cuts.length) {
                double above = Normal.density(high) / share;
                slope[step] += above;
                diagonal[step] += above * (above + high);
                if (step > 0) {
                    beside[step - 1] -= above * below;
                }
            }
        }

        void add(Curve other) {
            likelihood += other.likelihood;
            for (int cut = 0; cut < cuts.length; cut++) {
                slope[cut] += other.slope[cut];
                diagonal[cut] += other.diagonal[cut];
                beside[cut] += other.beside[cut];
            }
        }

        /** Adds the prior and factors the curvature into L L', L being bidiagonal, in place. */
        void finish() {
            for (int cut = 0; cut < cuts.length; cut++) {
                likelihood -= 0.5 * PRIOR * cuts[cut] * cuts[cut];
                slope[cut] -= PRIOR * cuts[cut];
                diagonal[cut] += PRIOR;
                double left = cut > 0 ? beside[cut - 1] : 0;
                diagonal[cut] = Math.sqrt(Math.max(PRIOR, diagonal[cut] - left * left));
                if (cut + 1 < cuts.length) {
                    beside[cut] /= diagonal[cut];
                }
            }
        }

        /** The point that Newton's method goes to from here. */
        private double[] top() {
            double[] x = slope.clone();
            for (int cut = 0; cut < x.length; cut++) {
                x[cut] = (x[cut] - (cut > 0 ? beside[cut - 1] * x[cut - 1] : 0)) / diagonal[cut];
            }
            solveUpper(x);
            for (int cut = 0; cut < x.length; cut++) {
                x[cut] += cuts[cut];
            }
            return x;
        }

        private void solveUpper(double[] x) {
            for (int cut = x.length - 1; cut >= 0; cut--) {
                x[cut] = (x[cut] - (cut + 1 < x.length ? beside[cut] * x[cut + 1] : 0)) / diagonal[cut];
            }
        }

        double[] draw(RandomGenerator random) {
            double[] x = new double[cuts.length];
            for (int cut = 0; cut < x.length; cut++) {
                x[cut] = random.nextGaussian();
            }
            solveUpper(x);
            double[] top = top();
            for (int cut = 0; cut < x.length; cut++) {
                x[cut] += top[cut];
            }
            return x;
        }

        /** The logarithm of the density with which {@link #draw} draws a point, up to a constant. */
        double density(double[] point) {
            double[] top = top();
            double density = 0;
            for (int cut = 0; cut < cuts.length; cut++) {
                double y = diagonal[cut] * (point[cut] - top[cut]);
                if (cut + 1 < cuts.length) {
                    y += beside[cut] * (point[cut + 1] - top[cut + 1]);
                }
                density += StrictMath.log(diagonal[cut]) - 0.5 * y * y;
            }
            return density;
        }
    }
}
