package dev.matinee.server.web;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.lab.explore.Exploration;
import dev.matinee.lab.explore.Explorer;
import dev.matinee.lab.explore.TopListOptions;
import dev.matinee.server.shelf.Beside;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The exploration of the catalog that is served, worked out beside everything else when it is first looked at, and kept until another
 * catalog is served. Thread-safe.
 */
final class Explored {
    private final Workspace workspace;
    private final Run run;
    private @Nullable Work work;

    private record Work(String catalog, CompletableFuture<Exploration> exploration) {}

    Explored(Workspace workspace, Run run) {
        this.workspace = workspace;
        this.run = run;
    }

    /**
     * The exploration of a version of the catalog; empty while it is worked out.
     *
     * @throws MatineeException why it cannot be worked out; it is tried again the next time
     */
    synchronized Optional<Exploration> of(String catalog) {
        Work now = work;
        if (now == null || !now.catalog().equals(catalog)) {
            now = new Work(catalog, Beside.begin("exploration", () -> explore(catalog)));
            work = now;
        }
        if (!now.exploration().isDone()) {
            return Optional.empty();
        }
        if (now.exploration().isCompletedExceptionally()) {
            work = null;
        }
        return Optional.of(Beside.result(now.exploration()));
    }

    private Exploration explore(String version) {
        try (Catalog catalog = workspace.catalog(version)) {
            return Explorer.explore(catalog, TopListOptions.defaults(), run);
        }
    }
}
