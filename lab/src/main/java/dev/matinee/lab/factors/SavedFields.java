package dev.matinee.lab.factors;

import dev.matinee.engine.MatineeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a JSON object of saved factors: what is missing or of another type is {@code BAD_DATA}. */
record SavedFields(Map<?, ?> json) {
    String text(String key) {
        if (json.get(key) instanceof String text) {
            return text;
        }
        throw damaged(key);
    }

    /** A number; NaN where null was written for it. */
    double number(String key) {
        if (json.get(key) instanceof Number number) {
            return number.doubleValue();
        }
        if (json.containsKey(key) && json.get(key) == null) {
            return Double.NaN;
        }
        throw damaged(key);
    }

    SavedFields object(String key) {
        if (json.get(key) instanceof Map<?, ?> map) {
            return new SavedFields(map);
        }
        throw damaged(key);
    }

    List<SavedFields> objects(String key) {
        List<SavedFields> objects = new ArrayList<>();
        for (Object one : list(key)) {
            if (!(one instanceof Map<?, ?> map)) {
                throw damaged(key);
            }
            objects.add(new SavedFields(map));
        }
        return objects;
    }

    List<String> texts(String key) {
        return list(key).stream().map(String::valueOf).toList();
    }

    /** All fields as numbers. */
    Map<String, Double> numbers() {
        Map<String, Double> numbers = new LinkedHashMap<>();
        json.keySet().forEach(key -> numbers.put(String.valueOf(key), number(String.valueOf(key))));
        return numbers;
    }

    private List<?> list(String key) {
        if (json.get(key) instanceof List<?> list) {
            return list;
        }
        throw damaged(key);
    }

    private static MatineeException damaged(String key) {
        return MatineeException.badData(
                "saved factors are damaged: " + key + " is missing or not as expected",
                "find them again with: matinee factors");
    }
}
