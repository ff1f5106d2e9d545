package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.matrix.DataSize;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.Network.Epoch;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.Setting;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.split.Split;
import dev.matinee.engine.split.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The small neural network of many courses: a rating is the inner product of an embedding of the user and one of the item,
 * learned by Adam (Kingma, Ba 2015) on mini-batches to a least mean squared error, with early stopping. With biases it
 * is the mean of the training ratings plus a number for the user, one for the item and the inner product.
 *
 * <p>After each epoch the loss over validation ratings is taken; the weights of the epoch with the least are kept, and
 * training ends when {@code patience} epochs in a row were no better. Validation ratings are a random part of the training
 * ratings, or, as published analyses have it ({@code stopOn} test-set), the very ratings that the model is measured on
 * afterwards: then the figures are too good, which {@link #leak} says. Where there are too few ratings for a validation
 * part the training loss takes its place.
 *
 * <p>What a batch loses is {@code mean (r - p)^2 + l2 (|u|^2 + |v|^2)}; dropout leaves each number of both embeddings out of
 * an example with its probability and raises the others. Embeddings have one row more than there are users or items; it
 * stands for all of whom nothing was learned, and is the mean of the others.
 *
 * <p>Memory: 4 (users + items + 2) (factors + 1) bytes for the model; while it is trained 16 bytes a rating and 16 (users +
 * items + 2) (factors + 1) bytes. Time: each epoch looks at every rating once, on one thread: every step needs the one
 * before. It answers only users it was trained on.
 *
 * @param factors how many numbers an embedding has
 * @param biases whether users and items have a number of their own, added to the mean
 * @param learningRate Adam's step size
 * @param batch how many ratings a step looks at
 * @param epochs how often all ratings are looked at, at most
 * @param patience after how many epochs without a better validation loss training ends
 * @param l2 the penalty on squared weights
 * @param dropout the probability of leaving out a number of an embedding
 * @param validation the share of the training ratings that is not learned from but watched
 * @param stopOn which ratings are watched
 */
public record EmbeddingDot(
        @Setting(
                value = "numbers in an embedding",
                min = 1,
                max = 4096,
                search = {4, 64},
                logarithmic = true)
        int factors,

        @Setting("whether users and items have a bias, added to the mean")
        boolean biases,

        @Setting(
                value = "Adam's step size",
                min = 1e-9,
                max = 1e6,
                search = {0.0003, 0.01},
                logarithmic = true)
        double learningRate,

        @Setting(
                value = "ratings that a step looks at",
                min = 1,
                max = 1_000_000,
                search = {32, 2048},
                logarithmic = true)
        int batch,

        @Setting(value = "looks at all ratings, at most", min = 1, max = 100_000)
        int epochs,

        @Setting(value = "epochs without a better validation loss after which training ends", min = 1, max = 100_000)
        int patience,

        @Setting(
                value = "penalty on squared weights",
                min = 0,
                max = 1e6,
                search = {0, 0.1})
        double l2,

        @Setting(
                value = "probability of leaving out a number of an embedding",
                min = 0,
                max = 0.95,
                search = {0, 0.5})
        double dropout,

        @Setting(value = "share of the training ratings that is watched instead of learned", min = 0, max = 0.9)
        double validation,

        @Setting("which ratings are watched; test-set is how some do it, and leaks")
        StopOn stopOn)
        implements Settings<EmbeddingDotModel> {
    /** Which ratings decide the epoch. */
    public enum StopOn {
        /** A part of the training ratings. */
        VALIDATION_SET,
        /** The ratings that the model is measured on afterwards: it leaks. */
        TEST_SET
    }

    /** The family of models these settings train. */
    public static final ModelFamily<EmbeddingDotModel, EmbeddingDot> FAMILY =
            new ModelFamily<>("embedding-dot", defaults(), EmbeddingDotModel::load);

    /** A loss this many times that of the untrained network, and one more, is no longer learning. */
    private static final double DIVERGED = 1000;

    /** Checks the ranges. */
    public EmbeddingDot {
        SettingsSchema.check(
                EmbeddingDot.class,
                factors,
                biases,
                learningRate,
                batch,
                epochs,
                patience,
                l2,
                dropout,
                validation,
                stopOn);
    }

    /**
     * The settings of a published analysis as far as it states them: 10 factors, no biases, up to 30 epochs, Adam with the
     * step size that is usual, patience 2.
     */
    public static EmbeddingDot defaults() {
        return new EmbeddingDot(10, false, 0.001, 64, 30, 2, 0, 0, 0.1, StopOn.VALIDATION_SET);
    }

    /** The same with this many factors. */
    public EmbeddingDot factors(int factors) {
        return new EmbeddingDot(
                factors, biases, learningRate, batch, epochs, patience, l2, dropout, validation, stopOn);
    }

    /** The same with or without biases. */
    public EmbeddingDot biases(boolean biases) {
        return new EmbeddingDot(
                factors, biases, learningRate, batch, epochs, patience, l2, dropout, validation, stopOn);
    }

    /** The same with another step size. */
    public EmbeddingDot learningRate(double learningRate) {
        return new EmbeddingDot(
                factors, biases, learningRate, batch, epochs, patience, l2, dropout, validation, stopOn);
    }

    /** The same with another size of batches. */
    public EmbeddingDot batch(int batch) {
        return new EmbeddingDot(
                factors, biases, learningRate, batch, epochs, patience, l2, dropout, validation, stopOn);
    }

    /** The same with this many epochs at most. */
    public EmbeddingDot epochs(int epochs) {
        return new EmbeddingDot(
                factors, biases, learningRate, batch, epochs, patience, l2, dropout, validation, stopOn);
    }

    /** The same with another patience. */
    public EmbeddingDot patience(int patience) {
        return new EmbeddingDot(
                factors, biases, learningRate, batch, epochs, patience, l2, dropout, validation, stopOn);
    }

    /** The same with another penalty on squared weights. */
    public EmbeddingDot l2(double l2) {
        return new EmbeddingDot(
                factors, biases, learningRate, batch, epochs, patience, l2, dropout, validation, stopOn);
    }

    /** The same with another dropout. */
    public EmbeddingDot dropout(double dropout) {
        return new EmbeddingDot(
                factors, biases, learningRate, batch, epochs, patience, l2, dropout, validation, stopOn);
    }

    /** The same with another share of the training ratings to watch. */
    public EmbeddingDot validation(double validation) {
        return new EmbeddingDot(
                factors, biases, learningRate, batch, epochs, patience, l2, dropout, validation, stopOn);
    }

    /** The same where other ratings decide the epoch. */
    public EmbeddingDot stopOn(StopOn stopOn) {
        return new EmbeddingDot(
                factors, biases, learningRate, batch, epochs, patience, l2, dropout, validation, stopOn);
    }

    @Override
    public String model() {
        return FAMILY.name();
    }

    @Override
    public OptionalLong trainingBytes(DataSize size, int threads) {
        long rows = size.users() + size.allItems() + 2L;
        return OptionalLong.of(16L * size.ratings() + 16L * rows * (factors + 1) + 8L * rows);
    }

    @Override
    public Optional<String> leak() {
        return stopOn == StopOn.TEST_SET
                ? Optional.of("embedding-dot with stopOn=test-set leaks: the epoch was chosen by the ratings that it is"
                        + " measured on, so its figures are too good")
                : Optional.empty();
    }

    /**
     * Trains a network.
     *
     * @throws MatineeException {@code USAGE} where it is to stop on the test set, as there is none, and where training
     *     diverges, naming the learning rate; {@code BAD_DATA} where there are no ratings
     */
    @Override
    public EmbeddingDotModel train(TrainingSet training, Run run) {
        if (stopOn == StopOn.TEST_SET) {
            throw MatineeException.usage(
                    "embedding-dot with stopOn=test-set needs the test set of a split, and there is"
                            + " none here; use matinee evaluate, or set stopOn=validation-set");
        }
        return train(training, RatingExamples.cut(training.interactions(), validation, run), run);
    }

    /** Trains a network on the training set of a split and, where it is to stop on the test set, watches that. */
    @Override
    public EmbeddingDotModel train(Split split, Run run) {
        if (stopOn == StopOn.VALIDATION_SET) {
            return train(split.training(), run);
        }
        if (split.heldOut().given().isPresent()) {
            throw MatineeException.usage("embedding-dot with stopOn=test-set watches ratings of users that it learns"
                    + " from, and " + split.kind() + " holds out whole users");
        }
        RatingExamples examples = RatingExamples.watching(
                split.training().interactions(), split.heldOut().interactions());
        return train(split.training(), examples, run);
    }

    private EmbeddingDotModel train(TrainingSet training, RatingExamples examples, Run run) {
        if (examples.learned().size() == 0) {
            throw MatineeException.badData("embedding-dot has no ratings to learn from", "take in some ratings");
        }
        EmbeddingDotWeights weights = new EmbeddingDotWeights(
                this, training.interactions(), examples.learned().mean(), run);
        double untrained = weights.loss(examples.watched().size() == 0 ? examples.learned() : examples.watched());
        List<Epoch> losses = new ArrayList<>();
        int best = 0;
        try (Progress.Task task = run.progress().start("training " + model(), epochs, "epochs")) {
            while (losses.size() < epochs && losses.size() - best < patience) {
                int number = losses.size() + 1;
                double loss = weights.learn(examples.learned(), number, run);
                double watched = examples.watched().size() == 0 ? loss : weights.loss(examples.watched());
                if (!(loss <= DIVERGED * (untrained + 1)) || Double.isNaN(watched)) {
                    throw diverged(String.format(Locale.ROOT, "the loss of epoch %d is %.4g", number, loss));
                }
                losses.add(new Epoch(number, loss, watched));
                if (best == 0 || watched < losses.get(best - 1).validationLoss()) {
                    best = number;
                    weights.keep();
                }
                task.note(String.format(Locale.ROOT, "loss %.4f, validation %.4f", loss, watched));
                task.advance(1);
            }
        }
        double least = losses.get(best - 1).validationLoss();
        if (!(least <= 2 * untrained + 1) || !weights.finite()) {
            throw diverged(String.format(
                    Locale.ROOT,
                    "the least loss of %d epochs is %.4g, that of no training %.4g",
                    losses.size(),
                    least,
                    untrained));
        }
        Provenance provenance = Provenance.of(training, run, Kernels.active().name());
        return new EmbeddingDotModel(this, training, provenance, weights.best(), losses, best);
    }

    private MatineeException diverged(String what) {
        return MatineeException.usage(
                "embedding-dot diverged: " + what + "; lower the setting learningRate, now " + learningRate);
    }
}
