package dev.matinee.testkit;

import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.ItemTerms;
import dev.matinee.engine.matrix.ItemTerms.Term;
import java.util.List;

/** What toy items are about: their colour, and one of three shades that both colours have. */
public final class ToyTerms {
    private static final List<Term> TERMS = List.of(
            new Term("genre", "black"),
            new Term("genre", "white"),
            new Term("word", "bright"),
            new Term("word", "dark"),
            new Term("word", "dull"));

    private ToyTerms() {}

    /** The same ratings of items that are about something; items of even and odd index differ in colour. */
    public static Interactions of(Interactions ratings) {
        int items = ratings.items().size();
        int[][] rows = new int[items][];
        float[][] weights = new float[items][];
        for (int item = 0; item < items; item++) {
            rows[item] = new int[] {item % 2, 2 + item / 2 % 3};
            weights[item] = new float[] {4, 1};
        }
        return ratings.terms(() -> new ItemTerms(TERMS, rows, weights));
    }
}
