package dev.matinee.lab.explore;

import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One answer about the data.
 *
 * @param name what it is called in JSON: {@code ratingDistribution}
 * @param title what it tells
 * @param text a sentence or two on it; may be empty
 * @param table its numbers
 * @param charts its pictures
 */
public record Topic(String name, String title, String text, Table table, List<Chart> charts) {
    /** Copies what it is given. */
    public Topic {
        charts = List.copyOf(charts);
    }

    /** The topic without its pictures; columns become keys in camel case. */
    public Map<String, Object> toJson() {
        List<String> keys = table.header().stream().map(Topic::key).toList();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (List<Object> cells : table.rows()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                row.put(keys.get(i), cells.get(i));
            }
            rows.add(row);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", title);
        json.put("text", text);
        json.put("rows", rows);
        return json;
    }

    private static String key(String header) {
        StringBuilder key = new StringBuilder();
        for (String word : header.replace("%", "percent").split("[^A-Za-z0-9]+", -1)) {
            if (!word.isEmpty()) {
                String lower = word.toLowerCase(Locale.ROOT);
                key.append(key.isEmpty() ? lower : Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
            }
        }
        return key.toString();
    }
}
