package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Settings of several models in one text: {@code biases+slope-one(minimumCommon=3,maximumItems=5000)}. */
final class BlendParts {
    private BlendParts() {}

    /** The text, with all settings that are not the defaults. */
    static String text(List<? extends Settings<?>> parts) {
        return parts.stream()
                .map(part -> part.model() + changes(ModelFamilies.single(part.model()), part))
                .collect(Collectors.joining("+"));
    }

    private static String changes(ModelFamily<?, ?> family, Settings<?> part) {
        Map<String, Object> defaults = values(family.defaults());
        String changes = values(part).entrySet().stream()
                .filter(setting -> !setting.getValue().equals(defaults.get(setting.getKey())))
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(","));
        return changes.isEmpty() ? "" : "(" + changes + ")";
    }

    /** The values of settings by name. */
    static <S> Map<String, Object> values(S settings) {
        return SettingsSchema.of(settings).values(settings);
    }

    /** The settings that a text names; {@code USAGE} where it cannot be read or names what predicts no ratings. */
    static List<Settings<?>> parse(String text) {
        List<Settings<?>> parts = new ArrayList<>();
        int from = 0;
        while (from <= text.length()) {
            int open = text.indexOf('(', from);
            int plus = text.indexOf('+', from);
            if (open >= 0 && (plus < 0 || open < plus)) {
                int close = text.indexOf(')', open);
                if (close < 0) {
                    throw refused(text, "a ) is missing");
                }
                plus = text.indexOf('+', close);
                if (!text.substring(close + 1, plus < 0 ? text.length() : plus).isBlank()) {
                    throw refused(text, "a + is missing after )");
                }
                parts.add(part(text, text.substring(from, open), text.substring(open + 1, close)));
            } else {
                parts.add(part(text, text.substring(from, plus < 0 ? text.length() : plus), ""));
            }
            from = plus < 0 ? text.length() + 1 : plus + 1;
        }
        if (parts.size() < 2 || parts.stream().distinct().count() < parts.size()) {
            throw refused(text, "there must be two parts at least, all different");
        }
        return List.copyOf(parts);
    }

    private static Settings<?> part(String text, String name, String settings) {
        Map<String, String> changes = new LinkedHashMap<>();
        for (String change : settings.isBlank() ? new String[0] : settings.split(",", -1)) {
            int equals = change.indexOf('=');
            if (equals < 1) {
                throw refused(text, "a setting must read name=value");
            }
            changes.put(
                    change.substring(0, equals).strip(),
                    change.substring(equals + 1).strip());
        }
        try {
            Settings<?> part = changed(ModelFamilies.single(name.strip()), changes);
            if (!part.trains(RatingPredictor.class)) {
                throw refused(text, name.strip() + " predicts no ratings");
            }
            if (part.leak().isPresent()) {
                throw refused(text, part.leak().get());
            }
            return part;
        } catch (MatineeException unfit) {
            throw unfit.getMessage() != null && unfit.getMessage().startsWith("parts ")
                    ? unfit
                    : refused(text, String.valueOf(unfit.getMessage()));
        }
    }

    private static <M extends Model, S extends Settings<M>> S changed(
            ModelFamily<M, S> family, Map<String, ?> changes) {
        return SettingsSchema.of(family.defaults()).with(family.defaults(), changes);
    }

    private static MatineeException refused(String text, String why) {
        return MatineeException.usage("parts must be models that predict ratings with + between them, such as"
                + " biases+item-neighbors(neighbors=50), got " + text + ": " + why);
    }
}
