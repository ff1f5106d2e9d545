package dev.matinee.engine.split;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.math.BigDecimal;
import java.util.List;

/**
 * {@code stratified:0.2,4}: of all ratings of 4 and more, and of all below, a random share each is held out, so that both
 * parts have the same share of likes. Whoever gave them, every choice is equally likely but for one rule: a user's last
 * rating left to learn from is never held out, so that every user who is measured was learned from, and the share may come
 * out a little smaller for it.
 *
 * <p>Cost: two looks at every rating and one bit each.
 */
public final class StratifiedHoldout implements Splitter {
    private static final String FORM =
            "stratified needs a share above 0 and below 1 and the rating from which on it is a like, such as"
                    + " stratified:0.2,4";

    private final double share;
    private final double likeAt;

    private StratifiedHoldout(double share, double likeAt) {
        this.share = share;
        this.likeAt = likeAt;
    }

    /**
     * Holds out a share of the likes and of the others.
     *
     * @param share above 0 and below 1
     * @param likeAt a rating of this and above is a like
     */
    public static StratifiedHoldout of(double share, double likeAt) {
        if (!(share > 0 && share < 1) || !Double.isFinite(likeAt)) {
            throw MatineeException.usage(FORM + ", got " + share + "," + likeAt);
        }
        return new StratifiedHoldout(share, likeAt);
    }

    /** Reads what stands behind {@code stratified:}. */
    static StratifiedHoldout parse(String value) {
        String[] numbers = value.split(",", -1);
        try {
            if (numbers.length == 2) {
                return of(Double.parseDouble(numbers[0].strip()), Double.parseDouble(numbers[1].strip()));
            }
        } catch (NumberFormatException notANumber) {
            throw MatineeException.usage(FORM + ", got stratified:" + value);
        }
        throw MatineeException.usage(FORM + ", got stratified:" + value);
    }

    @Override
    public List<Split> splits(Interactions interactions, Run run) {
        Rows rows = interactions.byUser();
        long[] left = new long[2];
        for (long position = 0; position < rows.size(); position++) {
            left[stratum(rows.rating(position))]++;
        }
        run.checkCancelled();
        long[] wanted = {Math.round(share * left[0]), Math.round(share * left[1])};
        RandomStream random = run.random("stratified", 0);
        PositionSet heldOut = new PositionSet(rows.size());
        for (int user = 0; user < rows.rows(); user++) {
            int kept = 0;
            for (long position = rows.start(user); position < rows.end(user); position++) {
                int stratum = stratum(rows.rating(position));
                boolean chosen = random.nextLong(left[stratum]) < wanted[stratum];
                left[stratum]--;
                if (chosen) {
                    wanted[stratum]--;
                }
                if (chosen && (kept > 0 || position < rows.end(user) - 1)) {
                    heldOut.add(position);
                } else {
                    kept++;
                }
            }
        }
        return List.of(Split.cut(interactions, heldOut, kind(), run));
    }

    private int stratum(float rating) {
        return rating >= likeAt ? 1 : 0;
    }

    @Override
    public String kind() {
        return "stratified:" + plain(share) + "," + plain(likeAt);
    }

    @Override
    public String toString() {
        return kind();
    }

    private static String plain(double number) {
        return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }
}
