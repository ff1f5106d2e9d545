package dev.matinee.lab.studies;

import dev.matinee.lab.likes.LikesForest;
import dev.matinee.lab.likes.LikesLogistic;
import dev.matinee.lab.likes.LikesXgboost;
import java.util.Comparator;
import java.util.List;

/**
 * A row of the table that document 002 prints.
 *
 * @param model the classifier, as it is called here
 * @param tuned whether its settings were searched
 * @param test accuracy, F1, precision and recall on the test part
 * @param validation the same on the validation part
 * @param rocAuc on the test part; NaN where it is not printed
 */
record PrintedLikes(String model, boolean tuned, double[] test, double[] validation, double rocAuc) {
    /** What {@link #test} and {@link #validation} hold, in order. */
    static final List<String> METRICS = List.of("accuracy", "f1", "precision", "recall");

    /** The table. */
    static final List<PrintedLikes> TABLE = List.of(
            new PrintedLikes(
                    LikesLogistic.NAME,
                    false,
                    new double[] {0.778, 0.816, 0.79, 0.845},
                    new double[] {0.764, 0.809, 0.768, 0.853},
                    0.871),
            new PrintedLikes(
                    LikesLogistic.NAME,
                    true,
                    new double[] {0.778, 0.816, 0.789, 0.845},
                    new double[] {0.766, 0.81, 0.769, 0.855},
                    0.871),
            new PrintedLikes(
                    LikesForest.NAME,
                    false,
                    new double[] {0.76, 0.8, 0.778, 0.824},
                    new double[] {0.741, 0.79, 0.751, 0.832},
                    0.854),
            new PrintedLikes(
                    LikesForest.NAME,
                    true,
                    new double[] {0.774, 0.813, 0.788, 0.839},
                    new double[] {0.771, 0.816, 0.768, 0.87},
                    Double.NaN),
            new PrintedLikes(
                    LikesXgboost.NAME,
                    false,
                    new double[] {0.757, 0.798, 0.774, 0.823},
                    new double[] {0.767, 0.808, 0.776, 0.844},
                    0.856),
            new PrintedLikes(
                    LikesXgboost.NAME,
                    true,
                    new double[] {0.777, 0.814, 0.792, 0.838},
                    new double[] {0.77, 0.814, 0.77, 0.863},
                    Double.NaN));

    /** The row with the best accuracy on the test part, and of those the best F1. */
    static PrintedLikes best() {
        return TABLE.stream()
                .max(Comparator.comparingDouble((PrintedLikes row) -> row.test()[0])
                        .thenComparingDouble(row -> row.test()[1]))
                .orElseThrow();
    }

    /** The best accuracy of a kind of classifier on the test part. */
    static double bestAccuracy(String model) {
        return TABLE.stream()
                .filter(row -> row.model().equals(model))
                .mapToDouble(row -> row.test()[0])
                .max()
                .orElseThrow();
    }

    /** What it is called where several stand side by side. */
    String name() {
        return model + (tuned ? ", tuned" : "");
    }
}
