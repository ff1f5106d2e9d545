package dev.matinee.engine.split;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@code users:0.1}, {@code users:500} or {@code users:0.1,0.5}: a random share or number of users is held out whole
 * (strong generalisation: Marlin 2004; Liang, Krishnan, Hoffman, Jebara 2018). The models learn from all ratings of all
 * other users. Of each held-out user a random part of the ratings, four fifths or the second number, is
 * {@linkplain HeldOut#given given} to the model when it is asked, and the rest is to be found.
 *
 * <p>Only users with at least two ratings can be held out, so that each has one rating given and one to be found; of n
 * ratings {@code round((1 - part) x n)} are to be found, halves upwards, at least 1 and at most n - 1. Every choice of
 * users and of their ratings is equally likely. Liang et al. moreover drop users with fewer than five positive ratings
 * before they split, and items that no training user rated; here all users and items stay.
 *
 * <p>Cost: one look at every rating, two bits each.
 */
public final class HeldOutUsers implements Splitter {
    private static final double USUAL_PART = 0.8;
    private static final String FORM =
            "users needs a share of the users below 1 or a number of users, and may have the part"
                    + " of their ratings that is given, such as users:0.1, users:500 or users:0.1,0.8";

    private final double wanted;
    private final double part;

    private HeldOutUsers(double wanted, double part) {
        this.wanted = wanted;
        this.part = part;
    }

    /** Holds out a share of the users, above 0 and below 1, and gives four fifths of their ratings. */
    public static HeldOutUsers share(double share) {
        if (!(share > 0 && share < 1)) {
            throw MatineeException.usage(FORM + ", got " + share);
        }
        return new HeldOutUsers(share, USUAL_PART);
    }

    /** Holds out this many users and gives four fifths of their ratings. */
    public static HeldOutUsers number(int users) {
        if (users < 1) {
            throw MatineeException.usage(FORM + ", got " + users);
        }
        return new HeldOutUsers(users, USUAL_PART);
    }

    /** The same with another part, above 0 and below 1, of each held-out user's ratings given to the model. */
    public HeldOutUsers giving(double part) {
        if (!(part > 0 && part < 1)) {
            throw MatineeException.usage("the part of ratings that is given must be above 0 and below 1, got " + part);
        }
        return new HeldOutUsers(wanted, part);
    }

    /** Reads what stands behind {@code users:}. */
    static HeldOutUsers parse(String value) {
        String[] numbers = value.split(",", -1);
        try {
            double wanted = Double.parseDouble(numbers[0].strip());
            if (numbers.length > 2 || (wanted >= 1 && (wanted != Math.rint(wanted) || wanted > Integer.MAX_VALUE))) {
                throw MatineeException.usage(FORM + ", got users:" + value);
            }
            HeldOutUsers rule = wanted >= 1 ? number((int) wanted) : share(wanted);
            return numbers.length == 1 ? rule : rule.giving(Double.parseDouble(numbers[1].strip()));
        } catch (NumberFormatException notANumber) {
            throw MatineeException.usage(FORM + ", got users:" + value);
        }
    }

    @Override
    public List<Split> splits(Interactions interactions, Run run) {
        Rows rows = interactions.byUser();
        int[] candidates = IntStream.range(0, rows.rows())
                .filter(user -> rows.count(user) > 1)
                .toArray();
        int left = wanted < 1 ? (int) Math.max(1, Math.round(wanted * candidates.length)) : (int) wanted;
        if (left > candidates.length || candidates.length == 0) {
            throw MatineeException.badData(
                    kind() + " holds out " + left + " users, but only " + candidates.length
                            + " have the two ratings it takes",
                    "hold out fewer users");
        }
        PositionSet ofHeldOutUsers = new PositionSet(interactions.size());
        PositionSet toFind = new PositionSet(interactions.size());
        RandomStream users = run.random("held-out users", 0);
        for (int i = 0; i < candidates.length && left > 0; i++) {
            if (users.nextInt(candidates.length - i) < left) {
                choose(rows, candidates[i], ofHeldOutUsers, toFind, run);
                left--;
            }
        }
        Interactions training = interactions.subset(ofHeldOutUsers::lacks, run);
        if (training.size() == 0) {
            throw MatineeException.badData(
                    kind() + " of " + candidates.length + " users leaves nothing to learn from",
                    "hold out fewer users");
        }
        Interactions given =
                interactions.subset(position -> ofHeldOutUsers.contains(position) && toFind.lacks(position), run);
        HeldOut heldOut = new HeldOut(interactions.subset(toFind::contains, run), Optional.of(given));
        TrainingSet learned = new TrainingSet(training, kind() + " seed " + run.seed());
        return List.of(new Split(learned, heldOut, kind(), run.seed(), interactions.hash()));
    }

    private void choose(Rows rows, int user, PositionSet ofHeldOutUsers, PositionSet toFind, Run run) {
        int left = rows.count(user);
        int find = Math.clamp((int) Math.floor((1 - part) * left + 0.5 + 1e-9), 1, left - 1);
        RandomStream random = run.random("given ratings", user);
        for (long position = rows.start(user); position < rows.end(user); position++, left--) {
            ofHeldOutUsers.add(position);
            if (random.nextInt(left) < find) {
                toFind.add(position);
                find--;
            }
        }
    }

    @Override
    public String kind() {
        return "users:" + plain(wanted) + (part == USUAL_PART ? "" : "," + plain(part));
    }

    @Override
    public String toString() {
        return kind();
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
