package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.matrix.DataSize;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.recommend.Setting;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.split.KFold;
import dev.matinee.engine.split.Split;
import dev.matinee.engine.split.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A weighted sum of what several models predict (stacking: Wolpert 1992; Breiman 1996, "Stacked regressions"). The training
 * ratings are cut into folds; every part predicts each fold after learning from the others, and a ridge regression of the
 * ratings on these predictions gives the weights. Then every part learns from all training ratings.
 *
 * <p>With predictions p_uik of the parts k = 1 to m, less their means, and s^2 the mean of their variances, training lowers
 * {@code sum (r_ui - a - sum_k w_k p_uik)^2 + regularization s^2 sum_k (w_k - 1/m)^2}: without ratings to learn from it is
 * the mean of the parts, and so it is with fewer than a hundred, or twenty a part. Lists are ordered by the predicted rating.
 * Parts to which times count are asked for a rating at the time it was given.
 *
 * <p>Memory: that of all parts together, and 4 (m + 1) bytes a rating of a fold while it is trained. Time: each part is
 * trained {@code folds} + 1 times. It answers only users it was trained on.
 *
 * @param regularization how many ratings hold the weights at those of the mean of the parts
 * @param folds into how many folds the training ratings are cut
 * @param parts the models that are blended: their names with {@code +} between them and, in parentheses, those of their
 *     settings that are not the defaults, as in {@code biases+slope-one(minimumCommon=3,maximumItems=5000)}
 */
public record Blend(
        @Setting(
                value = "ratings that hold the weights at the mean of the parts",
                min = 0.01,
                max = 1e9,
                search = {1, 1000},
                logarithmic = true)
        double regularization,

        @Setting(value = "folds that the training ratings are cut into", min = 2, max = 100)
        int folds,

        @Setting("models with + between them, each with its (setting=value,...)")
        String parts)
        implements Settings<BlendModel> {
    /** The family of models these settings train. */
    public static final ModelFamily<BlendModel, Blend> FAMILY =
            new ModelFamily<>("blend", defaults(), BlendModel::load);

    private static final int USERS_AT_ONCE = 64;
    private static final int FEWEST = 100;
    private static final int FEWEST_A_PART = 20;

    /** Checks the ranges and the parts, and writes the parts in the one way that equal ones are written. */
    public Blend {
        SettingsSchema.check(Blend.class, regularization, folds, parts);
        parts = BlendParts.text(BlendParts.parse(parts));
    }

    /** Item and user neighbours, slope one and biases. */
    public static Blend defaults() {
        return of(
                List.of(Biases.defaults(), ItemNeighbors.forRatings(), UserNeighbors.defaults(), SlopeOne.defaults()));
    }

    /** A blend of these models; all must predict ratings. */
    public static Blend of(List<? extends Settings<?>> parts) {
        return new Blend(10, 5, BlendParts.text(parts));
    }

    /** The same with another pull towards the mean of the parts. */
    public Blend regularization(double regularization) {
        return new Blend(regularization, folds, parts);
    }

    /** The same with this many folds. */
    public Blend folds(int folds) {
        return new Blend(regularization, folds, parts);
    }

    /** The settings of the parts. */
    public List<Settings<?>> models() {
        return BlendParts.parse(parts);
    }

    @Override
    public String model() {
        return FAMILY.name();
    }

    @Override
    public OptionalLong trainingBytes(DataSize size, int threads) {
        long bytes = 4L * (models().size() + 1) * size.ratings() / folds;
        for (Settings<?> part : models()) {
            OptionalLong own = part.trainingBytes(size, threads);
            if (own.isEmpty()) {
                return OptionalLong.empty();
            }
            bytes += own.getAsLong();
        }
        return OptionalLong.of(bytes);
    }

    /**
     * Trains the parts and their weights.
     *
     * @throws MatineeException {@code BAD_DATA} where there are no ratings; whatever training a part throws
     */
    @Override
    public BlendModel train(TrainingSet training, Run run) {
        Interactions ratings = training.interactions();
        if (ratings.size() == 0) {
            throw MatineeException.badData("blend has no ratings to learn from", "take in some ratings");
        }
        List<Settings<?>> models = models();
        RidgeStack stack = new RidgeStack(models.size());
        boolean few = ratings.size() < Math.max(FEWEST, FEWEST_A_PART * models.size());
        List<RatingPredictor> trained = new ArrayList<>();
        int rounds = few ? 1 : folds + 1;
        try (Progress.Task task = run.progress().start("training " + model(), (long) rounds * models.size(), "parts")) {
            for (int fold = 0; fold < rounds - 1; fold++) {
                Split split = KFold.of(folds).splits(ratings, run).get(fold);
                addFold(split, models, stack, task, run);
            }
            for (Settings<?> part : models) {
                task.note(part.model());
                trained.add(predictor(part.train(training, run)));
                task.advance(1);
            }
        }
        Provenance provenance = Provenance.of(training, run, Kernels.active().name())
                .features(trained.stream()
                        .map(part -> part.provenance().features())
                        .filter(features -> !features.isEmpty())
                        .findFirst()
                        .orElse(""));
        return new BlendModel(this, training, provenance, trained, stack.weights(regularization));
    }

    private static void addFold(Split split, List<Settings<?>> models, RidgeStack stack, Progress.Task task, Run run) {
        Rows heldOut = split.heldOut().interactions().byUser();
        float[][] predictions = new float[models.size()][];
        for (int part = 0; part < predictions.length; part++) {
            task.note(models.get(part).model() + " on " + split.kind());
            predictions[part] = predictions(predictor(models.get(part).train(split.training(), run)), heldOut, run);
            task.advance(1);
        }
        double[] features = new double[predictions.length];
        for (int position = 0; position < heldOut.size(); position++) {
            for (int part = 0; part < features.length; part++) {
                features[part] = predictions[part][position];
            }
            stack.add(features, heldOut.rating(position));
        }
    }

    private static float[] predictions(RatingPredictor model, Rows heldOut, Run run) {
        float[] predictions = new float[Math.toIntExact(heldOut.size())];
        run.parallelRanges(heldOut.rows(), USERS_AT_ONCE, (from, to) -> {
            for (int user = from; user < to; user++) {
                for (long position = heldOut.start(user); position < heldOut.end(user); position++) {
                    predictions[(int) position] = model.predict(user, heldOut.column(position), heldOut.time(position));
                }
            }
        });
        return predictions;
    }

    private static RatingPredictor predictor(Model model) {
        if (model instanceof RatingPredictor predictor) {
            return predictor;
        }
        throw new IllegalStateException(model.settings().model());
    }
}
