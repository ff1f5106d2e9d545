package dev.matinee.engine;

/** Where a computation reports how far it is. Implementations are thread-safe. */
@FunctionalInterface
public interface Progress {
    /**
     * Starts a task.
     *
     * @param name what is being done, for people: {@code "training implicit-als"}
     * @param total how many units there are to do, or 0 where that is not known
     * @param unit what is counted, plural: {@code "iterations"}
     */
    Task start(String name, long total, String unit);

    /** One running task; closed when it ends, well or not. */
    interface Task extends AutoCloseable {
        /** Says that this many more units are done. */
        void advance(long units);

        /** Shows a short remark beside the count, such as the seconds of the last iteration. */
        void note(String remark);

        @Override
        void close();
    }

    /** Reports to nobody. */
    static Progress none() {
        return (name, total, unit) -> new Task() {
            @Override
            public void advance(long units) {}

            @Override
            public void note(String remark) {}

            @Override
            public void close() {}
        };
    }
}
