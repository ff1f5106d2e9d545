package dev.matinee.spark;

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
    public JobEngine start(Optional<String> master, Map<String, String> settings, int threads) {
        JavaFit.ofThisProcess().check();
        return new SparkEngine(Sessions.start(master, settings, threads));
    }
}
