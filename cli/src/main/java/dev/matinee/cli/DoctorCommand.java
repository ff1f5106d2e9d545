package dev.matinee.cli;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.lab.models.ModelStore;
import dev.matinee.server.GivenSettings;
import dev.matinee.server.security.ApiKeys;
import dev.matinee.server.store.Store;
import dev.matinee.server.store.StoreAddress;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code doctor}: checks the machine and the workspace. */
@Command(
        name = "doctor",
        description =
                "Checks the machine (Java, kernels, memory, disk) and, where there is one, the workspace: the service's"
                        + " settings and database, catalog, matrix and every model.")
final class DoctorCommand extends MatineeCommand {
    private static final long LITTLE_MEMORY = 512L << 20;
    private static final long LITTLE_DISK = 1L << 30;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    private enum State {
        OK,
        WARNING,
        BROKEN
    }

    private record Check(String what, State state, String found, String remedy) {}

    private final List<Check> checks = new ArrayList<>();

    @Override
    Answer answer(Run run) throws IOException {
        add("java", State.OK, Runtime.version() + " by " + System.getProperty("java.vendor"), "");
        String kernels = Provenance.kernelsInUse();
        add(
                "kernels",
                kernels.equals("scalar") ? State.WARNING : State.OK,
                kernels,
                kernels.equals("scalar") ? "start java with --add-modules jdk.incubator.vector to train faster" : "");
        add("processors", State.OK, Runtime.getRuntime().availableProcessors() + ", using " + run.threads(), "");
        long memory = Runtime.getRuntime().maxMemory();
        add(
                "memory",
                memory < LITTLE_MEMORY ? State.WARNING : State.OK,
                memory / (1 << 20) + " MiB of heap at most",
                memory < LITTLE_MEMORY ? "give it more with MATINEE_JAVA_OPTS=-Xmx2g" : "");
        boolean exists = Files.isDirectory(workspace.folder());
        FileStore disk = Files.getFileStore(exists ? workspace.folder() : java.nio.file.Path.of("."));
        long free = disk.getUsableSpace();
        add(
                "disk",
                free < LITTLE_DISK ? State.WARNING : State.OK,
                free / (1 << 20) + " MiB free",
                free < LITTLE_DISK ? "make room: 20 million ratings take about 1 GiB while they are ingested" : "");
        if (exists) {
            logTo(workspace.folder());
            workspace(run);
        } else {
            add("workspace", State.OK, "none at " + workspace.folder() + " yet", "");
        }
        return answer();
    }

    private void workspace(Run run) {
        Workspace opened = Workspace.open(workspace.folder());
        service(opened);
        if (!opened.hasCatalog()) {
            add("catalog", State.WARNING, "nothing was ingested yet", "run: matinee ingest SOURCE");
            return;
        }
        try (Catalog catalog = opened.catalog()) {
            catalog.query("SELECT count(*) AS n FROM ratings", row -> row.whole("n"));
            add(
                    "catalog",
                    State.OK,
                    DescribeCommand.data(catalog.dataCard()).lines().findFirst().orElse(""),
                    "");
            var ratings = catalog.interactions(run);
            add(
                    "matrix",
                    State.OK,
                    ratings.size() + " ratings, hash " + ratings.hash().substring(0, 16),
                    "");
            ModelStore store = new ModelStore(opened);
            for (ModelStore.Saved saved : store.list()) {
                try {
                    store.load(saved, ratings);
                    add("model " + saved.name(), State.OK, "version " + saved.version(), "");
                } catch (MatineeException bad) {
                    add("model " + saved.name(), State.BROKEN, String.valueOf(bad.getMessage()), bad.remedy());
                }
            }
        } catch (MatineeException bad) {
            add("catalog", State.BROKEN, String.valueOf(bad.getMessage()), bad.remedy());
        }
    }

    private void service(Workspace opened) {
        try {
            GivenSettings given = GivenSettings.of(opened, System.getenv());
            given.settings();
            StoreAddress address = given.store().orElseGet(() -> StoreAddress.in(opened));
            if (!address.isThere()) {
                add("service", State.OK, "remembers nothing yet", "");
                return;
            }
            try (Store store = Store.open(address)) {
                long events = store.read(transaction ->
                                transaction.first("SELECT COUNT(*) AS n FROM feedback_event", row -> row.whole("n")))
                        .orElse(0L);
                int keys = new ApiKeys(store, Clock.systemUTC()).list().size();
                add("service", State.OK, events + " events and " + keys + " API keys in " + address, "");
            }
        } catch (MatineeException bad) {
            add("service", State.BROKEN, String.valueOf(bad.getMessage()), bad.remedy());
        }
    }

    private void add(String what, State state, String found, String remedy) {
        checks.add(new Check(what, state, found, remedy));
    }

    private Answer answer() {
        TextTable table = new TextTable("check", "state", "found", "what to do");
        List<Map<String, Object>> json = new ArrayList<>();
        boolean broken = false;
        for (Check check : checks) {
            String state = check.state().name().toLowerCase(java.util.Locale.ROOT);
            table.add(check.what(), state, check.found(), check.remedy());
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("check", check.what());
            one.put("state", state);
            one.put("found", check.found());
            one.put("remedy", check.remedy());
            json.add(one);
            broken |= check.state() == State.BROKEN;
        }
        return new Answer(Map.of("checks", json), table.toString(), broken ? ErrorCode.CONFLICT.exitCode() : 0);
    }
}
