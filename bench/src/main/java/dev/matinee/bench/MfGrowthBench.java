package dev.matinee.bench;

import dev.matinee.engine.models.AlternatingLeastSquares;
import dev.matinee.engine.models.BiasedMf;
import dev.matinee.engine.models.SvdPlusPlus;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@link BiasedMf}, {@link SvdPlusPlus} and {@link AlternatingLeastSquares} cost as ratings grow, with 32 factors and 10
 * epochs or iterations each, beside the RMSE they come to. Without peers: the question is how straight the lines are.
 */
final class MfGrowthBench {
    private static final int THREADS = 2;
    private static final int FACTORS = 32;
    private static final int TIMES = 10;

    private MfGrowthBench() {}

    static void compare(BenchOptions options) {
        BenchTable table = new BenchTable("rating predictors as ratings grow, " + FACTORS + " factors, " + TIMES
                + " epochs or iterations, " + THREADS + " threads");
        Map<String, List<String>> models = new LinkedHashMap<>();
        add(BiasedMf.defaults().factors(FACTORS).epochs(TIMES), models);
        add(SvdPlusPlus.defaults().factors(FACTORS).epochs(TIMES), models);
        add(AlternatingLeastSquares.defaults().factors(FACTORS).iterations(TIMES), models);
        GrowthBench.shapes(options.data()).forEach((name, shape) -> {
            BenchData.Divided data = BenchData.divided(options.work(), "mf-growth-" + name, shape);
            models.forEach((model, settings) -> {
                List<Map<String, Object>> runs = new ArrayList<>();
                for (int i = 0; i < options.repeat(); i++) {
                    runs.add(MfBench.train(data, THREADS, model, settings));
                }
                double cpu = BenchTable.median(runs, "cpu");
                table.row(
                        model + ", " + name,
                        BenchTable.median(runs, "wall"),
                        cpu,
                        "MiB of heap at most",
                        BenchTable.median(runs, "heap"));
                table.ratio(
                        "processor seconds a million ratings, " + model + ", " + name,
                        cpu / (BenchTable.median(runs, "ratings") / 1e6));
                table.ratio(
                        "RMSE by the noise floor, " + model + ", " + name,
                        BenchTable.median(runs, "rmse") / data.noiseFloor());
            });
        });
        table.write(options.results(), "mf-growth-" + options.data());
    }

    private static void add(Settings<?> settings, Map<String, List<String>> models) {
        List<String> changes = new ArrayList<>();
        values(settings).forEach((name, value) -> changes.add(name + "=" + value));
        models.put(settings.model(), changes);
    }

    private static <S> Map<String, Object> values(S settings) {
        return SettingsSchema.of(settings).values(settings);
    }
}
