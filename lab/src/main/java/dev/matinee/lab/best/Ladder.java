package dev.matinee.lab.best;

import dev.matinee.engine.Run;
import dev.matinee.engine.recommend.SearchRange;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.lab.tune.SearchSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is tried next: on the first rung the default settings of every model, on each later one settings drawn for the
 * three models that lead, whose whole numbers (factors, neighbours, iterations) may be twice as large as on the one before.
 */
final class Ladder {
    private static final int LEADERS = 3;
    private static final int DRAWS = 2;
    private static final int RUNGS = 10;

    private final List<Settings<?>> defaults;
    private final Run run;
    private final double sign;
    private final Set<Settings<?>> tried = new HashSet<>();
    private int rung;

    Ladder(List<Settings<?>> defaults, boolean higherIsBetter, Run run) {
        this.defaults = defaults;
        this.run = run;
        this.sign = higherIsBetter ? -1 : 1;
    }

    /** The candidates of the next rung; empty when the ladder has no more. */
    List<Settings<?>> next(List<Attempt> attempts) {
        List<Settings<?>> candidates = new ArrayList<>();
        while (candidates.isEmpty() && rung <= RUNGS) {
            for (Settings<?> settings : rung == 0 ? defaults : draws(attempts)) {
                if (tried.add(settings)) {
                    candidates.add(settings);
                }
            }
            rung++;
        }
        return candidates;
    }

    private List<Settings<?>> draws(List<Attempt> attempts) {
        List<String> leaders = attempts.stream()
                .filter(Attempt::measured)
                .sorted(Comparator.comparingDouble(attempt -> sign * attempt.score()))
                .map(attempt -> attempt.settings().model())
                .distinct()
                .limit(LEADERS)
                .toList();
        List<Settings<?>> draws = new ArrayList<>();
        for (String leader : leaders) {
            Settings<?> base = defaults.stream()
                    .filter(settings -> settings.model().equals(leader))
                    .findFirst()
                    .orElseThrow();
            SearchSpace.random(base, ranges(base), DRAWS + 1, run.seed(run.seed() + rung)).stream()
                    .skip(1)
                    .forEach(draws::add);
        }
        return draws;
    }

    private Map<String, SearchRange> ranges(Settings<?> base) {
        Map<String, Object> values = SearchSpace.values(base);
        Map<String, SearchRange> ranges = new LinkedHashMap<>();
        SearchSpace.ranges(base).forEach((name, range) -> {
            double now = values.get(name) instanceof Number number ? number.doubleValue() : range.high();
            double most = Math.max(range.low(), Math.min(range.high(), now * Math.pow(2, rung - 1)));
            ranges.put(name, range.whole() ? new SearchRange(range.low(), most, range.logarithmic(), true) : range);
        });
        return ranges;
    }
}
