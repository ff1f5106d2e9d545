package dev.matinee.server.api;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.server.shelf.ServedCatalog;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds users of the catalog: the first whose id begins with a text, or some at random; of one segment or of all. */
final class UserSearch {
    private static final int MOST = 100;
    private static final SecureRandom CHANCE = new SecureRandom();

    private UserSearch() {}

    static Reply answer(Call call) {
        ServedCatalog catalog = call.served().catalog();
        int top = call.query().whole("top", 1, MOST).orElse(10);
        String begin = call.query().text("search").orElse("");
        Optional<String> segment = call.query().text("segment");
        segment.ifPresent(label -> check(catalog, label));
        Ids users = catalog.ratings().users();
        List<Integer> fitting = new ArrayList<>();
        for (int user = 0; user < users.size(); user++) {
            String id = users.id(user);
            if (id.startsWith(begin)
                    && segment.map(label -> label.equals(catalog.segments().get(id)))
                            .orElse(true)) {
                fitting.add(user);
            }
        }
        List<Integer> chosen = call.query().flag("random", false)
                ? drawn(fitting, top)
                // An id that is the text itself comes first, then shorter ones.
                : fitting.stream()
                        .sorted(java.util.Comparator.comparingInt(
                                        (Integer user) -> users.id(user).length())
                                .thenComparing(users::id))
                        .limit(top)
                        .toList();
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        for (int user : chosen) {
            Map<String, @Nullable Object> item = new LinkedHashMap<>();
            item.put("user", users.id(user));
            item.put("ratings", (long) catalog.ratings().byUser().count(user));
            item.put("segment", catalog.segments().get(users.id(user)));
            items.add(item);
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("found", (long) fitting.size());
        json.put("items", items);
        return Reply.json(json);
    }

    private static void check(ServedCatalog catalog, String label) {
        Set<String> labels = new LinkedHashSet<>(catalog.segments().values());
        if (!labels.contains(label)) {
            throw MatineeException.notFound(
                    labels.isEmpty()
                            ? "users are in no segments"
                            : "there is no segment " + label + Nearest.hint(label, labels),
                    labels.isEmpty()
                            ? "divide them with: matinee segment"
                            : "the segments are " + String.join("; ", labels));
        }
    }

    private static List<Integer> drawn(List<Integer> from, int top) {
        Set<Integer> drawn = new LinkedHashSet<>();
        while (drawn.size() < Math.min(top, from.size())) {
            drawn.add(from.get(CHANCE.nextInt(from.size())));
        }
        return List.copyOf(drawn);
    }
}
