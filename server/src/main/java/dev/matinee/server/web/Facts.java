package dev.matinee.server.web;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that the API answered or that stands in the workspace, read by name.
 *
 * @param json the object
 */
record Facts(Map<?, ?> json) {
    /** The object that a value is; an empty one where it is none. */
    static Facts of(@Nullable Object value) {
        return new Facts(value instanceof Map<?, ?> map ? map : Map.of());
    }

    /** The objects in a list. */
    static List<Facts> all(@Nullable Object value) {
        return value instanceof List<?> list ? list.stream().map(Facts::of).toList() : List.of();
    }

    boolean isEmpty() {
        return json.isEmpty();
    }

    @Nullable
    Object value(String name) {
        return json.get(name);
    }

    /** A value as text; empty where there is none. */
    String text(String name) {
        Object value = json.get(name);
        return value == null ? "" : value.toString();
    }

    OptionalDouble number(String name) {
        return json.get(name) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    boolean is(String name) {
        return Boolean.TRUE.equals(json.get(name));
    }

    Facts object(String name) {
        return of(json.get(name));
    }

    List<Facts> list(String name) {
        return all(json.get(name));
    }

    List<String> texts(String name) {
        return json.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
