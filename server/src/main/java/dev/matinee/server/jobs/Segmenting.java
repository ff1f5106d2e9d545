package dev.matinee.server.jobs;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.lab.segments.Choice;
import dev.matinee.lab.segments.ClusterCount;
import dev.matinee.lab.segments.SegmentStore;
import dev.matinee.lab.segments.Segmentation;
import dev.matinee.lab.segments.Segments;
import dev.matinee.lab.segments.TasteSegmentation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Divides users into segments and keeps them, as the command {@code segment} does. */
final class Segmenting {
    private Segmenting() {}

    /**
     * Refuses what makes no sense before it is begun.
     *
     * @param parameters {@code name}, and as they are wanted {@code k}, {@code chooseBy}, {@code tastes} and {@code features}
     * @throws MatineeException {@code USAGE}
     */
    static void check(Map<String, Object> parameters) {
        SegmentStore.checkName(String.valueOf(parameters.get("name")));
        count(parameters);
        boolean tastes = Boolean.TRUE.equals(parameters.get("tastes"));
        if (tastes && !features(parameters).isEmpty()) {
            throw MatineeException.usage("tastes take the place of features; ask for one of them");
        }
        if (!tastes) {
            settings(parameters);
        }
    }

    private static List<String> features(Map<String, Object> parameters) {
        return parameters.get("features") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static ClusterCount count(Map<String, Object> parameters) {
        ClusterCount count = parameters.get("chooseBy") instanceof String by
                ? ClusterCount.defaults().by(Choice.named(by))
                : ClusterCount.defaults();
        return parameters.get("k") instanceof Number k ? count.given(k.intValue()) : count;
    }

    private static Segmentation settings(Map<String, Object> parameters) {
        Segmentation settings = Segmentation.defaults().count(count(parameters));
        List<String> features = features(parameters);
        return features.isEmpty() ? settings : settings.features(features);
    }

    /** Divides them, and says how many segments there are. */
    static Map<String, Object> of(Workspace workspace, Map<String, Object> parameters, Run run) {
        String name = String.valueOf(parameters.get("name"));
        try (Catalog catalog = workspace.catalog()) {
            Segments segments = Boolean.TRUE.equals(parameters.get("tastes"))
                    ? TasteSegmentation.defaults().count(count(parameters)).segment(catalog, run)
                    : settings(parameters).segment(catalog, run);
            Patience.run(() -> new SegmentStore(workspace).save(name, segments));
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", name);
            json.put("k", (long) segments.k());
            json.put("chosenBy", segments.choice().json());
            json.put("silhouette", segments.silhouette().mean());
            json.put("users", (long) segments.users().size());
            return json;
        }
    }
}
