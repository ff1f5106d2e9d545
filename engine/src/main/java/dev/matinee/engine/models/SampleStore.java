package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.recommend.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The kept samples of {@link BayesianMf}: for every row of every side its factors, one sample after the other, and its own
 * part of the score.
 *
 * <p>Memory: 4 (factors + 1) samples bytes a user, item and day.
 *
 * @param samples how many samples there are
 * @param factors how many factors each has
 * @param scale the mean and deviation of the ratings, or their different values, by likelihood
 * @param noise what belongs to the likelihood, sample after sample
 * @param spreads the variances among users and among items, sample after sample
 * @param vectors the factors by side: {@code (row * samples + sample) * factors + factor}
 * @param own each row's own part of the score by side: {@code row * samples + sample}
 */
record SampleStore(
        int samples, int factors, float[] scale, float[] noise, float[] spreads, float[][] vectors, float[][] own) {
    private static final List<String> SIDES = List.of("user", "item", "day");
    private static final int SPREADS = 2;

    static SampleStore of(BayesianMf settings, List<FeatureBlock> sides, int ofNoise, float[] scale) {
        int samples = settings.samples();
        int factors = settings.factors();
        float[][] vectors = new float[sides.size()][];
        float[][] own = new float[sides.size()][];
        for (int side = 0; side < vectors.length; side++) {
            long rows = sides.get(side).rows();
            if (rows * samples * factors > Integer.MAX_VALUE - 8) {
                throw MatineeException.badData(
                        "bayesian-mf would keep " + samples + " samples of " + factors + " factors for " + rows + " "
                                + SIDES.get(side) + "s, more than the " + (Integer.MAX_VALUE - 8)
                                + " numbers that one array holds",
                        "lower samples and raise thinning instead");
            }
            vectors[side] = new float[(int) rows * samples * factors];
            own[side] = new float[(int) rows * samples];
        }
        return new SampleStore(
                samples, factors, scale, new float[samples * ofNoise], new float[samples * SPREADS], vectors, own);
    }

    /** Keeps the present state of all sides as one of the samples. */
    void keep(int sample, List<FeatureBlock> sides, double[] ofNoise) {
        for (int i = 0; i < ofNoise.length; i++) {
            noise[sample * ofNoise.length + i] = (float) ofNoise[i];
        }
        for (int i = 0; i < SPREADS; i++) {
            spreads[sample * SPREADS + i] = (float) sides.get(i).spread();
        }
        for (int side = 0; side < vectors.length; side++) {
            FeatureBlock block = sides.get(side);
            float[] linear = block.sums(factors);
            for (int row = 0; row < block.rows(); row++) {
                own[side][row * samples + sample] = (float) (linear[row] + block.within(row));
            }
            for (int factor = 0; factor < factors; factor++) {
                float[] sums = block.sums(factor);
                for (int row = 0; row < sums.length; row++) {
                    vectors[side][(row * samples + sample) * factors + factor] = sums[row];
                }
            }
        }
    }

    int noiseWidth() {
        return noise.length / samples;
    }

    /** One sample in bytes. */
    byte[] bytes(int sample) {
        int size = noiseWidth() + SPREADS;
        for (float[] side : own) {
            size += side.length / samples * (factors + 1);
        }
        byte[] bytes = new byte[Math.multiplyExact(size, Float.BYTES)];
        FloatBuffer into = floats(bytes);
        into.put(noise, sample * noiseWidth(), noiseWidth()).put(spreads, sample * SPREADS, SPREADS);
        for (int side = 0; side < own.length; side++) {
            for (int at = sample; at < own[side].length; at += samples) {
                into.put(own[side][at]).put(vectors[side], at * factors, factors);
            }
        }
        return bytes;
    }

    /** Takes a sample that {@link #bytes} gave. */
    void restore(int sample, byte[] bytes) {
        FloatBuffer from = floats(bytes);
        from.get(noise, sample * noiseWidth(), noiseWidth()).get(spreads, sample * SPREADS, SPREADS);
        for (int side = 0; side < own.length; side++) {
            for (int at = sample; at < own[side].length; at += samples) {
                own[side][at] = from.get();
                from.get(vectors[side], at * factors, factors);
            }
        }
    }

    private static FloatBuffer floats(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }

    Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("scale", Tensor.of(scale, scale.length));
        tensors.put("noise", Tensor.of(noise, samples, noiseWidth()));
        tensors.put("spreads", Tensor.of(spreads, samples, SPREADS));
        for (int side = 0; side < own.length; side++) {
            int rows = own[side].length / samples;
            tensors.put(SIDES.get(side) + "Vectors", Tensor.of(vectors[side], rows, samples, factors));
            tensors.put(SIDES.get(side) + "Own", Tensor.of(own[side], rows, samples));
        }
        return tensors;
    }

    /**
     * Puts the samples together that {@link #tensors} took apart.
     *
     * @param rows the number of rows of each side
     */
    static SampleStore load(BayesianMf settings, Map<String, Tensor> tensors, int... rows) {
        int samples = settings.samples();
        int factors = settings.factors();
        float[][] vectors = new float[rows.length][];
        float[][] own = new float[rows.length][];
        for (int side = 0; side < rows.length; side++) {
            vectors[side] = Tensor.floats(tensors, SIDES.get(side) + "Vectors", rows[side], samples, factors);
            own[side] = Tensor.floats(tensors, SIDES.get(side) + "Own", rows[side], samples);
        }
        boolean ordinal = settings.likelihood() == BayesianMf.Likelihood.ORDINAL;
        float[] scale = ordinal ? tensor(tensors, "scale").floats() : Tensor.floats(tensors, "scale", 2);
        int ofNoise = ordinal ? scale.length - 1 : 2;
        return new SampleStore(
                samples,
                factors,
                scale,
                Tensor.floats(tensors, "noise", samples, ofNoise),
                Tensor.floats(tensors, "spreads", samples, SPREADS),
                vectors,
                own);
    }

    private static Tensor tensor(Map<String, Tensor> tensors, String name) {
        Tensor found = tensors.get(name);
        if (found == null) {
            throw MatineeException.badData("the model file holds nothing as " + name, "train the model again");
        }
        return found;
    }
}
