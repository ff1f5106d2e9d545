package dev.matinee.engine.recommend;

import dev.matinee.engine.MatineeException;
import java.util.Arrays;
import java.util.Map;

/**
 * A named-by-its-holder array of numbers with a shape, row-major: what a model consists of and what a model file holds.
 *
 * @param shape the size of each dimension
 * @param values a {@code float[]}, {@code int[]}, {@code long[]} or {@code byte[]} as long as the product of the shape
 */
public record Tensor(long[] shape, Object values) {
    /** Checks that shape and values fit. */
    public Tensor {
        long expected = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (expected != java.lang.reflect.Array.getLength(values)) {
            throw MatineeException.usage("a tensor of shape " + Arrays.toString(shape) + " needs " + expected
                    + " values, got " + java.lang.reflect.Array.getLength(values));
        }
    }

    /** 32-bit floating-point numbers. */
    public static Tensor of(float[] values, long... shape) {
        return new Tensor(shape, values);
    }

    /** 32-bit integers. */
    public static Tensor of(int[] values, long... shape) {
        return new Tensor(shape, values);
    }

    /** 64-bit integers. */
    public static Tensor of(long[] values, long... shape) {
        return new Tensor(shape, values);
    }

    /** Bytes. */
    public static Tensor of(byte[] values, long... shape) {
        return new Tensor(shape, values);
    }

    /** The values as 32-bit floating-point numbers, not copied; {@code BAD_DATA} where they are of another type. */
    public float[] floats() {
        return as(float[].class);
    }

    /** The values as 32-bit integers, not copied; {@code BAD_DATA} where they are of another type. */
    public int[] ints() {
        return as(int[].class);
    }

    /** The values as 64-bit integers, not copied; {@code BAD_DATA} where they are of another type. */
    public long[] longs() {
        return as(long[].class);
    }

    /** The values as bytes, not copied; {@code BAD_DATA} where they are of another type. */
    public byte[] bytes() {
        return as(byte[].class);
    }

    /**
     * A named tensor of 32-bit floating-point numbers of a model file, not copied.
     *
     * @param shape the shape it must have
     * @throws MatineeException {@code BAD_DATA} when it is absent or of another type or shape
     */
    public static float[] floats(Map<String, Tensor> tensors, String name, long... shape) {
        return named(tensors, name, shape).floats();
    }

    /** A named tensor of 32-bit integers of a model file, as {@link #floats(Map, String, long...)}. */
    public static int[] ints(Map<String, Tensor> tensors, String name, long... shape) {
        return named(tensors, name, shape).ints();
    }

    private static Tensor named(Map<String, Tensor> tensors, String name, long... shape) {
        Tensor tensor = tensors.get(name);
        if (tensor == null || !Arrays.equals(tensor.shape, shape)) {
            throw MatineeException.badData(
                    "the model file holds " + (tensor == null ? "nothing" : Arrays.toString(tensor.shape)) + " as "
                            + name + " where " + Arrays.toString(shape) + " is expected",
                    "train the model again");
        }
        return tensor;
    }

    private <T> T as(Class<T> type) {
        if (!type.isInstance(values)) {
            throw MatineeException.badData(
                    "the model file holds " + values.getClass().getSimpleName() + " where " + type.getSimpleName()
                            + " is expected",
                    "train the model again");
        }
        return type.cast(values);
    }
}
