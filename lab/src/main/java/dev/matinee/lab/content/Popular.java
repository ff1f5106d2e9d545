package dev.matinee.lab.content;

import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.TopItems;
import java.util.ArrayList;
import java.util.List;

/** The items that most users have rated. */
final class Popular {
    private Popular() {}

    /** The first by number of ratings, most first, those with any; ties by item. */
    static List<Integer> first(Interactions ratings, int most) {
        int items = ratings.items().size();
        TopItems top = new TopItems(Math.min(most, items));
        for (int item = 0; item < items; item++) {
            if (ratings.byItem().count(item) > 0) {
                top.offer(item, ratings.byItem().count(item));
            }
        }
        List<Integer> first = new ArrayList<>();
        for (int rank = 0; rank < top.size(); rank++) {
            first.add(top.item(rank));
        }
        return first;
    }
}
