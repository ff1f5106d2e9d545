package dev.matinee.lab.report;

import dev.matinee.data.catalog.AtomicFile;
import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.Run;
import dev.matinee.lab.chart.ChartPage;
import dev.matinee.lab.explore.Explorer;
import dev.matinee.lab.explore.TopListOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The report of a workspace: one HTML file without any other, for screens of all sizes, light and dark. It has the data card,
 * quality findings and exploration, and segments, taste factors, models, predicted ratings, likes and networks where there are any.
 */
public final class Report {
    private Report() {}

    /** Writes {@code reports/report.html} and answers its place. */
    public static Path write(Workspace workspace, Catalog catalog, Run run) {
        Path file = workspace.reportsFolder().resolve("report.html");
        AtomicFile.write(file, html(workspace, catalog, run));
        return file;
    }

    /** The page as text. */
    static String html(Workspace workspace, Catalog catalog, Run run) {
        List<Section> sections = new ArrayList<>();
        sections.add(DataSection.card(catalog.dataCard()));
        sections.add(DataSection.quality(catalog.quality()));
        sections.add(ExplorationSection.of(Explorer.explore(catalog, TopListOptions.defaults(), run)));
        SegmentsSection.of(workspace).ifPresent(sections::add);
        FactorsSection.of(workspace).ifPresent(sections::add);
        ModelsSection.of(workspace, run).ifPresent(sections::add);
        RatingsSection.of(workspace, run).ifPresent(sections::add);
        LikesSection.of(workspace).ifPresent(sections::add);
        NetworksSection.of(workspace).ifPresent(sections::add);
        return page("Report on " + catalog.dataCard().name(), sections);
    }

    /** A page of sections under a title, with a table of contents. */
    public static String page(String title, List<Section> sections) {
        StringBuilder page = new StringBuilder();
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
                .append(ChartPage.escaped(title))
                .append("</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append(ChartPage.head())
                .append("</head>\n<body>\n<main>\n<h1>")
                .append(ChartPage.escaped(title))
                .append("</h1>\n<nav aria-label=\"Contents\"><ol>\n");
        sections.forEach(section -> page.append(section.contents()));
        page.append("</ol></nav>\n");
        sections.forEach(section -> page.append(section.html()));
        return page.append("</main>\n</body>\n</html>\n").toString();
    }
}
