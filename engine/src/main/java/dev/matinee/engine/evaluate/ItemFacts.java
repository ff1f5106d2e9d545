package dev.matinee.engine.evaluate;

import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What the training ratings say of each item, for measures that look beyond hits. Immutable.
 *
 * <p>Memory: 24 bytes an item, and 256 for who rated it.
 */
final class ItemFacts {
    /** Who rated what is looked up among at most this many users, spread evenly over those with training ratings. */
    static final int MOST_RATERS = 2048;

    private final double[] popularity;
    private final double[] selfInformation;
    private final int[] byPopularity;
    private final int[] popularityRank;
    private final int words;
    private final long[] raters;
    private final int[] raterCounts;

    ItemFacts(Interactions training) {
        Rows byItem = training.byItem();
        Rows byUser = training.byUser();
        int items = byItem.rows();
        int[] users = IntStream.range(0, byUser.rows())
                .filter(user -> byUser.count(user) > 0)
                .toArray();
        popularity = new double[items];
        selfInformation = new double[items];
        for (int item = 0; item < items; item++) {
            popularity[item] = (double) byItem.count(item) / users.length;
            selfInformation[item] =
                    StrictMath.log((double) users.length / Math.max(1, byItem.count(item))) / StrictMath.log(2);
        }
        byPopularity = IntStream.range(0, items)
                .boxed()
                .sorted(Comparator.comparingInt((Integer item) -> -byItem.count(item))
                        .thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
        popularityRank = new int[items];
        for (int rank = 0; rank < items; rank++) {
            popularityRank[byPopularity[rank]] = rank;
        }
        int sample = Math.min(MOST_RATERS, users.length);
        words = Math.ceilDiv(sample, Long.SIZE);
        raters = new long[Math.multiplyExact(items, words)];
        raterCounts = new int[items];
        for (int i = 0; i < sample; i++) {
            int user = users[(int) ((long) i * users.length / sample)];
            for (long position = byUser.start(user); position < byUser.end(user); position++) {
                int item = byUser.column(position);
                raters[item * words + i / Long.SIZE] |= 1L << i;
                raterCounts[item]++;
            }
        }
    }

    /** The share of users with training ratings who rated the item. */
    double popularity(int item) {
        return popularity[item];
    }

    /** The mean popularity of some items; 0 of none. */
    double meanPopularity(int[] items) {
        return items.length == 0
                ? 0
                : Arrays.stream(items).mapToDouble(this::popularity).sum() / items.length;
    }

    /** How surprising it is, in bits, that somebody rated the item; one that nobody rated counts as rated by one. */
    double selfInformation(int item) {
        return selfInformation[item];
    }

    /** The item at a rank of popularity, from 0 on; ties by ascending index. */
    int atPopularityRank(int rank) {
        return byPopularity[rank];
    }

    /** The rank of an item by popularity, from 0 on. */
    int popularityRank(int item) {
        return popularityRank[item];
    }

    int items() {
        return byPopularity.length;
    }

    /** One minus the cosine of who rated the two: 0 when just the same users rated both, 1 when no user did. */
    double distance(int a, int b) {
        int both = 0;
        for (int word = 0; word < words; word++) {
            both += Long.bitCount(raters[a * words + word] & raters[b * words + word]);
        }
        return both == 0 ? 1 : 1 - both / Math.sqrt((double) raterCounts[a] * raterCounts[b]);
    }
}
