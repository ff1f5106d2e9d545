package dev.matinee.lab.best;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.DataSize;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.split.Split;
import dev.matinee.lab.tune.Judge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a candidate will cost before it is begun: memory by the formula of its settings; seconds, training and measuring,
 * from what the same model took before or, the first time, from two small samples of users, the time growing from one to
 * the other as it will from there to all.
 */
final class Forecast {
    private static final double MOST_GROWTH = 3;

    private final DataSize size;
    private final List<Split> samples;
    private final double sampleShare;
    private final Judge judge;
    private final Map<String, Known> known = new HashMap<>();

    private record Known(double seconds, long bytes) {}

    /**
     * A forecast.
     *
     * @param size the size of what is trained on
     * @param samples a sample of users, and one of twice as many
     * @param sampleShare the share of users in the larger sample
     */
    Forecast(DataSize size, List<Split> samples, double sampleShare, Judge judge) {
        this.size = size;
        this.samples = samples;
        this.sampleShare = sampleShare;
        this.judge = judge;
    }

    OptionalLong bytes(Settings<?> settings, int threads) {
        return settings.trainingBytes(size, threads);
    }

    /** Seconds; NaN where a sample is too small to learn from. */
    double seconds(Settings<?> settings, Run run) {
        Known before = known.get(settings.model());
        if (before != null) {
            long bytes = bytes(settings, run.threads()).orElse(before.bytes());
            double larger = Math.max(1, (double) bytes / Math.max(1, before.bytes()));
            return before.seconds() * larger * larger;
        }
        List<Double> seconds = new ArrayList<>();
        for (Split sample : samples) {
            long start = System.nanoTime();
            try {
                judge.score(settings.train(sample.training(), run), sample, run);
            } catch (MatineeException failure) {
                if (failure.code() == ErrorCode.BAD_DATA) {
                    return Double.NaN;
                }
                throw failure;
            }
            seconds.add((System.nanoTime() - start) / 1e9);
        }
        double growth = Math.log(seconds.getLast() / seconds.getFirst()) / Math.log(2);
        return seconds.getLast() * Math.pow(1 / sampleShare, Math.clamp(growth, 1, MOST_GROWTH));
    }

    void learn(Settings<?> settings, double seconds, int threads) {
        known.put(settings.model(), new Known(seconds, bytes(settings, threads).orElse(1)));
    }
}
