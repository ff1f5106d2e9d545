package dev.matinee.testkit.fuzz;

import dev.matinee.engine.RandomStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values for parameters and bodies: such as the schema asks for, such as it does not, and such as attackers send. */
final class FuzzValues {
    private static final Set<String> OF_USERS = Set.of("id", "user", "movie", "search", "exclude", "key");

    private static final List<String> NASTY = List.of(
            "' OR '1'='1",
            "1; DROP TABLE feedback_event; --",
            "') UNION SELECT hash FROM api_key --",
            "\"; PRAGMA writable_schema=1; --",
            "../../../../etc/passwd",
            "..\\..\\windows\\win.ini",
            "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "%252e%252e%252f",
            "file:///etc/passwd",
            "x\r\nX-Injected: yes",
            "x%0d%0aX-Injected:%20yes",
            "x\u2028X-Injected: yes",
            "\u0000",
            "a\u0000b",
            "\ufeff",
            "\ud83c\udfac",
            "\u202eabc",
            "e\u0301",
            "<script>alert(1)</script>",
            "${jndi:ldap://127.0.0.1/x}",
            "{{7*7}}",
            "$(sleep 5)",
            "`sleep 5`",
            "%s%s%n%x",
            "{0} {1}",
            "null",
            "true",
            "-1",
            "0",
            "2147483648",
            "-9223372036854775809",
            "1e309",
            "NaN",
            "Infinity",
            "0x10",
            "１２",
            "1_000",
            " 1",
            "1,5",
            "",
            " ");

    private final Map<String, Object> document;
    private final String marker;

    /**
     * @param document the OpenAPI document
     * @param marker a text that is in everything that stands for a user's data
     */
    FuzzValues(Map<String, Object> document, String marker) {
        this.document = document;
        this.marker = marker;
    }

    String nasty(RandomStream random) {
        return switch (random.nextInt(12)) {
            case 0 -> "x".repeat(1 + random.nextInt(9000));
            case 1 -> scrambled(random);
            default -> NASTY.get(random.nextInt(NASTY.size()));
        };
    }

    private static String scrambled(RandomStream random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(40);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(random.nextInt(10) == 0 ? random.nextInt(0xD800) : 1 + random.nextInt(126));
        }
        return text.toString();
    }

    /** A value as text; what stands for a user's data has the marker in it. */
    String text(String name, Map<String, Object> schema, RandomStream random) {
        if (random.nextInt(4) == 0) {
            String nasty = nasty(random);
            return OF_USERS.contains(name) ? marker + nasty : nasty;
        }
        Object value = value(name, schema, random, 0);
        return value instanceof String || value instanceof Number || value instanceof Boolean ? value.toString() : "x";
    }

    /** A JSON value for a schema. */
    @Nullable
    Object value(String name, Map<String, Object> given, RandomStream random, int depth) {
        Map<String, Object> schema = resolve(given);
        if (random.nextInt(12) == 0 || depth > 6) {
            return wrong(name, random);
        }
        if (schema.get("enum") instanceof List<?> choices && !choices.isEmpty()) {
            return choices.get(random.nextInt(choices.size()));
        }
        Object type = schema.get("type");
        String one = type instanceof List<?> several ? String.valueOf(several.getFirst()) : String.valueOf(type);
        return switch (one) {
            case "integer" -> (long) random.nextInt(120) - 5;
            case "number" -> random.nextInt(60) / 10.0 - 0.5;
            case "boolean" -> random.nextInt(2) == 0;
            case "array" -> list(name, object(schema.get("items")), random, depth);
            case "object" -> fields(object(schema.get("properties")), random, depth);
            default -> OF_USERS.contains(name) ? marker + random.nextInt(2000) : word(random);
        };
    }

    private static String word(RandomStream random) {
        return List.of("Drama", "comedy", "implicit-als", "biases", "0001", "rating", "like", "popular", "one")
                .get(random.nextInt(9));
    }

    private List<@Nullable Object> list(String name, Map<String, Object> items, RandomStream random, int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        int length = random.nextInt(50) == 0 ? 1500 : random.nextInt(4);
        for (int i = 0; i < length; i++) {
            list.add(value(name, items, random, depth + 1));
        }
        return list;
    }

    private Map<String, @Nullable Object> fields(Map<String, Object> properties, RandomStream random, int depth) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        properties.forEach((name, schema) -> {
            if (random.nextInt(3) > 0) {
                fields.put(name, value(name, object(schema), random, depth + 1));
            }
        });
        if (random.nextInt(10) == 0) {
            fields.put(nasty(random), nasty(random));
        }
        return fields;
    }

    /** A value of another type than asked for. */
    private @Nullable Object wrong(String name, RandomStream random) {
        return switch (random.nextInt(9)) {
            case 0 -> null;
            case 1 -> Long.MAX_VALUE;
            case 2 -> -1e300;
            case 3 -> true;
            case 4 -> List.of(List.of(List.of()));
            case 5 -> Map.of("$ref", "#/x", "__proto__", Map.of("admin", true));
            case 6 -> List.of(1L, "x", Map.of());
            default -> OF_USERS.contains(name) ? marker + nasty(random) : nasty(random);
        };
    }

    /** What a reference such as {@code #/components/schemas/Movie} names. */
    Map<String, Object> resolve(Map<String, Object> schema) {
        if (!(schema.get("$ref") instanceof String reference)) {
            return schema;
        }
        Map<String, Object> found = document;
        for (String part : reference.substring(2).split("/", -1)) {
            found = object(found.get(part));
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
