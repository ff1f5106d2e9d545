package dev.matinee.engine.split;

import dev.matinee.engine.matrix.Interactions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One division of the ratings: two disjoint sets over the same users and items.
 *
 * @param training what models learn from
 * @param heldOut what they are measured on
 * @param kind the division in the words of the command line, such as {@code "latest:0.2"}
 * @param seed the seed the division was drawn with
 * @param dataHash the hash of all ratings, before the division
 */
public record Split(TrainingSet training, HeldOut heldOut, String kind, long seed, String dataHash) {
    static Split of(Interactions training, Interactions heldOut, String kind, long seed, String dataHash) {
        return new Split(new TrainingSet(training, kind + " seed " + seed), new HeldOut(heldOut), kind, seed, dataHash);
    }

    /** Sixteen hexadecimal digits that are equal for equal divisions of equal data. */
    public String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(training.hash().getBytes(StandardCharsets.US_ASCII));
            digest.update(heldOut.interactions().hash().getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
