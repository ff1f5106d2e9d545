package dev.matinee.engine;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that is made when it is first asked for, once, whoever asks. Thread-safe. */
public final class Lazy<T> implements Supplier<T> {
    private @Nullable Supplier<? extends T> maker;
    private volatile @Nullable T made;

    private Lazy(Supplier<? extends T> maker) {
        this.maker = maker;
    }

    /** What this makes; when it throws, it is asked again the next time. */
    public static <T> Lazy<T> of(Supplier<? extends T> maker) {
        return new Lazy<>(maker);
    }

    @Override
    public T get() {
        T known = made;
        return known == null ? make() : known;
    }

    private synchronized T make() {
        T known = made;
        if (known == null && maker != null) {
            known = maker.get();
            made = known;
            maker = null;
        }
        if (known == null) {
            throw new IllegalStateException("nothing was made");
        }
        return known;
    }
}
