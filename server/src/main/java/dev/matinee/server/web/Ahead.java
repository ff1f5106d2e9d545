package dev.matinee.server.web;

import static dev.matinee.server.web.Html.el;

import dev.matinee.server.shelf.Beside;
import dev.matinee.server.shelf.ServedCatalog;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Works out beside everything else what only people ask for and what takes seconds for millions of ratings, from the first page on that
 * anybody looks at. Thread-safe.
 */
final class Ahead {
    private @Nullable Work work;

    private record Work(String catalog, CompletableFuture<Boolean> done) {}

    /** Begins it for a catalog, where that is not done already. */
    synchronized void begin(ServedCatalog catalog) {
        Work now = work;
        if (now == null || !now.catalog().equals(catalog.version())) {
            work = new Work(catalog.version(), Beside.begin("ahead", () -> {
                catalog.prepareForPeople();
                return true;
            }));
        }
    }

    /** Whether it is there; where it was not begun, it is begun. */
    synchronized boolean isReady(ServedCatalog catalog) {
        begin(catalog);
        Work now = work;
        return now != null && now.done().isDone();
    }

    /**
     * What is shown meanwhile in the part of a page with an id; it asks for the page again by itself.
     *
     * @param address the address of the page
     */
    static Html meanwhile(String id, String address) {
        return el(
                        "div",
                        el("p.working", el("span.spinner", ""), "This is being worked out; it comes by itself.")
                                .with("role", "status"))
                .with("id", id)
                .with("hx-get", address)
                .with("hx-select", "#" + id)
                .with("hx-trigger", "load delay:1s")
                .with("hx-swap", "outerHTML");
    }
}
