package dev.matinee.engine.models;

import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.kernels.SparseBlock;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.util.Arrays;

/**
 * Ratings cut into blocks for stochastic gradient descent on several threads, as Gemulla, Nijkamp, Haas, Sismanis 2011
 * ("Large-scale matrix factorization with distributed stochastic gradient descent") do: users and items are shuffled and cut
 * into equally many strata of about as many ratings each, and blocks that share neither users nor items can be gone through
 * at once, in any order. How many strata there are depends on the data alone, so the result does not depend on threads.
 *
 * <p>A stratum of items is small enough for a second-level cache; its items, and the users of a stratum, have consecutive
 * {@linkplain #itemPlaces places}. Within a block ratings are in the order of users.
 *
 * <p>Memory: 8 bytes a rating, 4 a user and an item, and 8 a user and stratum in which that user has ratings.
 */
final class RatingBlocks {
    private static final int STRATUM_BYTES = 256 << 10;
    private static final int FEWEST_STRATA = 8;
    private static final int MOST_STRATA = 64;

    private final int[] userPlaces;
    private final int[] itemPlaces;
    private final int[] userCuts;
    private final int[] itemCuts;
    private final SparseBlock[] blocks;

    /** Cuts ratings, which become values in units of the scale's deviation above its mean. */
    static RatingBlocks of(Interactions ratings, RatingScale scale, int factors, Run run) {
        long fitting = Math.ceilDiv(4L * factors * ratings.items().size(), (long) STRATUM_BYTES);
        int strata = Math.clamp(fitting, FEWEST_STRATA, MOST_STRATA);
        strata = Math.min(
                strata, Math.min(ratings.users().size(), ratings.items().size()));
        return new RatingBlocks(ratings, scale, strata, run);
    }

    RatingBlocks(Interactions ratings, RatingScale scale, int strata, Run run) {
        int[] users = shuffled(ratings.byUser().rows(), run.random("strata of users", 0));
        int[] items = shuffled(ratings.byItem().rows(), run.random("strata of items", 0));
        this.userPlaces = inverse(users);
        this.itemPlaces = inverse(items);
        this.userCuts = cuts(ratings.byUser(), users, strata);
        this.itemCuts = cuts(ratings.byItem(), items, strata);
        this.blocks = new SparseBlock[strata * strata];
        int[] strataOfItems = new int[items.length];
        for (int stratum = 0; stratum < strata; stratum++) {
            for (int place = itemCuts[stratum]; place < itemCuts[stratum + 1]; place++) {
                strataOfItems[items[place]] = stratum;
            }
        }
        run.parallel(strata, stratum -> fill(ratings.byUser(), scale, users, strataOfItems, stratum));
    }

    /** How many strata users, and items, are cut into. */
    int strata() {
        return userCuts.length - 1;
    }

    /** The ratings of users of one stratum on items of one; rows and columns are places. */
    SparseBlock block(int users, int items) {
        return blocks[users * strata() + items];
    }

    /** The place of each user. */
    int[] userPlaces() {
        return userPlaces;
    }

    /** The place of each item. */
    int[] itemPlaces() {
        return itemPlaces;
    }

    private void fill(Rows byUser, RatingScale scale, int[] users, int[] strataOfItems, int stratum) {
        int strata = strata();
        int[] rows = new int[strata];
        int[] entries = new int[strata];
        int[] last = new int[strata];
        Arrays.fill(last, -1);
        for (int place = userCuts[stratum]; place < userCuts[stratum + 1]; place++) {
            for (long position = byUser.start(users[place]); position < byUser.end(users[place]); position++) {
                int other = strataOfItems[byUser.column(position)];
                rows[other] += last[other] == place ? 0 : 1;
                last[other] = place;
                entries[other]++;
            }
        }
        for (int other = 0; other < strata; other++) {
            blocks[stratum * strata + other] = new SparseBlock(
                    new int[rows[other]], new int[rows[other] + 1], new int[entries[other]], new float[entries[other]]);
        }
        Arrays.fill(rows, 0);
        Arrays.fill(entries, 0);
        Arrays.fill(last, -1);
        for (int place = userCuts[stratum]; place < userCuts[stratum + 1]; place++) {
            for (long position = byUser.start(users[place]); position < byUser.end(users[place]); position++) {
                int item = byUser.column(position);
                int other = strataOfItems[item];
                SparseBlock block = blocks[stratum * strata + other];
                if (last[other] != place) {
                    last[other] = place;
                    block.rows()[rows[other]++] = place;
                }
                block.columns()[entries[other]] = itemPlaces[item];
                block.values()[entries[other]++] = (byUser.rating(position) - scale.mean()) / scale.deviation();
                block.starts()[rows[other]] = entries[other];
            }
        }
    }

    static int[] shuffled(int size, RandomStream random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private static int[] inverse(int[] order) {
        int[] places = new int[order.length];
        for (int place = 0; place < order.length; place++) {
            places[order[place]] = place;
        }
        return places;
    }

    private static int[] cuts(Rows rows, int[] order, int strata) {
        int[] cuts = new int[strata + 1];
        long before = 0;
        int stratum = 0;
        for (int place = 0; place < order.length; place++) {
            while (before * strata >= rows.size() * (stratum + 1)) {
                cuts[++stratum] = place;
            }
            before += rows.count(order[place]);
        }
        Arrays.fill(cuts, stratum + 1, strata + 1, order.length);
        return cuts;
    }
}
