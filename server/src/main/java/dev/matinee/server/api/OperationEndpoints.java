package dev.matinee.server.api;

import dev.matinee.server.api.Endpoint.Cache;
import dev.matinee.server.shelf.Served;
import dev.matinee.server.shelf.ServedModel;
import dev.matinee.server.store.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What operators ask: whether the service is up and ready, its counts, what there is to ask. */
final class OperationEndpoints {
    private OperationEndpoints() {}

    static List<Endpoint> all(Gateway gateway, Store store, Supplier<OpenApi> openApi) {
        return List.of(
                Endpoint.get("/health/live", Cache.NONE, call -> Reply.json(Map.of("status", "up")))
                        .atOnce()
                        .open(),
                Endpoint.get("/health/ready", Cache.NONE, call -> ready(gateway, store, call.served()))
                        .atOnce()
                        .open(),
                Endpoint.get(
                                "/metrics",
                                Cache.NONE,
                                call -> Reply.text(
                                        200,
                                        "text/plain; version=0.0.4; charset=utf-8",
                                        gateway.metrics().text()))
                        .atOnce(),
                Endpoint.get(
                                "/openapi.json",
                                Cache.MINUTE,
                                call -> Reply.text(
                                        200, "application/json", openApi.get().json()))
                        .atOnce()
                        .open(),
                Endpoint.get(
                                "/api",
                                Cache.MINUTE,
                                call -> Reply.text(
                                        200,
                                        "text/html; charset=utf-8",
                                        openApi.get().page()))
                        .atOnce()
                        .open(),
                Endpoint.get(
                                "/api/style.css",
                                Cache.MINUTE,
                                call -> Reply.text(
                                        200,
                                        "text/css; charset=utf-8",
                                        openApi.get().style()))
                        .atOnce()
                        .open());
    }

    private static Reply ready(Gateway gateway, Store store, Served served) {
        Optional<ServedModel> model = served.preferred().map(served::model);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("status", gateway.isStopping() ? "stopping" : "ready");
        json.put("catalog", served.catalog().version());
        json.put("model", model.map(ServedModel::name).orElse(null));
        json.put("version", model.map(ServedModel::version).orElse(null));
        json.put("store", store.isAvailable() ? "up" : "down");
        return Reply.json(gateway.isStopping() ? 503 : 200, json);
    }
}
