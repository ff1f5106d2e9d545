package dev.matinee.engine.json;

import dev.matinee.engine.MatineeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON (RFC 8259) as plain Java values: {@code Map<String, Object>} in the order of the text, {@code List<Object>},
 * {@code String}, {@code Boolean}, {@code Long} for whole numbers that fit, {@code Double} for others, and null.
 */
public final class Json {
    private static final int DEEPEST = 100;

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** The value that a text spells; throws {@code BAD_DATA} with the position where it is not JSON. */
    public static @Nullable Object parse(String text) {
        Json json = new Json(text);
        Object value = json.value(0);
        json.skipSpace();
        if (json.at < text.length()) {
            throw json.unexpected();
        }
        return value;
    }

    /** The object that a text spells; throws {@code BAD_DATA} where it is not a JSON object. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> parseObject(String text) {
        if (parse(text) instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw MatineeException.badData("the JSON text is not an object", "");
    }

    /**
     * One line of JSON; infinite and undefined numbers become null, enums their name. Maps and sets that promise no order are written in
     * that of their keys or elements as texts, so that the same values are the same bytes.
     */
    public static String write(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out, "", "");
        return out.toString();
    }

    /** JSON over several lines, indented by two spaces, ended by a newline. */
    public static String writePretty(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out, "\n", "  ");
        return out.append('\n').toString();
    }

    private static void write(@Nullable Object value, StringBuilder out, String newline, String indent) {
        switch (value) {
            case null -> out.append("null");
            case Map<?, ?> map -> writeMap(map, out, newline, indent);
            case Iterable<?> list -> writeList(list, out, newline, indent);
            case Double number -> out.append(Double.isFinite(number) ? number.toString() : "null");
            case Float number -> out.append(Float.isFinite(number) ? number.toString() : "null");
            case Number number -> out.append(number);
            case Boolean truth -> out.append(truth);
            default -> writeText(value.toString(), out);
        }
    }

    private static void writeMap(Map<?, ?> map, StringBuilder out, String newline, String indent) {
        String inner = newline.isEmpty() ? "" : newline + indent;
        String separator = "{";
        for (Map.Entry<?, ?> entry : ordered(map).entrySet()) {
            out.append(separator).append(inner);
            writeText(String.valueOf(entry.getKey()), out);
            out.append(newline.isEmpty() ? ":" : ": ");
            write(entry.getValue(), out, inner, indent);
            separator = ",";
        }
        out.append(map.isEmpty() ? "{" : newline).append('}');
    }

    private static Map<?, ?> ordered(Map<?, ?> map) {
        if (map instanceof SequencedMap || map.size() < 2) {
            return map;
        }
        Map<String, @Nullable Object> byKey = new TreeMap<>();
        map.forEach((key, value) -> byKey.put(String.valueOf(key), value));
        return byKey;
    }

    private static Iterable<?> ordered(Iterable<?> list) {
        return list instanceof Set<?> set && !(list instanceof SequencedSet)
                ? set.stream().sorted(Comparator.comparing(String::valueOf)).toList()
                : list;
    }

    private static void writeList(Iterable<?> list, StringBuilder out, String newline, String indent) {
        String inner = newline.isEmpty() ? "" : newline + indent;
        String separator = "[";
        for (Object element : ordered(list)) {
            out.append(separator).append(inner);
            write(element, out, inner, indent);
            separator = ",";
        }
        out.append(separator.equals("[") ? "[" : newline).append(']');
    }

    private static void writeText(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private @Nullable Object value(int depth) {
        if (depth > DEEPEST) {
            throw MatineeException.badData("JSON nested deeper than " + DEEPEST + " levels", "");
        }
        skipSpace();
        if (at >= text.length()) {
            throw unexpected();
        }
        return switch (text.charAt(at)) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        at++;
        if (next('}')) {
            return map;
        }
        do {
            skipSpace();
            if (at >= text.length() || text.charAt(at) != '"') {
                throw unexpected();
            }
            String key = string();
            expect(':');
            map.put(key, value(depth + 1));
        } while (next(','));
        expect('}');
        return map;
    }

    private List<@Nullable Object> array(int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        at++;
        if (next(']')) {
            return list;
        }
        do {
            list.add(value(depth + 1));
        } while (next(','));
        expect(']');
        return list;
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c < 0x20) {
                at--;
                throw unexpected();
            }
            out.append(c == '\\' ? escaped() : c);
        }
        if (at >= text.length()) {
            throw unexpected();
        }
        at++;
        return out.toString();
    }

    private char escaped() {
        if (at >= text.length()) {
            throw unexpected();
        }
        char c = text.charAt(at++);
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
                    throw unexpected();
                }
                at += 4;
                yield (char) Integer.parseInt(text, at - 4, at, 16);
            }
            default -> {
                at--;
                throw unexpected();
            }
        };
    }

    private Object number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(start, at);
        if (!number.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            at = start;
            throw unexpected();
        }
        if (number.matches("-?[0-9]{1,18}")) {
            return Long.parseLong(number);
        }
        return Double.parseDouble(number);
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw unexpected();
        }
        at += word.length();
        return value;
    }

    private boolean next(char wanted) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) {
        if (!next(wanted)) {
            throw unexpected();
        }
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private MatineeException unexpected() {
        String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
        return MatineeException.badData("not JSON: unexpected " + found + " at character " + (at + 1), "");
    }
}
