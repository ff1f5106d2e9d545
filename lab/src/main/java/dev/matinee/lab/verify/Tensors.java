package dev.matinee.lab.verify;

import dev.matinee.engine.recommend.Tensor;
import dev.matinee.lab.verify.Verification.Difference;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Compares the tensors of two models, bit by bit. */
final class Tensors {
    private Tensors() {}

    static List<Difference> differences(Map<String, Tensor> recorded, Map<String, Tensor> recomputed) {
        TreeSet<String> names = new TreeSet<>(recorded.keySet());
        names.addAll(recomputed.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            Tensor then = recorded.get(name);
            Tensor now = recomputed.get(name);
            if (then == null || now == null) {
                differences.add(new Difference(
                        "tensor " + name,
                        then == null ? "absent" : shape(then),
                        now == null ? "absent" : shape(now),
                        Double.NaN));
            } else {
                difference(name, then, now).ifPresent(differences::add);
            }
        }
        return differences;
    }

    static long count(Map<String, Tensor> tensors) {
        return tensors.values().stream()
                .mapToLong(tensor -> Array.getLength(tensor.values()))
                .sum();
    }

    private static Optional<Difference> difference(String name, Tensor then, Tensor now) {
        boolean sameType = then.values().getClass() == now.values().getClass();
        if (!sameType || !Arrays.equals(then.shape(), now.shape())) {
            return Optional.of(new Difference("tensor " + name, shape(then), shape(now), Double.NaN));
        }
        int length = Array.getLength(then.values());
        int different = 0;
        int worst = -1;
        double largest = 0;
        for (int i = 0; i < length; i++) {
            if (!sameBits(then.values(), now.values(), i)) {
                different++;
                double distance = Math.abs(number(then.values(), i) - number(now.values(), i));
                if (worst < 0 || distance > largest) {
                    largest = distance;
                    worst = i;
                }
            }
        }
        if (different == 0) {
            return Optional.empty();
        }
        return Optional.of(new Difference(
                "tensor " + name + ", " + different + " of " + length + " values, most at " + worst,
                String.valueOf(Array.get(then.values(), worst)),
                String.valueOf(Array.get(now.values(), worst)),
                largest));
    }

    private static boolean sameBits(Object then, Object now, int i) {
        return switch (then) {
            case float[] floats -> Float.floatToRawIntBits(floats[i]) == Float.floatToRawIntBits(((float[]) now)[i]);
            case int[] ints -> ints[i] == ((int[]) now)[i];
            case long[] longs -> longs[i] == ((long[]) now)[i];
            case byte[] bytes -> bytes[i] == ((byte[]) now)[i];
            default -> throw new IllegalStateException(then.getClass().getName());
        };
    }

    private static double number(Object values, int i) {
        return ((Number) Array.get(values, i)).doubleValue();
    }

    private static String shape(Tensor tensor) {
        return tensor.values().getClass().getComponentType() + " " + Arrays.toString(tensor.shape());
    }
}
