package dev.matinee.data.catalog;

import dev.matinee.data.source.Rule;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often one rule was broken.
 *
 * @param rows the number of rows
 * @param share rows as a part of all rows that the rule was asked of, 0 to 1
 * @param example the first of them with its place; empty without any
 */
public record QualityFinding(Rule rule, long rows, double share, String example) {
    /** As {@code describe} shows it. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rule", rule.json());
        json.put("rows", rows);
        json.put("share", share);
        json.put("example", example);
        return json;
    }

    static QualityFinding of(Fields json) {
        String name = json.text("rule");
        Rule rule = Arrays.stream(Rule.values())
                .filter(candidate -> candidate.json().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("it names an unknown rule " + name));
        return new QualityFinding(rule, json.whole("rows"), json.real("share"), json.text("example"));
    }
}
