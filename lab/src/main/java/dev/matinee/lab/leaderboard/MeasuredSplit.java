package dev.matinee.lab.leaderboard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the ratings were divided, once or several times.
 *
 * @param kind the rule in the words of the command line
 * @param seeds the seeds it was applied with, which the models were trained with as well
 * @param splits how many divisions that made, over all seeds
 * @param hash of a single division its own hash, of several one over all of theirs
 */
public record MeasuredSplit(String kind, List<Long> seeds, int splits, String hash) {
    /** Copies the list. */
    public MeasuredSplit {
        seeds = List.copyOf(seeds);
    }

    static MeasuredSplit of(String kind, List<Long> seeds, List<String> hashes) {
        String hash = hashes.size() == 1 ? hashes.getFirst() : shortHash(String.join(" ", hashes), 8);
        return new MeasuredSplit(kind, seeds, hashes.size(), hash);
    }

    /** The first bytes of the SHA-256 of a text, in hexadecimal. */
    static String shortHash(String text, int bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", kind);
        json.put("seed", seeds.getFirst());
        json.put("seeds", seeds);
        json.put("splits", splits);
        json.put("hash", hash);
        return json;
    }

    static MeasuredSplit of(RecordFields json) {
        return new MeasuredSplit(
                json.text("kind"), json.wholes("seeds"), (int) json.whole("splits"), json.text("hash"));
    }
}
