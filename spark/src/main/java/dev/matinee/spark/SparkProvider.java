package dev.matinee.spark;

import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.lab.engines.JobEngine;
import dev.matinee.lab.engines.JobEngineProvider;
import java.util.Map;
import java.util.Optional;

/** Apache Spark, in this process ({@code local[2]}, the default with all threads) or on a cluster ({@code spark://host:7077}). */
public final class SparkProvider implements JobEngineProvider {
    @Override
    public String name() {
        return "spark";
    }

    @Override
    public <M extends Model, S extends Settings<M>> S defaults(ModelFamily<M, S> family) {
        return SettingsSchema.of(family.defaults()).with(family.defaults(), MllibAls.differing(family.name()));
    }

    @Override
    public JobEngine start(Optional<String> master, Map<String, String> settings, int threads) {
        JavaFit.ofThisProcess().check();
        return new SparkEngine(Sessions.start(master, settings, threads));
    }
}
