package dev.matinee.cli;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.Run;
import dev.matinee.lab.report.Report;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code report}: one page of everything. */
@Command(
        name = "report",
        description = "Writes one self-contained HTML file to hand on: data card, findings, exploration and, where the"
                + " workspace has them, segments and models compared.")
final class ReportCommand extends MatineeCommand {
    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Override
    Answer answer(Run run) {
        logTo(workspace.folder());
        Workspace opened = Workspace.open(workspace.folder());
        try (Catalog catalog = opened.catalog()) {
            String file = Report.write(opened, catalog, run).toString();
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("report", file);
            return new Answer(json, "the report is " + file + "; open it in a browser");
        }
    }
}
