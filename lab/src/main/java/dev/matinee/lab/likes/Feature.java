package dev.matinee.lab.likes;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One entry of the feature dictionary: a column that classifiers learn from.
 *
 * @param name its name, such as {@code user_mean}
 * @param unit what it is counted in
 * @param source what it is made of: {@code ratings}, {@code times}, {@code release}, {@code genres}, {@code users} or
 *     {@code models}
 * @param meaning what it says, in a clause
 * @param leaksWith the columns that are drawn together and would leak together, by a common name; empty for one that holds
 *     nothing that was learned from ratings, so that it cannot leak
 */
public record Feature(String name, String unit, String source, String meaning, String leaksWith) {
    /** The entry as JSON values. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("meaning", meaning);
        json.put("unit", unit);
        json.put("source", source);
        return json;
    }
}
