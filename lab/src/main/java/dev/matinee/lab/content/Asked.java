package dev.matinee.lab.content;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What asking new users is worth: NDCG@10 of lists made from the answers that they could give, by which movies they were asked about.
 *
 * @param way which movies: {@code nothing}, {@code random} of the 500 most rated, {@code popular}, {@code telling}
 * @param answered how many of the questions had an answer, on average
 * @param ndcg the mean over users
 */
public record Asked(String way, double answered, double ndcg) {
    /** As JSON values. */
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("way", way);
        json.put("answered", answered);
        json.put("ndcg@10", ndcg);
        return json;
    }
}
