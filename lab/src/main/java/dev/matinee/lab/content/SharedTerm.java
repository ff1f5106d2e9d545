package dev.matinee.lab.content;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A term that two movies have in common.
 *
 * @param kind what it is: {@code word}, {@code genre}, {@code keyword}, {@code person} or {@code decade}
 * @param text the term, such as {@code robot}, {@code Animation} or {@code Tom Hanks}
 * @param share what it adds to how alike they are by their terms, above 0; all that two movies share add up to at most 1
 */
public record SharedTerm(String kind, String text, double share) {
    /** As JSON values. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", kind);
        json.put("term", text);
        json.put("share", share);
        return json;
    }

    /** Some terms for people: {@code Animation, toy, Tom Hanks}; nothing where there are none. */
    public static String words(List<SharedTerm> terms) {
        return terms.stream().map(SharedTerm::text).distinct().collect(Collectors.joining(", "));
    }
}
