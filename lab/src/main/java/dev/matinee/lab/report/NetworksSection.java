package dev.matinee.lab.report;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.lab.models.ModelStore;
import dev.matinee.lab.models.NetworkCharts;
import java.util.Map;
import java.util.Optional;

/** The networks among the trained models: what they consist of, and how training went. */
final class NetworksSection {
    private NetworksSection() {}

    static Optional<Section> of(Workspace workspace) {
        Section section = new Section("networks", "Networks trained");
        boolean any = false;
        for (ModelStore.Saved saved : new ModelStore(workspace).list()) {
            if (saved.card().get("metrics") instanceof Map<?, ?> metrics && NetworkCharts.describes(metrics)) {
                section.heading(saved.name() + " " + saved.version());
                section.text(metrics.get("parameters") + " parameters.");
                NetworkCharts.of(saved.name(), saved.name(), metrics).forEach(section::chart);
                any = true;
            }
        }
        return any ? Optional.of(section) : Optional.empty();
    }
}
