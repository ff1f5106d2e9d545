package dev.matinee.engine.matrix;

/**
 * How large a set of ratings is, as far as the cost of training depends on it.
 *
 * @param users the number of users
 * @param items the number of items that have a rating
 * @param allItems the number of items, with ratings or without
 * @param ratings the number of ratings
 * @param longestRow the ratings of the user or item that has most
 */
public record DataSize(int users, int items, int allItems, long ratings, int longestRow) {
    /** The size of these ratings. Cost: one look at every row. */
    public static DataSize of(Interactions ratings) {
        Rows byItem = ratings.byItem();
        int rated = 0;
        int longest = 0;
        for (int item = 0; item < byItem.rows(); item++) {
            rated += byItem.count(item) > 0 ? 1 : 0;
            longest = Math.max(longest, byItem.count(item));
        }
        for (int user = 0; user < ratings.byUser().rows(); user++) {
            longest = Math.max(longest, ratings.byUser().count(user));
        }
        return new DataSize(ratings.users().size(), rated, byItem.rows(), ratings.size(), longest);
    }
}
