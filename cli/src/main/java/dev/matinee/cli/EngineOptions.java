package dev.matinee.cli;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.source.Source;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.lab.engines.JobEngine;
import dev.matinee.lab.engines.JobEngineProvider;
import dev.matinee.lab.engines.JobEngines;
import dev.matinee.lab.explore.Answers;
import dev.matinee.lab.leaderboard.Trainer;
import dev.matinee.lab.segments.Workers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who does the heavy part of a job: this process, or an engine elsewhere. */
final class EngineOptions {
    private static final String HERE = "matinee";

    @Option(
            names = "--engine",
            paramLabel = "matinee|spark",
            defaultValue = HERE,
            description = "who does the heavy part: this process, or Apache Spark (default: ${DEFAULT-VALUE})")
    private String name = HERE;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "with --engine spark: local[N] for N threads of this process, spark://HOST:PORT, yarn or"
                    + " k8s://URL (default: what spark-submit says, else local with all threads)")
    private @Nullable String master;

    @Option(
            names = "--conf",
            paramLabel = "NAME=VALUE",
            description = "with --engine spark: a setting of Spark's own, such as spark.executor.memory=8g")
    private List<String> settings = new ArrayList<>();

    /** The engine that is asked for, not started; empty for this process. */
    Optional<JobEngineProvider> provider() {
        if (!name.equals(HERE)) {
            return Optional.of(JobEngines.named(name));
        }
        if (master != null || !settings.isEmpty()) {
            throw MatineeException.usage("--master and --conf are for --engine spark");
        }
        return Optional.empty();
    }

    /** Refuses another engine for something that it does not do. */
    void refuse(String what) {
        if (provider().isPresent()) {
            throw MatineeException.usage(
                    "the engine " + name + " does not do " + what + "; leave out --engine " + name);
        }
    }

    /** The engine that is asked for, or this process; it is started when there is something for it to do. */
    Started start(Run run) {
        return new Started(
                provider().map(one -> () -> one.start(Optional.ofNullable(master), values(), run.threads())));
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw MatineeException.usage(
                        "--conf must read NAME=VALUE, such as spark.executor.memory=8g, got " + setting);
            }
            values.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return values;
    }

    /** An engine, started when it is first asked for something, or this process. */
    static final class Started implements AutoCloseable {
        private final Optional<Supplier<JobEngine>> starter;
        private @Nullable JobEngine engine;

        Started(Optional<Supplier<JobEngine>> starter) {
            this.starter = starter;
        }

        /** The engine; empty for this process. */
        Optional<JobEngine> engine() {
            if (engine == null && starter.isPresent()) {
                engine = starter.get().get();
            }
            return Optional.ofNullable(engine);
        }

        /** A source whose rows are judged already, or the source itself, and how to take it in. */
        JobEngine.Judged judge(Source source, IngestOptions options, Path workspace, Run run) {
            return engine().map(one -> one.judge(source, options, scratch(workspace), run))
                    .orElseGet(() -> new JobEngine.Judged(source, options));
        }

        Answers answers(Catalog catalog, Run run) {
            return engine().map(one -> one.answers(catalog, run)).orElseGet(() -> Answers.of(catalog));
        }

        Workers workers(Catalog catalog, Run run) {
            return engine().map(one -> one.workers(catalog, run)).orElseGet(() -> Workers.of(catalog));
        }

        Trainer trainer(Path workspace) {
            return engine().map(one -> one.trainer(scratch(workspace))).orElseGet(Trainer::here);
        }

        /** Says who did it, where that was not this process. */
        void describe(Map<String, @Nullable Object> json, List<String> text) {
            engine().ifPresent(one -> {
                json.put("engine", one.description());
                text.add("by " + one.description());
            });
        }

        private static Path scratch(Path workspace) {
            return workspace.resolve("spark");
        }

        @Override
        public void close() {
            if (engine != null) {
                engine.close();
            }
        }
    }
}
