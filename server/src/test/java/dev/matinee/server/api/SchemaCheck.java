package dev.matinee.server.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds JSON to a schema of {@code openapi.yaml}: types, required and unknown fields, enumerations, references. */
final class SchemaCheck {
    private final Map<String, Object> document;
    private final List<String> faults = new ArrayList<>();

    SchemaCheck(Map<String, Object> document) {
        this.document = document;
    }

    /** What does not fit, each with its place. */
    List<String> faults(@Nullable Object value, Map<String, Object> schema) {
        faults.clear();
        check("$", value, schema);
        return List.copyOf(faults);
    }

    /** What a reference such as {@code #/components/schemas/Movie} names. */
    Map<String, Object> resolve(Map<String, Object> schema) {
        Object reference = schema.get("$ref");
        if (reference == null) {
            return schema;
        }
        Map<String, Object> found = document;
        for (String part : reference.toString().substring(2).split("/", -1)) {
            found = OpenApi.object(Objects.requireNonNull(found.get(part), reference.toString()));
        }
        return found;
    }

    private void check(String place, @Nullable Object value, Map<String, Object> given) {
        Map<String, Object> schema = resolve(given);
        Object type = schema.get("type");
        List<?> types = type instanceof List<?> several ? several : List.of(String.valueOf(type));
        if (types.stream().noneMatch(name -> is(value, String.valueOf(name)))) {
            faults.add(place + " is not " + types + " but " + value);
            return;
        }
        if (schema.get("enum") instanceof List<?> choices && !choices.contains(value)) {
            faults.add(place + " is not one of " + choices + " but " + value);
        }
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                check(place + "[" + i + "]", list.get(i), OpenApi.object(schema.getOrDefault("items", "")));
            }
        }
        if (value instanceof Map<?, ?> map && schema.containsKey("properties")) {
            Map<String, Object> properties = OpenApi.object(schema.getOrDefault("properties", ""));
            if (schema.get("required") instanceof List<?> required) {
                required.stream()
                        .filter(name -> !map.containsKey(name))
                        .forEach(name -> faults.add(place + " lacks " + name));
            }
            map.forEach((name, inner) -> {
                Object property = properties.get(String.valueOf(name));
                if (property == null) {
                    faults.add(place + " has an undocumented " + name);
                } else {
                    check(place + "." + name, inner, OpenApi.object(property));
                }
            });
        }
    }

    private static boolean is(@Nullable Object value, String type) {
        return switch (type) {
            case "null" -> value == null;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "integer" -> value instanceof Long;
            case "number" -> value instanceof Number;
            case "array" -> value instanceof List;
            case "object" -> value instanceof Map;
            default -> false;
        };
    }
}
