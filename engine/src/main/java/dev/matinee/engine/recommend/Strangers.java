package dev.matinee.engine.recommend;

/** What a user gets about whom the model knows nothing. */
public enum Strangers {
    /** A {@code NOT_FOUND} error. */
    FAIL,
    /** What is popular, with {@link Basis#POPULAR}. */
    POPULAR,
    /** Nothing, with {@link Basis#NONE}. */
    EMPTY
}
