package dev.matinee.data.words;

import java.util.Locale;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/** Spells texts so that those that differ only in case and accents are the same. */
public final class Folding {
    private Folding() {}

    /** Lower case, with Latin letters in their plainest form: {@code Amélie} as {@code amelie}, {@code Ægir} as {@code aegir}. */
    public static String of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.chars().allMatch(letter -> letter < 128)) {
            return lower;
        }
        char[] in = lower.toCharArray();
        char[] out = new char[4 * in.length];
        return new String(out, 0, ASCIIFoldingFilter.foldToASCII(in, 0, out, 0, in.length));
    }
}
