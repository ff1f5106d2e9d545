package dev.matinee.server.api;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Named values of a request, from its query or from the JSON that it sent; both are read by the same rules. Immutable. */
public final class Parameters {
    private static final int LONGEST = 256;

    private final Map<String, Object> values;

    /** Values by name; a missing one and null are the same. */
    public Parameters(Map<String, ? extends @Nullable Object> values) {
        Map<String, Object> known = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (value != null) {
                known.put(name, value);
            }
        });
        this.values = Collections.unmodifiableMap(known);
    }

    /** Refuses names other than these, naming the nearest. */
    public Parameters only(Collection<String> known) {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw MatineeException.usage("there is no parameter " + shortened(name) + Nearest.hint(name, known)
                        + (known.isEmpty()
                                ? "; there are none here"
                                : "; there are "
                                        + String.join(
                                                ", ", known.stream().sorted().toList())));
            }
        }
        return this;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    static String bounded(String name, String text) {
        if (text.isEmpty()
                || text.length() > LONGEST
                || text.codePoints().anyMatch(c -> c < 0x20 || c == 0x7f || (c >= 0xd800 && c < 0xe000))) {
            throw MatineeException.usage(name + " must have 1 to " + LONGEST
                    + " characters and no control characters or halves of characters, got " + text.length());
        }
        return text;
    }

    /** Whether something of this name was given. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** A text, if it was given. */
    public Optional<String> text(String name) {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof String text)) {
            throw wrong(name, "a text", value);
        }
        return Optional.of(bounded(name, text));
    }

    /** A text that must be given. */
    public String required(String name) {
        return text(name).orElseThrow(() -> MatineeException.usage(name + " is missing"));
    }

    /** A whole number, if it was given. */
    public OptionalInt whole(String name, int low, int high) {
        Object value = values.get(name);
        if (value == null) {
            return OptionalInt.empty();
        }
        String what = "a whole number from " + low + " to " + high;
        long number;
        if (value instanceof String text && text.matches("-?[0-9]{1,10}")) {
            number = Long.parseLong(text);
        } else if (value instanceof Long whole) {
            number = whole;
        } else {
            throw wrong(name, what, value);
        }
        if (number < low || number > high) {
            throw wrong(name, what, value);
        }
        return OptionalInt.of((int) number);
    }

    /** A number, or another where none was given. */
    public double number(String name, double low, double high, double otherwise) {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        double number = Double.NaN;
        if (value instanceof String text && text.matches("-?[0-9]{1,10}(\\.[0-9]{1,20})?")) {
            number = Double.parseDouble(text);
        } else if (value instanceof Number given) {
            number = given.doubleValue();
        }
        if (!(number >= low && number <= high)) {
            throw wrong(name, "a number from " + low + " to " + high, value);
        }
        return number;
    }

    /** Whether something is so, or what holds where nothing was given. */
    public boolean flag(String name, boolean otherwise) {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value.equals("true") || value.equals("false")) {
            return value.equals("true");
        }
        throw wrong(name, "true or false", value);
    }

    <T extends Enum<T>> T choice(String name, Class<T> choices, T otherwise) {
        return has(name) ? choice(name, choices) : otherwise;
    }

    <T extends Enum<T>> T choice(String name, Class<T> choices) {
        String text = required(name);
        List<String> names = new ArrayList<>();
        for (T choice : choices.getEnumConstants()) {
            String own = choice.name().toLowerCase(Locale.ROOT);
            if (own.equals(text)) {
                return choice;
            }
            names.add(own);
        }
        throw MatineeException.usage(
                name + " must be one of " + String.join(", ", names) + ", got " + text + Nearest.hint(text, names));
    }

    /** A JSON object; an empty one where it is missing. */
    public Parameters object(String name) {
        Object value = values.get(name);
        if (value == null) {
            return new Parameters(Map.of());
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong(name, "an object", value);
        }
        return of(map);
    }

    private static Parameters of(Map<?, ?> map) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        map.forEach((key, inner) -> object.put(String.valueOf(key), inner));
        return new Parameters(object);
    }

    /** All of them, unread. */
    public Map<String, Object> values() {
        return values;
    }

    /** A list; an empty one where it is missing. */
    public List<?> list(String name, int most) {
        Object value = values.get(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw wrong(name, "a list", value);
        }
        if (list.size() > most) {
            throw MatineeException.usage(name + " must have at most " + most + " entries, got " + list.size());
        }
        return list;
    }

    /** A list of texts. */
    public List<String> texts(String name, int most) {
        List<String> texts = new ArrayList<>();
        for (Object value : list(name, most)) {
            if (!(value instanceof String text)) {
                throw wrong(name, "a list of texts", String.valueOf(value));
            }
            texts.add(bounded(name, text));
        }
        return texts;
    }

    /** A list of JSON objects. */
    public List<Parameters> objects(String name, int most) {
        List<Parameters> objects = new ArrayList<>();
        for (Object value : list(name, most)) {
            if (!(value instanceof Map<?, ?> map)) {
                throw wrong(name, "a list of objects", String.valueOf(value));
            }
            objects.add(of(map));
        }
        return objects;
    }

    private static MatineeException wrong(String name, String wanted, Object found) {
        String got = found instanceof Map || found instanceof List ? "something else" : shortened(found.toString());
        return MatineeException.usage(name + " must be " + wanted + ", got " + got);
    }
}
