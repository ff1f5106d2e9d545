package dev.matinee.cli;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.Run;
import dev.matinee.server.GivenSettings;
import dev.matinee.server.Service;
import dev.matinee.server.ServiceSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code serve}: answers by HTTP until it is stopped. */
@Command(
        name = "serve",
        description = {
            "Serves the workspace by HTTP until it is stopped with Ctrl-C: recommendations, movies, users, models, feedback."
                    + " It follows what is trained and put in use meanwhile.",
            "What is not given here is taken from the environment (MATINEE_SERVE_PORT and so on), then from the section serve of"
                    + " matinee.yaml in the workspace."
        })
final class ServeCommand extends MatineeCommand {
    private static final long LOOK_AGAIN_MILLISECONDS = 100;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "the address to listen at; other than this machine's own only when there is an API key (default: 127.0.0.1)")
    private @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "the port to listen at, 0 for any that is free (default: 8080)")
    private @Nullable Integer port;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "how much all models together may take, such as 2g (default: half of the process's memory)")
    private @Nullable String memory;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "how many requests are worked on at once; more are turned away (default: 128)")
    private @Nullable Integer concurrency;

    @Option(
            names = "--requests-per-second",
            paramLabel = "N",
            description = "how many requests a key may make that says nothing of it (default: 1000)")
    private @Nullable Double requestsPerSecond;

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = "encrypt, by the certificates in this PEM file; together with --tls-key")
    private @Nullable Path tlsCertificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "the private key, a PEM file in PKCS #8")
    private @Nullable Path tlsKey;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(
            names = "--retrain-every",
            paramLabel = "TIME",
            description =
                    "train all models that are served anew with what users did, every 30m, 6h or 1d (default: on request)")
    private @Nullable String retrainEvery;

    @Option(
            names = "--auto-activate",
            description =
                    "put what was trained anew in use where it is not worse on recent ratings that it has not seen")
    private boolean autoActivate;

    @Option(
            names = "--keep",
            paramLabel = "N",
            description = "how many versions before the one in use to keep, to go back to (default: 1)")
    private @Nullable Integer keep;

    @Option(
            names = "--job-memory",
            paramLabel = "SIZE",
            description = "the heap of a training, such as 2g (default: a quarter of the machine's memory)")
    private @Nullable String jobMemory;

    @Option(names = "--log-all", description = "log every request, not only those that failed or took long")
    private boolean logAll;

    @Override
    Answer answer(Run run) {
        Workspace opened = Workspace.open(workspace.folder());
        Map<String, String> options = new LinkedHashMap<>(database.given());
        put(options, "host", host);
        put(options, "port", port);
        put(options, "memory", memory);
        put(options, "concurrency", concurrency);
        put(options, "requestsPerSecond", requestsPerSecond);
        put(options, "tlsCertificate", tlsCertificate == null ? null : tlsCertificate.toAbsolutePath());
        put(options, "tlsKey", tlsKey == null ? null : tlsKey.toAbsolutePath());
        put(options, "retrainEvery", retrainEvery);
        put(options, "autoActivate", autoActivate ? true : null);
        put(options, "keep", keep);
        put(options, "jobMemory", jobMemory);
        put(options, "logAll", logAll ? true : null);
        logTo(workspace.folder());
        return serve(
                this,
                opened,
                GivenSettings.of(opened, System.getenv()).with(options).settings(),
                run);
    }

    private static void put(Map<String, String> options, String name, @Nullable Object value) {
        if (value != null) {
            options.put(name, value.toString());
        }
    }

    /** Serves until the run is stopped. */
    static Answer serve(MatineeCommand command, Workspace workspace, ServiceSettings settings, Run run) {
        long start = System.nanoTime();
        String address;
        // The service outlives the request to stop, to answer what is under way.
        try (Service service =
                Service.start(workspace, settings, Run.seeded(run.seed()).threads(run.threads()))) {
            address = service.address().toString();
            String by = service.served()
                    .preferred()
                    .map(name -> name + " " + service.served().model(name).version())
                    .orElse("no model yet, only what is popular");
            command.remark("serving " + workspace + " by " + by + " at " + address + " ; stop it with Ctrl-C");
            if (!service.isGuarded()) {
                command.remark("there are no API keys: whoever works on this machine may ask and do anything");
            } else if (settings.tls().isEmpty() && !service.isLocal()) {
                command.remark("keys travel unencrypted unless a proxy encrypts: see --tls-certificate");
            }
            while (!run.cancelled().getAsBoolean()) {
                Thread.sleep(LOOK_AGAIN_MILLISECONDS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            address = "";
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("address", address);
        json.put("seconds", (System.nanoTime() - start) / 1e9);
        return new Answer(json, "served at " + address + ", stopped");
    }
}
