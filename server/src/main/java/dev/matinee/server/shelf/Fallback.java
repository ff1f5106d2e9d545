package dev.matinee.server.shelf;

import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.Basis;
import dev.matinee.engine.recommend.Rated;
import dev.matinee.engine.recommend.Recommendation;
import dev.matinee.engine.recommend.Recommendations;
import dev.matinee.engine.recommend.Request;
import dev.matinee.engine.recommend.TopItems;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The answer where no model can give one: what the user's segment watches, or else what everybody watches. It needs nothing
 * but the catalog, so there always is one.
 */
public final class Fallback {
    private Fallback() {}

    /** What is popular with the user's segment, or with everybody. */
    public static Recommendations recommend(ServedCatalog catalog, Request request) {
        Rows byUser = catalog.ratings().byUser();
        BitSet hidden = new BitSet();
        Optional<float[]> ofSegment = request.user().flatMap(catalog.tastes()::of);
        if (request.hideSeen()) {
            OptionalInt user =
                    request.user().map(catalog.ratings().users()::indexOf).orElse(OptionalInt.empty());
            user.ifPresent(row -> {
                for (int item : byUser.columns(row)) {
                    hidden.set(item);
                }
            });
            for (Rated rated : request.history()) {
                catalog.rated().indexOf(rated.item()).ifPresent(hidden::set);
            }
        }
        request.exclude().forEach(movie -> catalog.rated().indexOf(movie).ifPresent(hidden::set));
        int movies = catalog.rated().size();
        TopItems top = new TopItems(Math.max(1, Math.min(request.top(), movies)));
        for (int item = 0; item < movies; item++) {
            if (!hidden.get(item)
                    && catalog.count(item) > 0
                    && catalog.count(item) >= request.minimumRatings()
                    && request.allowed().test(item)) {
                top.offer(item, ofSegment.isPresent() ? ofSegment.get()[item] : catalog.count(item));
            }
        }
        List<Recommendation> items = new ArrayList<>();
        for (int rank = 0; rank < top.size(); rank++) {
            items.add(new Recommendation(
                    rank + 1, catalog.rated().get(top.item(rank)).id(), top.score(rank)));
        }
        return new Recommendations(ofSegment.isPresent() ? Basis.SEGMENT : Basis.POPULAR, items);
    }
}
