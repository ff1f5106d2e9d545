package dev.matinee.lab.likes;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.models.ModelFamilies;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Models whose predicted ratings become features, as a text: {@code biased-mf(factors=32)+slope-one}. */
final class Predictors {
    private static final Pattern ONE = Pattern.compile("\\s*([a-z0-9-]+)\\s*(?:\\(([^()]*)\\))?\\s*(\\+|$)");

    private Predictors() {}

    /** The settings that a text names, none for an empty one; {@code USAGE} where it cannot be read. */
    static List<Settings<?>> parse(String text) {
        List<Settings<?>> all = new ArrayList<>();
        if (text.isBlank() || text.equals("none")) {
            return all;
        }
        Matcher one = ONE.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!one.find(at) || one.start() != at) {
                throw MatineeException.usage(
                        "predictors must be models that predict ratings with + between them, such as"
                                + " biased-mf(factors=32)+slope-one, or none; got " + text);
            }
            all.add(predictor(one.group(1), one.group(2) == null ? "" : one.group(2)));
            at = one.end();
        }
        return all;
    }

    private static Settings<?> predictor(String name, String changes) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String change : changes.isBlank() ? new String[0] : changes.split(",", -1)) {
            int equals = change.indexOf('=');
            if (equals < 1) {
                throw MatineeException.usage(
                        "a setting of the predictor " + name + " must read name=value, got " + change);
            }
            values.put(
                    change.substring(0, equals).strip(),
                    change.substring(equals + 1).strip());
        }
        Settings<?> settings = changed(ModelFamilies.named(name), values);
        if (!settings.trains(RatingPredictor.class)) {
            throw MatineeException.usage(name + " predicts no ratings, so it cannot be among the predictors");
        }
        if (settings.leak().isPresent()) {
            throw MatineeException.usage(
                    name + " cannot be a predictor: " + settings.leak().get());
        }
        return settings;
    }

    /** The settings of a family with some changed. */
    static <M extends Model, S extends Settings<M>> S changed(ModelFamily<M, S> family, Map<String, ?> changes) {
        return SettingsSchema.of(family.defaults()).with(family.defaults(), changes);
    }

    /** The columns that their predictions become. */
    static List<Feature> features(List<Settings<?>> all) {
        List<Feature> features = new ArrayList<>();
        for (Settings<?> one : all) {
            String name = "predicted_" + one.model().replace('-', '_');
            long before = features.stream()
                    .filter(feature -> feature.name().replaceFirst("_\\d+$", "").equals(name))
                    .count();
            features.add(new Feature(
                    before == 0 ? name : name + "_" + (before + 1),
                    "rating",
                    "models",
                    "the rating that " + one.model() + " predicts",
                    "predictions"));
        }
        return features;
    }
}
