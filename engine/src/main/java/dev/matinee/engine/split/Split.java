package dev.matinee.engine.split;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

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
        return new Split(
                new TrainingSet(training, kind + " seed " + seed),
                new HeldOut(heldOut, Optional.empty()),
                kind,
                seed,
                dataHash);
    }

    /** Cuts ratings in two: the positions of {@code byUser} that are held out, and all others. */
    static Split cut(Interactions interactions, PositionSet heldOut, String kind, Run run) {
        Interactions kept = interactions.subset(heldOut::contains, run);
        if (kept.size() == 0 || kept.size() == interactions.size()) {
            throw MatineeException.badData(
                    kind + " of " + interactions.size() + " ratings leaves nothing to "
                            + (kept.size() == 0 ? "measure on" : "learn from"),
                    "use more ratings or another split");
        }
        Interactions training = interactions.subset(heldOut::lacks, run);
        return of(training, kept, kind, run.seed(), interactions.hash());
    }

    /**
     * The same held-out ratings with a random share of the training ratings, to see what more of them would bring. A
     * smaller share is a part of a larger one, and all of them are this split itself.
     *
     * @param share above 0 and at most 1
     */
    public Split withTrainingShare(double share, Run run) {
        if (!(share > 0 && share <= 1)) {
            throw MatineeException.usage("a share of the training ratings must be above 0 and at most 1, got " + share);
        }
        if (share == 1) {
            return this;
        }
        Interactions all = training.interactions();
        PositionSet chosen = new PositionSet(all.size());
        for (int user = 0; user < all.byUser().rows(); user++) {
            RandomStream random = run.random("training share", user);
            for (long position = all.byUser().start(user);
                    position < all.byUser().end(user);
                    position++) {
                if (random.nextDouble() < share) {
                    chosen.add(position);
                }
            }
        }
        Interactions some = all.subset(chosen::contains, run);
        if (some.size() == 0) {
            throw MatineeException.badData(
                    "a share of " + share + " of " + all.size() + " training ratings leaves nothing to learn from",
                    "use a larger share");
        }
        return new Split(
                new TrainingSet(some, training.origin() + ", a share of " + share), heldOut, kind, seed, dataHash);
    }

    /** Sixteen hexadecimal digits that are equal for equal divisions of equal data. */
    public String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(training.hash().getBytes(StandardCharsets.US_ASCII));
            digest.update(heldOut.interactions().hash().getBytes(StandardCharsets.US_ASCII));
            heldOut.given().ifPresent(given -> digest.update(given.hash().getBytes(StandardCharsets.US_ASCII)));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
