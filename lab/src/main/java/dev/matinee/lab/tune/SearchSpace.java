package dev.matinee.lab.tune;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.recommend.SearchRange;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists of settings to try, each the base settings with some values changed. */
public final class SearchSpace {
    /** More combinations than anybody waits for are taken for a mistake. */
    private static final int MOST = 100_000;

    private SearchSpace() {}

    /** What a model's settings say is worth trying; where they say nothing, all positive numbers from a fifth to five times. */
    public static Map<String, SearchRange> ranges(Settings<?> base) {
        SettingsSchema<?> schema = SettingsSchema.of(base);
        Map<String, SearchRange> ranges = new LinkedHashMap<>();
        schema.fields().forEach(field -> field.search().ifPresent(range -> ranges.put(field.name(), range)));
        if (ranges.isEmpty()) {
            values(base).forEach((name, value) -> {
                if (value instanceof Double number && number > 0) {
                    ranges.put(name, new SearchRange(number / 5, number * 5, true, false));
                }
            });
        }
        if (ranges.isEmpty()) {
            throw MatineeException.usage(base.model()
                    + " has no setting that is searched by default; name some with --grid NAME=VALUE,VALUE");
        }
        return ranges;
    }

    /** The settings by name, as they read from JSON. */
    public static Map<String, Object> values(Settings<?> settings) {
        return Json.parseObject(Json.write(schemaValues(settings)));
    }

    private static <S> Map<String, Object> schemaValues(S settings) {
        return SettingsSchema.of(settings).values(settings);
    }

    /** The base settings with some changed; {@code USAGE} for an unknown name or an unfit value. */
    public static <S extends Settings<?>> S changed(S base, Map<String, ?> changes) {
        return SettingsSchema.of(base).with(base, changes);
    }

    /** Every combination of the values, the last setting changing fastest. */
    public static List<Settings<?>> grid(Settings<?> base, Map<String, List<String>> values) {
        List<Map<String, String>> combinations = List.of(Map.of());
        for (Map.Entry<String, List<String>> setting : values.entrySet()) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> combination : combinations) {
                for (String value : setting.getValue()) {
                    Map<String, String> one = new LinkedHashMap<>(combination);
                    one.put(setting.getKey(), value);
                    longer.add(one);
                }
            }
            combinations = longer;
            if (combinations.size() > MOST) {
                throw MatineeException.usage("the grid has more than " + MOST + " combinations; try fewer values");
            }
        }
        Set<Settings<?>> all = new LinkedHashSet<>();
        combinations.forEach(changes -> all.add(changed(base, changes)));
        return List.copyOf(all);
    }

    /** The base settings and then random ones, {@code count} together, all different; fewer where the ranges hold fewer. */
    public static List<Settings<?>> random(Settings<?> base, Map<String, SearchRange> ranges, int count, Run run) {
        if (count < 1 || count > MOST) {
            throw MatineeException.usage("the number of trials must be 1 to " + MOST + ", got " + count);
        }
        Set<Settings<?>> all = new LinkedHashSet<>();
        all.add(base);
        for (int draw = 0; all.size() < count && draw < 20L * count; draw++) {
            Map<String, Object> changes = new LinkedHashMap<>();
            var random = run.random("tuning " + base.model(), draw);
            ranges.forEach((name, range) -> {
                double drawn = range.draw(random);
                changes.put(name, range.whole() ? Long.toString((long) drawn) : Double.toString(drawn));
            });
            all.add(changed(base, changes));
        }
        return List.copyOf(all);
    }
}
