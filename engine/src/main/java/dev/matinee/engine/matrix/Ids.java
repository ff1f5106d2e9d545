package dev.matinee.engine.matrix;

import dev.matinee.engine.MatineeException;
import java.util.Arrays;
import java.util.Collection;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The dense numbering of users or items: index 0 to {@code size() - 1} against the ids of the source. Indexes follow the
 * ids in ascending order, numerically when every id is a 64-bit integer and by UTF-16 code unit otherwise. Immutable.
 *
 * <p>Memory: 8 bytes an id for numbers, about 56 plus its characters for texts.
 */
public sealed interface Ids {
    /** The number of ids. */
    int size();

    /** The source id of an index in {@code [0, size())}. */
    String id(int index);

    /** The index of a source id, if it is one of these. */
    OptionalInt indexOf(String id);

    /** Ids that are integers; the array must be ascending without repetition and is not copied. */
    static Ids ofNumbers(long[] ascending) {
        for (int i = 1; i < ascending.length; i++) {
            if (ascending[i - 1] >= ascending[i]) {
                throw MatineeException.usage(
                        "ids must be ascending, got " + ascending[i] + " after " + ascending[i - 1]);
            }
        }
        return new Numbers(ascending);
    }

    /** Ids that are texts; the array must be ascending without repetition and is not copied. */
    static Ids ofTexts(String[] ascending) {
        for (int i = 1; i < ascending.length; i++) {
            if (ascending[i - 1].compareTo(ascending[i]) >= 0) {
                throw MatineeException.usage(
                        "ids must be ascending, got " + ascending[i] + " after " + ascending[i - 1]);
            }
        }
        return new Texts(ascending);
    }

    /**
     * These and more ids. Ids that are numbers stay so: of the others, those that are none are left out then.
     *
     * @param more in any order, with or without those that there are already
     */
    default Ids with(Collection<String> more) {
        return switch (this) {
            case Numbers numbers ->
                ofNumbers(LongStream.concat(
                                Arrays.stream(numbers.values),
                                more.stream().filter(Ids::isCanonicalNumber).mapToLong(Long::parseLong))
                        .sorted()
                        .distinct()
                        .toArray());
            case Texts texts ->
                ofTexts(Stream.concat(Arrays.stream(texts.values), more.stream())
                        .sorted()
                        .distinct()
                        .toArray(String[]::new));
        };
    }

    /** Whether a text is a 64-bit integer in its one canonical spelling, so that it survives being kept as a number. */
    static boolean isCanonicalNumber(String id) {
        if (id.isEmpty() || id.length() > 20) {
            return false;
        }
        try {
            return Long.toString(Long.parseLong(id)).equals(id);
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }

    /** Ids kept as numbers. */
    final class Numbers implements Ids {
        private final long[] values;

        private Numbers(long[] values) {
            this.values = values;
        }

        /** The id of an index as the number it is. */
        public long number(int index) {
            return values[index];
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public String id(int index) {
            return Long.toString(values[index]);
        }

        @Override
        public OptionalInt indexOf(String id) {
            return isCanonicalNumber(id) ? indexOf(Long.parseLong(id)) : OptionalInt.empty();
        }

        /** The index of a number, if it is one of these. */
        public OptionalInt indexOf(long id) {
            int found = Arrays.binarySearch(values, id);
            return found >= 0 ? OptionalInt.of(found) : OptionalInt.empty();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Numbers that && Arrays.equals(values, that.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }

        @Override
        public String toString() {
            return size() + " numeric ids";
        }
    }

    /** Ids kept as texts. */
    final class Texts implements Ids {
        private final String[] values;

        private Texts(String[] values) {
            this.values = values;
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public String id(int index) {
            return values[index];
        }

        @Override
        public OptionalInt indexOf(String id) {
            int found = Arrays.binarySearch(values, id);
            return found >= 0 ? OptionalInt.of(found) : OptionalInt.empty();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Texts that && Arrays.equals(values, that.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }

        @Override
        public String toString() {
            return size() + " text ids";
        }
    }
}
