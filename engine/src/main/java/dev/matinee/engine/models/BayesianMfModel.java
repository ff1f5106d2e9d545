package dev.matinee.engine.models;

import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.PredictedRating;
import dev.matinee.engine.recommend.PredictsIntervals;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.split.TrainingSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The samples of {@link BayesianMf}: a prediction is the mean over all of them, each kept within the scale, and its variance
 * that among them plus that of the noise. Lists are ordered by the mean score.
 *
 * <p>With days, a rating is predicted for the day it is asked for or, where the data has none on it, for the nearest; without
 * a time for the day on which the user rated last.
 */
public final class BayesianMfModel implements Recommender, PredictsIntervals {
    private static final String DAYS = "days";

    /** How many deviations from the mean 95 of 100 normal numbers keep to. */
    private static final double USUAL = 1.96;

    private static final double UNUSUAL = 0.025;

    private final BayesianMf settings;
    private final TrainingSet training;
    private final Provenance provenance;
    private final RatingDays days;
    private final SampleStore samples;
    private final boolean ordinal;
    /** The means over all samples of the rows' own parts, by side. */
    private final float[][] own;

    private final float intercept;
    /** The day on which each user rated last. */
    private final int[] lastDays;

    private final float lowest;
    private final float highest;

    BayesianMfModel(
            BayesianMf settings, TrainingSet training, Provenance provenance, RatingDays days, SampleStore samples) {
        this.settings = settings;
        this.training = training;
        this.provenance = provenance;
        this.days = days;
        this.samples = samples;
        this.ordinal = settings.likelihood() == BayesianMf.Likelihood.ORDINAL;
        this.own = new float[samples.own().length][];
        for (int side = 0; side < own.length; side++) {
            own[side] = means(samples.own()[side], samples.samples());
        }
        double sum = 0;
        for (int sample = 0; sample < samples.samples() && !ordinal; sample++) {
            sum += samples.noise()[sample * samples.noiseWidth()];
        }
        this.intercept = (float) (sum / samples.samples());
        this.lastDays = lastDays(training.interactions().byUser(), days);
        this.lowest = training.interactions().lowestRating();
        this.highest = training.interactions().highestRating();
    }

    private static float[] means(float[] all, int samples) {
        float[] means = new float[all.length / samples];
        for (int row = 0; row < means.length; row++) {
            double sum = 0;
            for (int sample = 0; sample < samples; sample++) {
                sum += all[row * samples + sample];
            }
            means[row] = (float) (sum / samples);
        }
        return means;
    }

    private static int[] lastDays(Rows rows, RatingDays days) {
        int[] last = new int[days.count() == 0 ? 0 : rows.rows()];
        for (int user = 0; user < last.length; user++) {
            long latest = Rows.NO_TIME;
            for (long position = rows.start(user); position < rows.end(user); position++) {
                latest = Math.max(latest, rows.time(position));
            }
            last[user] = latest == Rows.NO_TIME ? days.count() - 1 : days.index(latest);
        }
        return last;
    }

    static BayesianMfModel load(
            BayesianMf settings, TrainingSet training, Provenance provenance, Map<String, Tensor> tensors) {
        Interactions ratings = training.interactions();
        RatingDays days = settings.dates() ? RatingDays.of(ratings) : RatingDays.none();
        int users = ratings.users().size();
        int items = ratings.items().size();
        SampleStore samples = settings.dates()
                ? SampleStore.load(settings, tensors, users, items, days.count())
                : SampleStore.load(settings, tensors, users, items);
        return new BayesianMfModel(settings, training, provenance, days, samples);
    }

    @Override
    public BayesianMf settings() {
        return settings;
    }

    @Override
    public TrainingSet training() {
        return training;
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }

    @Override
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>(samples.tensors());
        if (settings.dates()) {
            tensors.put(DAYS, Tensor.of(days.days(), days.count()));
        }
        return tensors;
    }

    @Override
    public float predict(int user, int item) {
        return predict(user, item, Rows.NO_TIME);
    }

    @Override
    public float predict(int user, int item, long time) {
        int day = day(user, time);
        return ordinal
                ? Math.clamp((float) Steps.of(this, user, item, day).mean(), lowest, highest)
                : Spread.of(this, user, item, day).rating();
    }

    private int day(int user, long time) {
        if (!settings.dates()) {
            return -1;
        }
        return time == Rows.NO_TIME ? lastDays[user] : days.index(time);
    }

    /** The score in one sample. */
    private double score(int user, int item, int day, int sample) {
        int all = samples.samples();
        int factors = samples.factors();
        float[] users = samples.vectors()[MachineRatings.USERS];
        float[] items = samples.vectors()[MachineRatings.ITEMS];
        int ofUser = (user * all + sample) * factors;
        int ofItem = (item * all + sample) * factors;
        double score = samples.own()[MachineRatings.USERS][user * all + sample]
                + samples.own()[MachineRatings.ITEMS][item * all + sample];
        if (!ordinal) {
            score += samples.noise()[sample * samples.noiseWidth()];
        }
        if (day < 0) {
            for (int factor = 0; factor < factors; factor++) {
                score += (double) users[ofUser + factor] * items[ofItem + factor];
            }
            return score;
        }
        float[] ofDays = samples.vectors()[MachineRatings.DAYS];
        int ofDay = (day * all + sample) * factors;
        for (int factor = 0; factor < factors; factor++) {
            double u = users[ofUser + factor];
            double i = items[ofItem + factor];
            score += u * i + (u + i) * ofDays[ofDay + factor];
        }
        return score + samples.own()[MachineRatings.DAYS][day * all + sample];
    }

    /** What a sample's variance grows by for a user or an item of whom there is no rating. */
    private double unknown(int user, int item, int sample) {
        Interactions ratings = training.interactions();
        return (ratings.byUser().count(user) == 0 ? samples.spreads()[2 * sample] : 0)
                + (ratings.byItem().count(item) == 0 ? samples.spreads()[2 * sample + 1] : 0);
    }

    @Override
    public PredictedRating interval(int user, int item, long time) {
        int day = day(user, time);
        if (ordinal) {
            Steps steps = Steps.of(this, user, item, day);
            float rating = Math.clamp((float) steps.mean(), lowest, highest);
            // A mean between two steps may lie outside of the steps that hold nearly all.
            float low = Math.min(rating, steps.quantile(UNUSUAL));
            float high = Math.max(rating, steps.quantile(1 - UNUSUAL));
            return new PredictedRating(rating, (float) steps.deviation(), low, high);
        }
        Spread spread = Spread.of(this, user, item, day);
        double deviation = Math.sqrt(spread.variance());
        float rating = spread.rating();
        // The mean of what is kept within the scale may lie beyond that of what is not.
        float low = Math.min(rating, Math.clamp((float) (spread.mean() - USUAL * deviation), lowest, highest));
        float high = Math.max(rating, Math.clamp((float) (spread.mean() + USUAL * deviation), lowest, highest));
        return new PredictedRating(rating, (float) deviation, low, high);
    }

    /**
     * What the samples say of a rating with normal noise.
     *
     * @param rating the mean of what they say, each kept within the scale: no rating lies beyond it
     * @param mean the same where none is kept within the scale
     * @param variance how far a rating is from that mean, squared
     */
    private record Spread(float rating, double mean, double variance) {
        static Spread of(BayesianMfModel model, int user, int item, int day) {
            SampleStore samples = model.samples;
            int all = samples.samples();
            double kept = 0;
            double sum = 0;
            double squares = 0;
            double noise = 0;
            for (int sample = 0; sample < all; sample++) {
                double score = model.score(user, item, day, sample);
                kept += Math.clamp(
                        samples.scale()[0] + samples.scale()[1] * score, (double) model.lowest, model.highest);
                sum += score;
                squares += score * score;
                noise += 1 / (double) samples.noise()[sample * samples.noiseWidth() + 1]
                        + model.unknown(user, item, sample);
            }
            double mean = sum / all;
            double variance = Math.max(0, squares / all - mean * mean) + noise / all;
            double unit = samples.scale()[1];
            return new Spread(
                    Math.clamp((float) (kept / all), model.lowest, model.highest),
                    samples.scale()[0] + unit * mean,
                    unit * unit * variance);
        }
    }

    /**
     * The probabilities of the steps of the scale.
     *
     * @param steps the ratings, ascending
     * @param upTo the probability of each step or one before it, the last left out
     */
    private record Steps(float[] steps, double[] upTo) {
        static Steps of(BayesianMfModel model, int user, int item, int day) {
            SampleStore samples = model.samples;
            int cuts = samples.noiseWidth();
            double[] upTo = new double[cuts];
            for (int sample = 0; sample < samples.samples(); sample++) {
                double score = model.score(user, item, day, sample);
                double sharp = 1 / Math.sqrt(1 + model.unknown(user, item, sample));
                for (int cut = 0; cut < cuts; cut++) {
                    upTo[cut] += Normal.below((samples.noise()[sample * cuts + cut] - score) * sharp);
                }
            }
            for (int cut = 0; cut < cuts; cut++) {
                upTo[cut] /= samples.samples();
            }
            return new Steps(samples.scale(), upTo);
        }

        private double moment(int power) {
            double moment = StrictMath.pow(steps[steps.length - 1], power);
            for (int cut = 0; cut < upTo.length; cut++) {
                moment -= upTo[cut] * (StrictMath.pow(steps[cut + 1], power) - StrictMath.pow(steps[cut], power));
            }
            return moment;
        }

        double mean() {
            return moment(1);
        }

        double deviation() {
            double mean = mean();
            return Math.sqrt(Math.max(0, moment(2) - mean * mean));
        }

        float quantile(double share) {
            for (int cut = 0; cut < upTo.length; cut++) {
                if (upTo[cut] >= share) {
                    return steps[cut];
                }
            }
            return steps[steps.length - 1];
        }
    }

    @Override
    public void scores(int user, float[] scores) {
        int day = day(user, Rows.NO_TIME);
        int all = samples.samples();
        int width = all * samples.factors();
        float[] users = samples.vectors()[MachineRatings.USERS];
        float[] items = samples.vectors()[MachineRatings.ITEMS];
        float[] vector = new float[width];
        System.arraycopy(users, user * width, vector, 0, width);
        Kernels kernels = Kernels.active();
        double base = intercept + own[MachineRatings.USERS][user];
        if (day >= 0) {
            float[] ofDays = samples.vectors()[MachineRatings.DAYS];
            base += own[MachineRatings.DAYS][day]
                    + kernels.dot(users, user * width, ofDays, day * width, width) / (double) all;
            kernels.axpy(1, ofDays, day * width, vector, 0, width);
        }
        float[] ofItems = own[MachineRatings.ITEMS];
        kernels.dots(items, 0, ofItems.length, width, vector, 0, scores, 0);
        double mean = ordinal ? 0 : samples.scale()[0];
        double deviation = ordinal ? 1 : samples.scale()[1];
        for (int item = 0; item < ofItems.length; item++) {
            scores[item] = (float) (mean + deviation * (base + ofItems[item] + scores[item] / (double) all));
        }
    }
}
