package dev.matinee.server.erasure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a user who is erased; it does not name the user.
 *
 * @param id by which it is asked for
 * @param events how many events were deleted
 * @param inCatalog whether the catalog in use, or one that is kept, had anything of the user
 * @param catalog the catalog that was made without the user, once there is one
 * @param models the versions of the models that were trained on it, by name
 * @param requested when the user was erased
 * @param completed when nothing was left of the user in anything that is served
 */
public record Receipt(
        String id,
        int events,
        boolean inCatalog,
        Optional<String> catalog,
        Map<String, String> models,
        Instant requested,
        Optional<Instant> completed) {
    /** In the words of the API. */
    public Map<String, @Nullable Object> toJson() {
        List<String> done = new ArrayList<>();
        List<String> pending = new ArrayList<>();
        done.add(events + " events were deleted from the database");
        done.add("the user is not served any more, and is left out of whatever is ingested from now on");
        if (inCatalog) {
            (completed.isPresent() ? done : pending)
                    .add("the next catalog is made without the user, those before it are deleted");
            (completed.isPresent() ? done : pending)
                    .add(
                            "every model in use is trained anew on it, to the bytes that it would have had without the user");
        } else {
            done.add("catalog and models had nothing of the user");
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("erasure", id);
        json.put("state", completed.isPresent() ? "done" : "pending");
        json.put("requested", requested.toString());
        json.put("completed", completed.map(Instant::toString).orElse(null));
        json.put("events", events);
        json.put("catalog", catalog.orElse(null));
        json.put("models", models);
        json.put("done", done);
        json.put("pending", pending);
        json.put(
                "remaining",
                "segments, factors, reports, evaluations, exports and copies of files that were made before are not touched: make them anew");
        return json;
    }
}
