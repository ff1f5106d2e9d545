package dev.matinee.lab.report;

import static dev.matinee.lab.segments.JsonParts.maps;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.lab.likes.LikesCharts;
import dev.matinee.lab.likes.LikesStore;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether a user will like a movie: the last evaluation of classifiers and the last measurement of leakage. */
final class LikesSection {
    private LikesSection() {}

    static Optional<Section> of(Workspace workspace) {
        LikesStore store = new LikesStore(workspace);
        Optional<Map<String, Object>> evaluation = store.evaluation();
        Optional<Map<String, Object>> leakage = store.leakage();
        if (evaluation.isEmpty() && leakage.isEmpty()) {
            return Optional.empty();
        }
        Section section = new Section("likes", "Likes and dislikes");
        evaluation.ifPresent(all -> add(section, all));
        leakage.ifPresent(all -> {
            section.heading("Leakage");
            section.text("A like is a rating of " + all.get("likeAt") + " and above. " + all.get("sentence") + ".");
            section.table(LikesCharts.leakageTable(all));
            section.chart(LikesCharts.leakage("likes-leakage", all));
        });
        return Optional.of(section);
    }

    private static void add(Section section, Map<String, Object> evaluation) {
        for (Map<?, ?> part : maps(evaluation.get("protocols"))) {
            String[] description = String.valueOf(part.get("description")).split(": ", 2);
            section.heading("Classifiers, " + description[0]);
            section.text("Measured on " + description[description.length - 1] + ". A like is a rating of "
                    + evaluation.get("likeAt")
                    + " and above. Settings, calibration and threshold are chosen on the validation part.");
            Set<String> leaks = new LinkedHashSet<>();
            maps(part.get("results")).forEach(result -> {
                if (result.containsKey("leak")) {
                    leaks.add("Too good to be true: " + result.get("model") + ", since " + result.get("leak") + ".");
                }
            });
            section.list(java.util.List.copyOf(leaks));
            section.table(LikesCharts.table(part));
            section.table(LikesCharts.testTable(part));
            LikesCharts.of("likes-" + part.get("protocol"), part).forEach(section::chart);
        }
    }
}
