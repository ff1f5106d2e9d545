package dev.matinee.engine.matrix;

import dev.matinee.engine.Lazy;
import dev.matinee.engine.Run;
import java.nio.file.Path;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/**
 * Who rated what, how and when: an immutable sparse matrix of users by items with at most one rating a pair, held
 * outside the Java heap (memory-mapped when it comes from a file) in both orientations. Thread-safe.
 *
 * <p>Memory: 14 bytes a rating when there are at most 256 distinct ratings and all have times (4 item, 1 rating, 4 time
 * by user; 4 user, 1 rating by item), 20 bytes with more distinct ratings, and 8 bytes a user and an item.
 */
public final class Interactions {
    private final Ids users;
    private final Ids items;
    private final Rows byUser;
    private final Rows byItem;
    private final String hash;
    private final Lazy<SideFeatures> features;
    private final Lazy<ItemTerms> terms;

    Interactions(Ids users, Ids items, Rows byUser, Rows byItem, String hash) {
        this(users, items, byUser, byItem, hash, Lazy.of(SideFeatures::none), Lazy.of(ItemTerms::none));
    }

    private Interactions(
            Ids users,
            Ids items,
            Rows byUser,
            Rows byItem,
            String hash,
            Lazy<SideFeatures> features,
            Lazy<ItemTerms> terms) {
        this.features = features;
        this.terms = terms;
        this.users = users;
        this.items = items;
        this.byUser = byUser;
        this.byItem = byItem;
        this.hash = hash;
    }

    /** Opens a file that {@link InteractionsBuilder#write} wrote, by mapping it: nothing is read ahead. */
    public static Interactions open(Path file) {
        return InteractionsFile.open(file);
    }

    /** The users, in index order. */
    public Ids users() {
        return users;
    }

    /** The items, in index order. */
    public Ids items() {
        return items;
    }

    /** The number of ratings. */
    public long size() {
        return byUser.size();
    }

    /** The ratings by user; columns are item indexes. */
    public Rows byUser() {
        return byUser;
    }

    /** The ratings by item; columns are user indexes. Times are only kept {@linkplain #byUser by user}. */
    public Rows byItem() {
        return byItem;
    }

    /** The lowest rating there is; NaN without ratings. */
    public float lowestRating() {
        return byUser.lowest();
    }

    /** The highest rating there is; NaN without ratings. */
    public float highestRating() {
        return byUser.highest();
    }

    /** The SHA-256 of ids, ratings and times in hexadecimal: equal data has the equal hash. */
    public String hash() {
        return hash;
    }

    /** What is known of users and items beside ratings; nothing unless {@link #features(Supplier)} said otherwise. */
    public SideFeatures features() {
        return features.get();
    }

    /**
     * The same ratings, with what is known of their users and items; every {@link #subset} knows it too.
     *
     * @param features asked for at most once, when somebody first wants to know
     */
    public Interactions features(Supplier<SideFeatures> features) {
        return new Interactions(users, items, byUser, byItem, hash, Lazy.of(features), terms);
    }

    /** What the items are about, one row an item; nothing unless {@link #terms(Supplier)} said otherwise. */
    public ItemTerms terms() {
        return terms.get();
    }

    /**
     * The same ratings, with what their items are about; every {@link #subset} knows it too.
     *
     * @param terms asked for at most once, when somebody first wants to know
     */
    public Interactions terms(Supplier<ItemTerms> terms) {
        return new Interactions(users, items, byUser, byItem, hash, features, Lazy.of(terms));
    }

    /**
     * The ratings at the chosen positions of {@link #byUser}, with the same users and items (some of which may have no
     * rating left), outside the heap.
     */
    public Interactions subset(LongPredicate chosen, Run run) {
        InteractionsBuilder builder = new InteractionsBuilder(users, items);
        for (int user = 0; user < users.size(); user++) {
            for (long position = byUser.start(user); position < byUser.end(user); position++) {
                if (chosen.test(position)) {
                    builder.add(user, byUser.column(position), byUser.rating(position), byUser.time(position));
                }
            }
        }
        Interactions chosenOnes = builder.build(run);
        return new Interactions(users, items, chosenOnes.byUser, chosenOnes.byItem, chosenOnes.hash, features, terms);
    }
}
