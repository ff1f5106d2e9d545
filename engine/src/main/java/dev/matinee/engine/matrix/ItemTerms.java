package dev.matinee.engine.matrix;

import dev.matinee.engine.MatineeException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What items are about, in terms: the words of their texts, their genres, who made them. It holds nothing that was learned
 * from ratings, so it is the same for every part of them. Immutable; the arrays must not be changed.
 *
 * @param terms every term, ascending by kind and text
 * @param rows the places of each item's terms, ascending; in index order of the items
 * @param weights how much each of them says about the item, above 0; in the order of {@code rows}
 */
public record ItemTerms(List<Term> terms, int[][] rows, float[][] weights) {
    private static final ItemTerms NONE = new ItemTerms(List.of(), new int[0][], new float[0][]);

    /**
     * One term.
     *
     * @param kind what it is: {@code genre}, {@code word}, {@code person}
     * @param text how it is shown
     */
    public record Term(String kind, String text) implements Comparable<Term> {
        @Override
        public int compareTo(Term other) {
            int byKind = kind.compareTo(other.kind);
            return byKind != 0 ? byKind : text.compareTo(other.text);
        }
    }

    /** Checks the places and weights. */
    public ItemTerms {
        terms = List.copyOf(terms);
        if (rows.length != weights.length) {
            throw MatineeException.usage(
                    "terms must have weights for each item, got " + rows.length + " and " + weights.length);
        }
        for (int item = 0; item < rows.length; item++) {
            if (rows[item].length != weights[item].length) {
                throw MatineeException.usage("item " + item + " has " + rows[item].length + " terms and "
                        + weights[item].length + " weights");
            }
            for (int i = 0; i < rows[item].length; i++) {
                int place = rows[item][i];
                if (place < 0 || place >= terms.size() || (i > 0 && place <= rows[item][i - 1])) {
                    throw MatineeException.usage("item " + item + " has terms out of order, or beyond the "
                            + terms.size() + " there are: " + place);
                }
                if (!(weights[item][i] > 0) || Float.isInfinite(weights[item][i])) {
                    throw MatineeException.usage(
                            "weights of terms must be above 0, got " + weights[item][i] + " of item " + item);
                }
            }
        }
    }

    /** Nothing is known. */
    public static ItemTerms none() {
        return NONE;
    }

    /** Whether nothing is known of any item. */
    public boolean isEmpty() {
        return terms.isEmpty();
    }

    /** The SHA-256 of everything in hexadecimal: equal terms have the equal hash. */
    public String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Term term : terms) {
                digest.update((term.kind() + "\u0000" + term.text() + "\u0000").getBytes(StandardCharsets.UTF_8));
            }
            for (int item = 0; item < rows.length; item++) {
                StringBuilder row = new StringBuilder();
                for (int i = 0; i < rows[item].length; i++) {
                    row.append(rows[item][i])
                            .append(':')
                            .append(Float.floatToIntBits(weights[item][i]))
                            .append(' ');
                }
                digest.update(row.append(';').toString().getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
