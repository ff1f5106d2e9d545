package dev.matinee.engine.recommend;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** How every model turns its scores into an answer: candidates, strangers, order. */
final class Answers {
    private Answers() {}

    static Recommendations recommend(Recommender model, Request request) {
        if (request.user().isEmpty()) {
            return forVisitor(model, request);
        }
        String id = request.user().get();
        OptionalInt user = model.users().indexOf(id);
        if (user.isEmpty()) {
            return forStranger(model, request, "there is no user " + id + " in the training ratings");
        }
        int[] seen = model.training().interactions().byUser().columns(user.getAsInt());
        int[] hidden = request.hideSeen() ? seen : new int[0];
        if (request.halfLife() == 0) {
            return best(model, request, model.basis(), hidden, search(model, user.getAsInt()));
        }
        List<Recency.Weighed> past =
                Recency.latestFirst(model.training().interactions().byUser(), user.getAsInt());
        if (past.isEmpty()) {
            return forStranger(model, request, "the user " + id + " has no training ratings");
        }
        float[] scores = Recency.scores(folding(model), past, request.halfLife());
        return best(model, request, model.basis(), hidden, among(scores));
    }

    /** Offers a list what belongs on it of the items that are allowed. */
    @FunctionalInterface
    private interface Search {
        void run(IntPredicate allowed, TopItems best);
    }

    private static Search search(Recommender model, int user) {
        if (model instanceof FindsBest finder) {
            return (allowed, best) -> finder.best(user, allowed, best);
        }
        float[] scores = new float[model.items().size()];
        model.scores(user, scores);
        return among(scores);
    }

    private static Search search(FoldsIn model, int[] items, float[] ratings) {
        if (model instanceof FindsBest finder) {
            return (allowed, best) -> finder.best(items, ratings, allowed, best);
        }
        float[] scores = new float[model.items().size()];
        model.scores(items, ratings, scores);
        return among(scores);
    }

    private static Search among(float[] scores) {
        return (allowed, best) -> {
            for (int item = 0; item < scores.length; item++) {
                if (allowed.test(item)) {
                    best.offer(item, scores[item]);
                }
            }
        };
    }

    private static Recommendations forVisitor(Recommender model, Request request) {
        TreeMap<Integer, Float> known = new TreeMap<>();
        List<Recency.Weighed> past = new ArrayList<>();
        for (Rated rated : request.history()) {
            OptionalInt item = model.items().indexOf(rated.item());
            if (item.isPresent()) {
                known.put(item.getAsInt(), rated.rating());
                past.removeIf(before -> before.item() == item.getAsInt());
                past.addFirst(new Recency.Weighed(item.getAsInt(), rated.rating(), past.size()));
            }
        }
        if (known.keySet().stream().noneMatch(item -> knows(model, item))) {
            return forStranger(model, request, "no item of the history is in the training ratings");
        }
        FoldsIn folding = folding(model);
        int[] items = known.keySet().stream().mapToInt(Integer::intValue).toArray();
        float[] ratings = new float[items.length];
        for (int i = 0; i < items.length; i++) {
            ratings[i] = known.getOrDefault(items[i], 0f);
        }
        Search search = request.halfLife() == 0
                ? search(folding, items, ratings)
                : among(Recency.scores(folding, past, request.halfLife()));
        Basis basis = model.basis() == Basis.PERSONAL ? Basis.FOLDED_IN : model.basis();
        return best(model, request, basis, request.hideSeen() ? items : new int[0], search);
    }

    private static FoldsIn folding(Recommender model) {
        if (model instanceof FoldsIn folding) {
            return folding;
        }
        throw MatineeException.usage(
                model.settings().model() + " cannot answer from a history: it knows only the users it was trained on");
    }

    private static Recommendations forStranger(Recommender model, Request request, String why) {
        return switch (request.strangers()) {
            case FAIL -> throw MatineeException.notFound(why, "ask for a known user, or give a history");
            case EMPTY -> new Recommendations(Basis.NONE, List.of());
            case POPULAR -> popular(model, request, new int[0]);
        };
    }

    static Recommendations similar(Recommender model, String id, int top) {
        OptionalInt item = model.items().indexOf(id);
        if (item.isEmpty()) {
            throw MatineeException.notFound("there is no item " + id + " in the training ratings", "");
        }
        int[] itself = {item.getAsInt()};
        Request request = Request.forHistory(List.of()).top(top);
        if (!(model instanceof FindsSimilar similar) || !knows(model, item.getAsInt())) {
            return popular(model, request, itself);
        }
        float[] similarities = new float[model.items().size()];
        similar.similarities(item.getAsInt(), similarities);
        return best(model, request, Basis.RATINGS, itself, among(similarities));
    }

    /** What has the most training ratings; what has none is not popular. */
    private static Recommendations popular(Model model, Request request, int[] hidden) {
        float[] counts = popularity(model);
        return best(
                model,
                request,
                Basis.POPULAR,
                hidden,
                (allowed, best) -> among(counts).run(item -> counts[item] > 0 && allowed.test(item), best));
    }

    /** Whether anything is known of an item: ratings, or what it is about where the model learned from that. */
    private static boolean knows(Model model, int item) {
        return model.training().interactions().byItem().count(item) > 0
                || !model.provenance().features().isEmpty();
    }

    /** The number of training ratings of each item. */
    private static float[] popularity(Model model) {
        Rows byItem = model.training().interactions().byItem();
        float[] counts = new float[byItem.rows()];
        for (int item = 0; item < counts.length; item++) {
            counts[item] = byItem.count(item);
        }
        return counts;
    }

    /** The best candidates; {@code hidden} holds ascending item indexes to leave out. */
    private static Recommendations best(Model model, Request request, Basis basis, int[] hidden, Search search) {
        Ids ids = model.items();
        Rows byItem = model.training().interactions().byItem();
        boolean[] excluded = new boolean[ids.size()];
        for (int item : hidden) {
            excluded[item] = true;
        }
        for (String id : request.exclude()) {
            ids.indexOf(id).ifPresent(item -> excluded[item] = true);
        }
        TopItems top = new TopItems(Math.min(request.top(), ids.size()));
        search.run(
                item -> !excluded[item]
                        && (request.minimumRatings() == 0 || byItem.count(item) >= request.minimumRatings())
                        && request.allowed().test(item),
                top);
        List<Recommendation> items = new ArrayList<>();
        for (int rank = 0; rank < top.size(); rank++) {
            items.add(new Recommendation(rank + 1, ids.id(top.item(rank)), top.score(rank)));
        }
        return new Recommendations(basis, items);
    }
}
