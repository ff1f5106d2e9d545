package dev.matinee.lab.studies;

import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.Table;
import dev.matinee.lab.explore.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers what a {@link Finding} consists of, and ends with its verdict. */
final class FindingBuilder {
    private final String name;
    private final String where;
    private final String title;
    private final List<Figure> figures = new ArrayList<>();
    private final List<Chart> charts = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();
    private String text = "";

    private FindingBuilder(String name, String where, String title) {
        this.name = name;
        this.where = where;
        this.title = title;
    }

    static FindingBuilder of(String name, String where, String title) {
        return new FindingBuilder(name, where, title);
    }

    FindingBuilder text(String sentences) {
        text = text.isEmpty() ? sentences : text + " " + sentences;
        return this;
    }

    /** A figure that must be just the same to agree. */
    FindingBuilder figure(String what, Object document, Object ours) {
        return figure(what, document, ours, 0);
    }

    FindingBuilder figure(String what, Object document, Object ours, double tolerance) {
        figures.add(new Figure(what, document, ours, tolerance));
        return this;
    }

    /** A figure of the document that our data have no counterpart of. */
    FindingBuilder only(String what, Object document) {
        figures.add(new Figure(what, document, null, 0));
        return this;
    }

    /** A figure of ours about which the document says nothing. */
    FindingBuilder ours(String what, Object ours) {
        figures.add(new Figure(what, null, ours, 0));
        return this;
    }

    FindingBuilder figures(List<Figure> more) {
        figures.addAll(more);
        return this;
    }

    FindingBuilder chart(Chart chart) {
        charts.add(chart);
        return this;
    }

    FindingBuilder charts(List<Chart> more) {
        charts.addAll(more);
        return this;
    }

    FindingBuilder table(Table table) {
        tables.add(table);
        return this;
    }

    /** The pictures of a topic of the exploration, or its table where it has none. */
    FindingBuilder topic(Optional<Topic> topic) {
        topic.ifPresent(found -> {
            if (found.charts().isEmpty()) {
                tables.add(found.table());
            } else {
                charts.addAll(found.charts());
            }
        });
        return this;
    }

    /** Same where every figure that the document has agrees; otherwise the reason given; neither where it has none. */
    Finding compared(String otherwise) {
        if (figures.stream().noneMatch(Figure::isCompared)) {
            return end(
                    new Verdict(Verdict.Kind.NOT_COMPARED, "the document prints no figures of it"), Optional.empty());
        }
        boolean same = figures.stream().allMatch(Figure::agrees);
        return end(same ? Verdict.same() : new Verdict(Verdict.Kind.DIFFERS, otherwise), Optional.empty());
    }

    /** Ours differs, and this is why. */
    Finding differs(String because) {
        return end(new Verdict(Verdict.Kind.DIFFERS, because), Optional.empty());
    }

    /**
     * The document is wrong, if our figures show it.
     *
     * @param section the section of the study's page that explains the mistake
     * @param shown whether our figures show it on these data
     * @param because what is wrong, with the figures that show it
     */
    Finding wrong(String section, boolean shown, String because) {
        return end(
                shown
                        ? new Verdict(Verdict.Kind.WRONG, because)
                        : new Verdict(
                                Verdict.Kind.DIFFERS,
                                "these data do not show the mistake that the page of the study explains"),
                Optional.of(section));
    }

    private Finding end(Verdict verdict, Optional<String> mistake) {
        return new Finding(name, where, title, text, figures, verdict, mistake, charts, tables);
    }
}
