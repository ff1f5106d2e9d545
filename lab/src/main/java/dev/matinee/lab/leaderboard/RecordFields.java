package dev.matinee.lab.leaderboard;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.evaluate.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object of a record: whatever is missing or of another type is {@code BAD_DATA}. */
record RecordFields(Map<String, Object> json) {
    String text(String key) {
        return get(key, String.class);
    }

    long whole(String key) {
        return get(key, Long.class);
    }

    double real(String key) {
        return get(key, Number.class).doubleValue();
    }

    List<String> names() {
        return List.copyOf(json.keySet());
    }

    boolean has(String key) {
        return json.containsKey(key);
    }

    OptionalDouble perhaps(String key) {
        return json.get(key) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    List<Long> wholes(String key) {
        List<Long> wholes = new ArrayList<>();
        for (Object element : get(key, List.class)) {
            wholes.add(as(key, Long.class, element));
        }
        return wholes;
    }

    RecordFields object(String key) {
        return new RecordFields(map(key));
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> map(String key) {
        return (Map<String, Object>) get(key, Map.class);
    }

    @SuppressWarnings("unchecked")
    List<RecordFields> objects(String key) {
        List<RecordFields> objects = new ArrayList<>();
        for (Object element : get(key, List.class)) {
            objects.add(new RecordFields((Map<String, Object>) as(key, Map.class, element)));
        }
        return objects;
    }

    /** All fields as metrics. */
    Map<String, Metric> metrics() {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        json.keySet().forEach(name -> metrics.put(name, Metric.fromJson(map(name))));
        return metrics;
    }

    static Map<String, Object> metricsToJson(Map<String, Metric> metrics) {
        Map<String, Object> json = new LinkedHashMap<>();
        metrics.forEach((name, metric) -> json.put(name, metric.toJson()));
        return json;
    }

    /** An unchangeable copy in the same order. */
    static <V> Map<String, V> copy(Map<String, V> map) {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(map));
    }

    private <T> T get(String key, Class<T> type) {
        return as(key, type, json.get(key));
    }

    private static <T> T as(String key, Class<T> type, @Nullable Object value) {
        if (!type.isInstance(value)) {
            throw MatineeException.badData(key + " is " + (value == null ? "missing" : "not as expected"), "");
        }
        return type.cast(value);
    }
}
