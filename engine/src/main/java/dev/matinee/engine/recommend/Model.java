package dev.matinee.engine.recommend;

import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.split.TrainingSet;
import java.util.Map;

/** Something trained: immutable, thread-safe, and aware of what it was trained on. */
public interface Model {
    /** The settings it was trained with. */
    Settings<?> settings();

    /** The ratings it was trained on: who has seen what. */
    TrainingSet training();

    /** Its birth record. */
    Provenance provenance();

    /** Its parameters by name, in a fixed order: with settings and provenance all that a model file needs. */
    Map<String, Tensor> tensors();

    /** The users it knows. */
    default Ids users() {
        return training().interactions().users();
    }

    /** The items it knows. */
    default Ids items() {
        return training().interactions().items();
    }

    /** The bytes its parameters take. */
    default long bytes() {
        return tensors().values().stream()
                .mapToLong(tensor -> switch (tensor.values()) {
                    case float[] floats -> 4L * floats.length;
                    case int[] ints -> 4L * ints.length;
                    case long[] longs -> 8L * longs.length;
                    case byte[] bytes -> bytes.length;
                    default -> throw new IllegalStateException();
                })
                .sum();
    }
}
