package dev.matinee.engine.recommend;

import java.util.List;

/** A model that is a network of layers, trained epoch by epoch. */
public interface Network extends Model {
    /** Its layers, each after those it takes from. */
    List<Layer> layers();

    /** What was lost in every epoch of its training, the first one first. */
    List<Epoch> epochs();

    /** The epoch whose weights the model has, from 1 on: the one of the least validation loss. */
    int bestEpoch();

    /**
     * One layer.
     *
     * @param name its name, unique in the network
     * @param kind what it does: {@code input}, {@code embedding}, {@code dropout}, {@code dot}, {@code sum}
     * @param width how many numbers it gives for one rating
     * @param parameters how many weights it learns
     * @param takes the names of the layers it takes from
     */
    record Layer(String name, String kind, int width, long parameters, List<String> takes) {
        /** Copies the list. */
        public Layer {
            takes = List.copyOf(takes);
        }
    }

    /**
     * One look at all training ratings.
     *
     * @param number from 1 on
     * @param trainingLoss the mean squared error over the training ratings while they were learned from
     * @param validationLoss the mean squared error over the validation ratings after it
     */
    record Epoch(int number, double trainingLoss, double validationLoss) {}
}
