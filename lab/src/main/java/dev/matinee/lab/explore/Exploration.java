package dev.matinee.lab.explore;

import dev.matinee.data.catalog.DataCard;
import dev.matinee.lab.chart.Chart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about a catalog.
 *
 * @param data its data card
 * @param topics the answers, in reading order
 * @param leftOut what could not be answered, and why, a sentence each
 */
public record Exploration(DataCard data, List<Topic> topics, List<String> leftOut) {
    /** Copies what it is given. */
    public Exploration {
        topics = List.copyOf(topics);
        leftOut = List.copyOf(leftOut);
    }

    /** All pictures, in reading order. */
    public List<Chart> charts() {
        return topics.stream().flatMap(topic -> topic.charts().stream()).toList();
    }

    /** As {@code explore --json} shows it. */
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("data", data.toJson());
        topics.forEach(topic -> json.put(topic.name(), topic.toJson()));
        json.put("leftOut", leftOut);
        return json;
    }
}
