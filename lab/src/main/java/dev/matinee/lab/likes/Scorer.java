package dev.matinee.lab.likes;

import dev.matinee.engine.Run;
import dev.matinee.engine.recommend.Tensor;
import java.util.Map;

/** What a {@link Classifier} learned. Thread-safe. */
public interface Scorer {
    /** How likely each row is a like, from 0 to 1, before calibration; never NaN. */
    float[] probabilities(FeatureTable rows, Run run);

    /** How much each column adds to the score of each row; exact, so that they sum to it. */
    Contributions contributions(FeatureTable rows, Run run);

    /** How much each column served in learning, in the way of the classifier, as shares of 1; all 0 where none served. */
    double[] importances();

    /** All of it by name, for a model file. */
    Map<String, Tensor> tensors();
}
