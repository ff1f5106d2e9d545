package dev.matinee.engine.recommend;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads, checks and changes settings records by the names of their components: the one place behind
 * {@code --set name=value}, JSON and the lists of settings that {@code --help} shows.
 *
 * @param <S> a record whose components are int, long, double, boolean, String or an enum, each with {@link Setting}, or records
 *     of such components: settings that several records share, named as if they were the record's own
 */
public final class SettingsSchema<S> {
    private final Class<S> type;
    private final RecordComponent[] components;

    private SettingsSchema(Class<S> type) {
        this.type = type;
        this.components = Objects.requireNonNull(type.getRecordComponents(), "settings must be a record");
    }

    /** The schema of a settings record. */
    @SuppressWarnings("unchecked")
    public static <S> SettingsSchema<S> of(S settings) {
        return new SettingsSchema<>((Class<S>) settings.getClass());
    }

    /**
     * One setting.
     *
     * @param name its name
     * @param description what it is
     * @param values which values it takes, for people: {@code "1 to 4096"}, {@code "all | threshold"}
     * @param search the numbers worth trying, where the model says so
     */
    public record Field(String name, String description, String values, Optional<SearchRange> search) {}

    /** The settings in declaration order. */
    public List<Field> fields() {
        return Arrays.stream(components)
                .flatMap(c -> c.getType().isRecord()
                        ? new SettingsSchema<>(c.getType()).fields().stream()
                        : Stream.of(new Field(c.getName(), meaning(c).value(), values(c), search(c))))
                .toList();
    }

    /**
     * Checks every number against its bounds; called by the constructors of settings records with their own values.
     *
     * @throws MatineeException {@code USAGE}: {@code factors must be at least 1, got 0}
     */
    public static void check(Class<?> type, Object... values) {
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            if (values[i] instanceof Number number) {
                check(components[i], number);
            }
        }
    }

    private static void check(RecordComponent component, Number number) {
        Setting meaning = meaning(component);
        double value = number.doubleValue();
        if (Double.isNaN(value) || value < meaning.min() || value > meaning.max()) {
            String rule = value < meaning.min() || meaning.max() == Double.POSITIVE_INFINITY
                    ? "must be at least " + plain(meaning.min())
                    : "must be at most " + plain(meaning.max());
            throw MatineeException.usage(component.getName() + " " + rule + ", got " + plain(value));
        }
    }

    /** The values by name, in declaration order; enums as their command-line spelling. */
    public Map<String, Object> values(S settings) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (RecordComponent component : components) {
            Object value = get(component, settings);
            if (value instanceof Record shared) {
                values.putAll(of(shared).values(shared));
            } else {
                values.put(component.getName(), value instanceof Enum<?> e ? spelling(e) : value);
            }
        }
        return values;
    }

    /**
     * A copy with some values changed.
     *
     * @param changes values by name, as texts, numbers or truth values
     * @throws MatineeException {@code USAGE} for an unknown name (naming the nearest known one) or an unfit value
     */
    public S with(S settings, Map<String, ?> changes) {
        List<String> names = fields().stream().map(Field::name).toList();
        for (String name : changes.keySet()) {
            if (!names.contains(name)) {
                throw MatineeException.usage("there is no setting " + name + Nearest.hint(name, names)
                        + "; the settings are " + String.join(", ", names));
            }
        }
        return changed(settings, changes);
    }

    private S changed(S settings, Map<String, ?> changes) {
        List<Object> arguments = new ArrayList<>();
        for (RecordComponent component : components) {
            if (get(component, settings) instanceof Record shared) {
                arguments.add(of(shared).changed(shared, changes));
                continue;
            }
            Object change = changes.get(component.getName());
            arguments.add(change == null ? get(component, settings) : parse(component, change.toString()));
        }
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(types).newInstance(arguments.toArray());
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof MatineeException why) {
                throw why;
            }
            throw new IllegalStateException(refused);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Object parse(RecordComponent component, String text) {
        Class<?> type = component.getType();
        try {
            if (type == int.class) {
                return Integer.parseInt(text);
            }
            if (type == long.class) {
                return Long.parseLong(text);
            }
            if (type == double.class) {
                return Double.parseDouble(text);
            }
        } catch (NumberFormatException notANumber) {
            throw MatineeException.usage(component.getName() + " must be a "
                    + (type == double.class ? "number" : "whole number") + ", got " + text);
        }
        if (type == String.class) {
            return text;
        }
        if (type == boolean.class && (text.equals("true") || text.equals("false"))) {
            return Boolean.valueOf(text);
        }
        for (Object constant : type.isEnum() ? type.getEnumConstants() : new Object[0]) {
            if (spelling((Enum<?>) constant).equals(text)) {
                return constant;
            }
        }
        throw MatineeException.usage(component.getName() + " must be one of " + values(component) + ", got " + text);
    }

    private static Setting meaning(RecordComponent component) {
        Setting setting = component.getAnnotation(Setting.class);
        if (setting == null) {
            throw new IllegalStateException("@Setting is missing on " + component.getName());
        }
        return setting;
    }

    private static Optional<SearchRange> search(RecordComponent component) {
        Setting meaning = meaning(component);
        double[] range = meaning.search();
        boolean whole = component.getType() == int.class || component.getType() == long.class;
        return range.length == 0
                ? Optional.empty()
                : Optional.of(new SearchRange(range[0], range[1], meaning.logarithmic(), whole));
    }

    private static String values(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == boolean.class) {
            return "true | false";
        }
        if (type == String.class) {
            return "text";
        }
        if (type.isEnum()) {
            return String.join(
                    " | ",
                    Arrays.stream(type.getEnumConstants())
                            .map(constant -> spelling((Enum<?>) constant))
                            .toList());
        }
        Setting meaning = meaning(component);
        return plain(meaning.min())
                + (meaning.max() == Double.POSITIVE_INFINITY ? " or more" : " to " + plain(meaning.max()));
    }

    /** {@code CONJUGATE_GRADIENT} as {@code conjugate-gradient}. */
    private static String spelling(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    private static Object get(RecordComponent component, Object settings) {
        try {
            return component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
