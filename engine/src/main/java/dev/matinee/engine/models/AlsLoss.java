package dev.matinee.engine.models;

import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import java.util.Arrays;

/** The loss of {@link ImplicitAls} in double precision, written down as in its Javadoc and shared with no solver. */
final class AlsLoss {
    private static final int ROWS_AT_ONCE = 64;

    private AlsLoss() {}

    static double of(ImplicitAls settings, Interactions ratings, float[] userFactors, float[] itemFactors, Run run) {
        int factors = settings.factors();
        AlsSide users = new AlsSide(
                settings, ratings.byUser(), ratings.items().size(), ratings.lowestRating(), userFactors, run);
        AlsSide items = new AlsSide(
                settings, ratings.byItem(), ratings.users().size(), ratings.lowestRating(), itemFactors, run);
        double[] sums = new double[Math.ceilDiv(users.rows(), ROWS_AT_ONCE)];
        run.parallelRanges(users.rows(), ROWS_AT_ONCE, (from, to) -> {
            RowFeedback feedback = users.reader();
            for (int user = from; user < to; user++) {
                feedback.read(users.ratings(), user);
                for (int i = 0; i < feedback.count; i++) {
                    double product = 0;
                    for (int f = 0; f < factors; f++) {
                        product += (double) userFactors[user * factors + f]
                                * itemFactors[feedback.columns[i] * factors + f];
                    }
                    sums[from / ROWS_AT_ONCE] +=
                            (feedback.weights[i] * product - 2.0 * feedback.targets[i]) * product + feedback.targets[i];
                }
            }
        });
        double everywhere = 0;
        double[] ofUsers = gram(userFactors, factors);
        double[] ofItems = gram(itemFactors, factors);
        for (int i = 0; i < ofUsers.length; i++) {
            everywhere += ofUsers[i] * ofItems[i];
        }
        return Arrays.stream(sums).sum() + settings.unobservedWeight() * everywhere + users.penalty() + items.penalty();
    }

    private static double[] gram(float[] table, int factors) {
        double[] gram = new double[factors * factors];
        for (int row = 0; row < table.length; row += factors) {
            for (int i = 0; i < factors; i++) {
                for (int j = 0; j < factors; j++) {
                    gram[i * factors + j] += (double) table[row + i] * table[row + j];
                }
            }
        }
        return gram;
    }
}
