package dev.matinee.server.api;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.QualityFinding;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.engine.Run;
import dev.matinee.lab.leaderboard.ColdStarts;
import dev.matinee.lab.leaderboard.EvaluationStore;
import dev.matinee.lab.leaderboard.Leaderboard;
import dev.matinee.lab.models.ModelStore;
import dev.matinee.lab.segments.SegmentStore;
import dev.matinee.server.api.Endpoint.Cache;
import dev.matinee.server.security.Scope;
import dev.matinee.server.shelf.Refused;
import dev.matinee.server.shelf.Served;
import dev.matinee.server.shelf.ServedModel;
import dev.matinee.server.shelf.Shelf;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be asked about the workspace: its catalog, models, segments, evaluations. */
final class WorkspaceEndpoints {
    private record Shown(List<String> runs, ColdStarts coldStarts, Optional<String> by, Reply reply) {}

    private static final int MOST_REJECTED = 1000;

    private final Workspace workspace;
    private final SegmentStore segments;
    private final EvaluationStore evaluations;
    private final ModelStore store;
    private final Shelf shelf;
    private final Run run;
    private volatile @Nullable Shown shown;

    WorkspaceEndpoints(Workspace workspace, Shelf shelf, Run run) {
        this.workspace = workspace;
        this.segments = new SegmentStore(workspace);
        this.evaluations = EvaluationStore.in(workspace.evaluationsFolder());
        this.store = new ModelStore(workspace);
        this.shelf = shelf;
        this.run = run;
    }

    List<Endpoint> all() {
        return List.of(
                Endpoint.get(
                        "/api/v1/catalog",
                        Cache.MINUTE,
                        call -> Reply.json(call.served().catalog().toJson())),
                Endpoint.get("/api/v1/catalog/rejected", Cache.MINUTE, this::rejected, "rule", "top"),
                Endpoint.get("/api/v1/segments", Cache.MINUTE, this::segments),
                Endpoint.get("/api/v1/models", Cache.PRIVATE, call -> Reply.json(models(call.served()))),
                Endpoint.get("/api/v1/leaderboard", Cache.MINUTE, this::leaderboard, "by"),
                Endpoint.post("/api/v1/models/{name}:activate", this::activate).needs(Scope.ADMIN));
    }

    /** The rows stand in the catalog's file alone, which is opened for the while. */
    private Reply rejected(Call call) {
        String rule = call.query().required("rule");
        List<QualityFinding> findings = call.served().catalog().quality();
        QualityFinding finding = findings.stream()
                .filter(one -> one.rule().json().equals(rule))
                .findFirst()
                .orElseThrow(() -> MatineeException.notFound(
                        "nothing was found by the name of " + rule
                                + Nearest.hint(
                                        rule,
                                        findings.stream()
                                                .map(one -> one.rule().json())
                                                .toList()),
                        "GET /api/v1/catalog names what was found"));
        int top = call.query().whole("top", 1, MOST_REJECTED).orElse(50);
        List<Map<String, Object>> items;
        try (Catalog catalog = workspace.catalog(call.served().catalog().version())) {
            items = catalog.query(
                    "SELECT file, line, reason, raw FROM rejected_rows WHERE rule = ? ORDER BY file, line LIMIT ?",
                    row -> {
                        Map<String, Object> item = new LinkedHashMap<>();
                        item.put("file", row.text("file"));
                        item.put("line", row.whole("line"));
                        item.put("reason", row.text("reason"));
                        item.put("raw", row.text("raw"));
                        return item;
                    },
                    rule,
                    (long) top);
        }
        long rows = finding.rule().rejects() ? finding.rows() : 0;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rule", rule);
        json.put("rows", rows);
        json.put("items", items);
        return Reply.json(json);
    }

    private Reply segments(Call call) {
        List<Map<String, Object>> all = segments.names().stream()
                .map(name -> {
                    Map<String, Object> json = new LinkedHashMap<>(segments.read(name));
                    json.remove("usersFile");
                    return json;
                })
                .toList();
        return Reply.json(Map.of("segments", all));
    }

    private Map<String, @Nullable Object> models(Served served) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("preferred", served.preferred().orElse(null));
        json.put("catalog", served.catalog().version());
        json.put(
                "models",
                served.models().values().stream().map(ServedModel::toJson).toList());
        json.put("kept", store.names().stream().map(this::kept).toList());
        json.put("refused", served.refused().stream().map(Refused::toJson).toList());
        return json;
    }

    private Map<String, @Nullable Object> kept(String name) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("model", name);
        json.put("inUse", store.currentVersion(name).orElse(null));
        json.put("versions", store.versions(name));
        return json;
    }

    private Reply leaderboard(Call call) {
        Optional<String> by = call.query().text("by");
        List<String> runs = evaluations.runs();
        ColdStarts coldStarts = evaluations.coldStarts();
        Shown last = shown;
        if (last == null
                || !last.runs().equals(runs)
                || !last.coldStarts().equals(coldStarts)
                || !last.by().equals(by)) {
            last = new Shown(
                    runs,
                    coldStarts,
                    by,
                    Reply.json(Leaderboard.read(evaluations).toJson(by, run)));
            shown = last;
        }
        return last.reply();
    }

    private Reply activate(Call call) {
        call.body().only(List.of("version"));
        String name = call.id("name");
        if (!name.matches("[a-z0-9-]+")) {
            throw MatineeException.usage("a name of a model has small letters, digits and hyphens, got " + name);
        }
        return Reply.json(shelf.activate(name, call.body().text("version")).toJson());
    }
}
