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
 * from what the same model took before or, the first time, from two small samples of users: on a straight line through both,
 * or, where twice the users took more than twice as long, by that power, at most {@value #MOST_GROWTH}, because times so short
 * are mostly chance.
 */
final class Forecast {
    private static final double MOST_GROWTH = 2;

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
        return extended(seconds.getFirst(), seconds.getLast(), sampleShare);
    }

    /** Seconds for all users, from those for half a sample and for the sample. */
    static double extended(double ofHalf, double ofSample, double sampleShare) {
        double growth = Math.log(ofSample / ofHalf) / Math.log(2);
        return growth <= 1
                ? ofSample + Math.max(0, ofSample - ofHalf) * 2 * (1 / sampleShare - 1)
                : ofSample * Math.pow(1 / sampleShare, Math.min(growth, MOST_GROWTH));
    }

    void learn(Settings<?> settings, double seconds, int threads) {
        known.put(settings.model(), new Known(seconds, bytes(settings, threads).orElse(1)));
    }
}
