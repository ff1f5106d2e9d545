package dev.matinee.lab.factors;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The factors of one view.
 *
 * @param view what the ratings counted
 * @param totalVariance the sum over movies of the variance over users of their column
 * @param factors the factors, the largest singular value first; fewer than asked for where the ratings have no more
 */
public record FactorView(View view, double totalVariance, List<Factor> factors) {
    /** Copies the list. */
    public FactorView {
        factors = List.copyOf(factors);
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("view", view.json());
        json.put("totalVariance", totalVariance);
        json.put("factors", factors.stream().map(Factor::toJson).toList());
        return json;
    }

    static FactorView of(SavedFields json) {
        return new FactorView(
                View.named(json.text("view")),
                json.number("totalVariance"),
                json.objects("factors").stream().map(Factor::of).toList());
    }
}
