package dev.matinee.lab.report;

import dev.matinee.lab.explore.Exploration;
import dev.matinee.lab.explore.Topic;
import java.util.List;

/** What the audience looks like. */
final class ExplorationSection {
    /** Longer tables stand below their pictures, where each can be unfolded. */
    private static final int ROWS = 20;

    private ExplorationSection() {}

    static Section of(Exploration exploration) {
        Section section = new Section("exploration", "The audience");
        for (Topic topic : exploration.topics()) {
            section.heading(topic.title());
            boolean noted =
                    topic.charts().stream().anyMatch(chart -> chart.note().equals(topic.text()));
            section.text(noted ? "" : topic.text());
            topic.charts().forEach(section::chart);
            int rows = topic.table().rows().size();
            if (topic.charts().isEmpty() || (rows <= ROWS && !pictured(topic))) {
                section.table(topic.table());
            }
        }
        exploration.leftOut().forEach(section::text);
        return section;
    }

    /** Whether a picture's own numbers say all that the table says. */
    private static boolean pictured(Topic topic) {
        List<String> same = List.of("byWeekday", "activitySpan", "ratingDistribution");
        return same.contains(topic.name());
    }
}
