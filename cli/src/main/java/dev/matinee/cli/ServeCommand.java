package dev.matinee.cli;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.Run;
import dev.matinee.server.Service;
import dev.matinee.server.ServiceSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code serve}: answers by HTTP until it is stopped. */
@Command(
        name = "serve",
        description =
                "Serves the workspace by HTTP until it is stopped with Ctrl-C: recommendations, movies, users, models."
                        + " It follows what is trained and put in use meanwhile.")
final class ServeCommand extends MatineeCommand {
    private static final long LOOK_AGAIN_MILLISECONDS = 100;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "the address to listen at, one that only this machine can reach (default: ${DEFAULT-VALUE})")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "the port to listen at, 0 for any that is free (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "how much all models together may take, such as 2g (default: half of the process's memory)")
    private @Nullable String memory;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "128",
            description = "how many requests are worked on at once; more are turned away (default: ${DEFAULT-VALUE})")
    private int concurrency;

    @Option(names = "--log-all", description = "log every request, not only those that failed or took long")
    private boolean logAll;

    @Override
    Answer answer(Run run) {
        ServiceSettings settings = ServiceSettings.defaults()
                .host(host)
                .port(port)
                .concurrency(concurrency)
                .logAll(logAll);
        if (memory != null) {
            settings = settings.memory(BestCommand.memoryBytes(memory));
        }
        logTo(workspace.folder());
        return serve(this, Workspace.open(workspace.folder()), settings, run);
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
