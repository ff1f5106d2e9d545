package dev.matinee.engine.matrix;

import java.util.Arrays;

/** Distinct ratings, up to 256, and the code of each: its place among them in ascending order. Not thread-safe. */
final class RatingCodes {
    static final int MOST = 256;

    private static final int SLOTS = 4 * MOST;

    private final int[] bits = new int[SLOTS];
    private final short[] places = new short[SLOTS];
    private int size;
    private boolean coded = true;

    /** The codes of a scale, which is ascending. */
    static RatingCodes of(float[] scale) {
        RatingCodes codes = new RatingCodes();
        for (float rating : scale) {
            codes.add(rating);
        }
        return codes;
    }

    private int slot(int wanted) {
        int slot = (wanted * 0x9E3779B9) >>> 22;
        while (places[slot] != 0 && bits[slot] != wanted) {
            slot = (slot + 1) % SLOTS;
        }
        return slot;
    }

    /** Takes a rating in; from the 257th different one on, nothing more. */
    void add(float rating) {
        int wanted = Float.floatToRawIntBits(rating + 0f);
        int slot = slot(wanted);
        if (places[slot] == 0) {
            coded &= size < MOST;
            if (coded) {
                bits[slot] = wanted;
                places[slot] = (short) ++size;
            }
        }
    }

    void addAll(RatingCodes others) {
        coded &= others.coded;
        for (int slot = 0; slot < SLOTS; slot++) {
            if (others.places[slot] != 0) {
                add(Float.intBitsToFloat(others.bits[slot]));
            }
        }
    }

    /** The code of a rating of the scale that these were made of. */
    int code(float rating) {
        return places[slot(Float.floatToRawIntBits(rating + 0f))] - 1;
    }

    /** The ratings, ascending; none when they are too many. */
    float[] scale() {
        if (!coded) {
            return new float[0];
        }
        float[] scale = new float[size];
        int found = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            if (places[slot] != 0) {
                scale[found++] = Float.intBitsToFloat(bits[slot]);
            }
        }
        Arrays.sort(scale);
        return scale;
    }
}
