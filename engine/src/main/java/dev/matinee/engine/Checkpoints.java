package dev.matinee.engine;

import java.util.Optional;

/**
 * Where a long computation leaves what it has done so far, so that one that was stopped or killed goes on from there
 * instead of from the start. Used by one computation at a time.
 */
public interface Checkpoints {
    /** What was last left under this name; empty where nothing was. */
    Optional<byte[]> read(String name);

    /** Leaves something under a name, in place of what was there: whole, or when the process is killed not at all. */
    void write(String name, byte[] content);

    /** Whether anything that is left is kept: a computation need not gather what would be thrown away. */
    default boolean kept() {
        return true;
    }

    /** Keeps nothing. */
    static Checkpoints none() {
        return new Checkpoints() {
            @Override
            public Optional<byte[]> read(String name) {
                return Optional.empty();
            }

            @Override
            public void write(String name, byte[] content) {}

            @Override
            public boolean kept() {
                return false;
            }
        };
    }
}
