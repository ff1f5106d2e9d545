package dev.matinee.lab.best;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.DataSize;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import dev.matinee.engine.models.BayesianMf;
import dev.matinee.engine.models.Biases;
import dev.matinee.engine.models.Blend;
import dev.matinee.engine.models.ModelFamilies;
import dev.matinee.engine.models.Slim;
import dev.matinee.engine.models.SlopeOne;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.split.TrainingSet;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What settings say their training takes, beside the live heap while it runs, seen at collections of garbage. */
class TrainingBytesTest {
    private static final int USERS = 3000;
    private static final int ITEMS = 3000;
    private static final long SLACK = 2L << 20;
    private static final Interactions RATINGS = ratings();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "popularity",
                "biases",
                "slope-one",
                "item-neighbors",
                "user-neighbors",
                "embedding-dot",
                "cluster-mean",
                "biased-mf",
                "svd-plus-plus",
                "als",
                "implicit-als",
                "pure-svd",
                "ease",
                "slim",
                "bayesian-mf",
                "next-film",
                "blend"
            })
    void thePeakIsWithinAFactorOfTwoOfTheFormula(String model) throws InterruptedException {
        Settings<?> settings = settings(model);
        long predicted = settings.trainingBytes(DataSize.of(RATINGS), 1).orElseThrow();
        long before = live();
        Watch watch = new Watch();
        watch.start();
        Model trained =
                settings.train(TrainingSet.everything(RATINGS), Run.seeded(1).threads(1));
        watch.done = true;
        LockSupport.unpark(watch);
        watch.join();
        long peak = Math.max(watch.peak, live()) - before;

        assertThat(trained.bytes()).isLessThanOrEqualTo(predicted + SLACK);
        assertThat(peak).as("measured, where %s were predicted", predicted).isLessThan(2 * predicted + SLACK);
        assertThat(predicted).as("predicted, where %s were measured", peak).isLessThan(2 * peak + 2 * SLACK);
    }

    /** The defaults, or cheaper settings where those would take long; no pass takes more memory than the first three. */
    private static Settings<?> settings(String model) {
        return switch (model) {
            case "bayesian-mf" -> BayesianMf.defaults().burnIn(0).samples(4);
            case "slim" -> Slim.defaults().candidates(100);
            case "blend" ->
                Blend.of(List.of(Biases.defaults(), SlopeOne.defaults())).folds(2);
            default -> threePasses(ModelFamilies.named(model).defaults());
        };
    }

    private static <S extends Settings<?>> Settings<?> threePasses(S settings) {
        SettingsSchema<S> schema = SettingsSchema.of(settings);
        return schema.with(
                settings,
                schema.fields().stream()
                        .map(SettingsSchema.Field::name)
                        .filter(Set.of("epochs", "iterations")::contains)
                        .collect(Collectors.toMap(name -> name, name -> 3)));
    }

    /** The heap that the last full collection left, without what was allocated since. */
    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }

    private static final class Watch extends Thread {
        private volatile boolean done;
        private volatile long peak;

        /** Less often the longer it takes: each look stops the training for a while. */
        @Override
        public void run() {
            long start = System.nanoTime();
            while (!done) {
                peak = Math.max(peak, live());
                LockSupport.parkNanos(Math.max(20_000_000, (System.nanoTime() - start) / 20));
            }
        }
    }

    private static Interactions ratings() {
        RandomStream random = new RandomStream(5);
        Ids users = Ids.ofNumbers(LongStream.range(0, USERS).toArray());
        Ids items = Ids.ofNumbers(LongStream.range(0, ITEMS).toArray());
        InteractionsBuilder builder = new InteractionsBuilder(users, items);
        for (int user = 0; user < USERS; user++) {
            for (int item = 0; item < ITEMS; item++) {
                if (random.nextDouble() < 30.0 / (200 + item)) {
                    builder.add(user, item, 1 + random.nextInt(5), 1_000_000_000L + random.nextInt(1_000_000));
                }
            }
        }
        return builder.build(Run.seeded(5).threads(1));
    }
}
