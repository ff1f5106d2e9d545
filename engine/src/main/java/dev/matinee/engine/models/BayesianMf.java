package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.matrix.DataSize;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.Setting;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.split.TrainingSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Matrix factorization without anything to regularise by hand: instead of one best model, many are drawn from all that
 * explain the ratings, by Gibbs sampling (Salakhutdinov, Mnih 2008), and their predictions averaged. It is the most accurate
 * predictor of ratings here, and says how sure it is.
 *
 * <p>A rating's score is that of a factorization machine (Rendle 2012, equation 1),
 *
 * <pre>
 * w_0 + sum_j w_j x_j + sum_{j &lt; k} x_j x_k (v_j . v_k)
 * </pre>
 *
 * over features x: who the user is and which item it is, each 1; by {@code implicit} which items the user rated, each
 * 1 / sqrt(their number), and which users rated the item, likewise (SVD++ and its flipped form: Rendle, Zhang, Koren 2019,
 * "On the difficulty of evaluating baselines"); by {@code dates} the day of the rating; by {@code attributes} the categories
 * of user and item, such as occupations and genres. Weights and factors of each such group have a normal prior, whose mean
 * and precision, one for each factor, have a normal-gamma prior and are drawn too. A rating is the score plus normal noise,
 * or the step of the scale that such a sum falls on ({@code likelihood}).
 *
 * <p>Memory: 4 (factors + 1) samples bytes a user, item and day for the model. Training takes besides 12 bytes a rating (16
 * with dates), 4 more for each kind of implicit feedback, up to 32 bytes an item and quarter of a million ratings (no more than
 * 16 times), and 80 + 16 factors a user and item. Time: for each sample and factor two looks at every rating, three with
 * dates, and two more for each kind of implicit feedback.
 *
 * @param factors the number of factors
 * @param samples how many samples are kept and averaged
 * @param burnIn how many samples are drawn before, and thrown away
 * @param thinning of how many samples one is kept
 * @param likelihood how a rating comes from a score
 * @param implicit of what it counts that there is a rating
 * @param dates whether the day counts on which a rating was given
 * @param attributes whether the {@linkplain Interactions#features() side features} of users and items count
 */
public record BayesianMf(
        @Setting(
                value = "number of factors",
                min = 1,
                max = 1024,
                search = {4, 32},
                logarithmic = true)
        int factors,

        @Setting(value = "samples that are kept and averaged", min = 1, max = 100_000)
        int samples,

        @Setting(value = "samples drawn before and thrown away", min = 0, max = 100_000)
        int burnIn,

        @Setting(value = "of how many samples one is kept", min = 1, max = 1000)
        int thinning,

        @Setting("how a rating comes from a score: with normal noise, or as a step of the scale")
        Likelihood likelihood,

        @Setting("whose ratings count by being there: of nobody, of users, of items, or of both")
        Implicit implicit,

        @Setting("whether the day of a rating counts") boolean dates,

        @Setting("whether side features of users and items count")
        boolean attributes)
        implements Settings<BayesianMfModel> {
    /** The family of models these settings train. */
    public static final ModelFamily<BayesianMfModel, BayesianMf> FAMILY =
            new ModelFamily<>("bayesian-mf", defaults(), BayesianMfModel::load);

    /** How a rating comes from a score. */
    public enum Likelihood {
        /** It is the score plus normal noise. */
        GAUSSIAN,
        /** It is the step of the scale that the score plus normal noise falls on (the cumulative probit). */
        ORDINAL
    }

    /** Of what it counts that there is a rating, whatever it is. */
    public enum Implicit {
        /** Of nothing. */
        NONE,
        /** Of users: which items each has rated. */
        USERS,
        /** Of items: which users have rated each. */
        ITEMS,
        /** Of users and of items. */
        BOTH;

        boolean ofUsers() {
            return this == USERS || this == BOTH;
        }

        boolean ofItems() {
            return this == ITEMS || this == BOTH;
        }
    }

    /** Checks the ranges. */
    public BayesianMf {
        SettingsSchema.check(
                BayesianMf.class, factors, samples, burnIn, thinning, likelihood, implicit, dates, attributes);
    }

    /** The best found that suits any ratings, with implicit feedback of both kinds: see docs/decisions. */
    public static BayesianMf defaults() {
        return new BayesianMf(8, 300, 20, 1, Likelihood.GAUSSIAN, Implicit.BOTH, false, false);
    }

    /** The same with another number of factors. */
    public BayesianMf factors(int factors) {
        return new BayesianMf(factors, samples, burnIn, thinning, likelihood, implicit, dates, attributes);
    }

    /** The same with this many samples kept. */
    public BayesianMf samples(int samples) {
        return new BayesianMf(factors, samples, burnIn, thinning, likelihood, implicit, dates, attributes);
    }

    /** The same with this many samples thrown away before. */
    public BayesianMf burnIn(int burnIn) {
        return new BayesianMf(factors, samples, burnIn, thinning, likelihood, implicit, dates, attributes);
    }

    /** The same where one of this many samples is kept. */
    public BayesianMf thinning(int thinning) {
        return new BayesianMf(factors, samples, burnIn, thinning, likelihood, implicit, dates, attributes);
    }

    /** The same with another likelihood. */
    public BayesianMf likelihood(Likelihood likelihood) {
        return new BayesianMf(factors, samples, burnIn, thinning, likelihood, implicit, dates, attributes);
    }

    /** The same with other implicit feedback. */
    public BayesianMf implicit(Implicit implicit) {
        return new BayesianMf(factors, samples, burnIn, thinning, likelihood, implicit, dates, attributes);
    }

    /** The same with or without the day of a rating. */
    public BayesianMf dates(boolean dates) {
        return new BayesianMf(factors, samples, burnIn, thinning, likelihood, implicit, dates, attributes);
    }

    /** The same with or without side features. */
    public BayesianMf attributes(boolean attributes) {
        return new BayesianMf(factors, samples, burnIn, thinning, likelihood, implicit, dates, attributes);
    }

    @Override
    public String model() {
        return FAMILY.name();
    }

    @Override
    public boolean resumable() {
        return true;
    }

    @Override
    public OptionalLong trainingBytes(DataSize size, int threads) {
        if (dates) {
            return OptionalLong.empty();
        }
        long rows = (long) size.users() + size.allItems();
        long implicitRatings = (implicit.ofUsers() ? size.ratings() : 0) + (implicit.ofItems() ? size.ratings() : 0);
        long parts = Math.clamp(size.ratings() >> 18, 1, 16);
        return OptionalLong.of(4L * (factors + 1) * samples * rows
                + 12L * size.ratings()
                + 4L * implicitRatings
                + 32L * parts * size.allItems()
                + (80L + 16L * factors) * rows);
    }

    /**
     * Trains a model.
     *
     * @throws MatineeException {@code BAD_DATA} where there are no ratings, or no times or side features that count
     */
    @Override
    public BayesianMfModel train(TrainingSet training, Run run) {
        Interactions ratings = training.interactions();
        if (ratings.size() == 0) {
            throw MatineeException.badData("there are no ratings to learn from", "use more ratings");
        }
        if (dates && !ratings.byUser().hasTimes()) {
            throw MatineeException.badData(
                    "the ratings have no times, and the setting dates makes their days count", "set dates to false");
        }
        if (attributes && ratings.features().isEmpty()) {
            throw MatineeException.badData(
                    "nothing is known of users and items beside ratings, and the setting attributes makes it count",
                    "set attributes to false");
        }
        Provenance provenance = Provenance.of(training, run, Kernels.active().name())
                .features(attributes ? ratings.features().hash() : "");
        RatingDays days = dates ? RatingDays.of(ratings) : RatingDays.none();
        SampleStore samples = new GibbsSampler(this, ratings, days, run).draw(identity(provenance));
        return new BayesianMfModel(this, training, provenance, days, samples);
    }

    /** All that the samples depend on. */
    private String identity(Provenance provenance) {
        Map<String, Object> identity = new LinkedHashMap<>();
        identity.put("settings", SettingsSchema.of(this).values(this));
        identity.put("ratings", provenance.trainingHash());
        identity.put("features", provenance.features());
        identity.put("seed", provenance.seed());
        return Json.write(identity);
    }
}
