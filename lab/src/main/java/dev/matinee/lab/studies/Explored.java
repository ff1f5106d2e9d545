package dev.matinee.lab.studies;

import dev.matinee.engine.Run;
import dev.matinee.lab.explore.Exploration;
import dev.matinee.lab.explore.Explorer;
import dev.matinee.lab.explore.TopListOptions;
import dev.matinee.lab.explore.Topic;
import java.util.List;
import java.util.Optional;

/** An exploration, asked for single topics and cells. */
record Explored(Exploration exploration) {
    static Explored of(StudyData data, Run run) {
        return of(data, TopListOptions.defaults(), run);
    }

    static Explored of(StudyData data, TopListOptions options, Run run) {
        return new Explored(Explorer.explore(data.catalog(), options, run));
    }

    Optional<Topic> topic(String name) {
        return exploration.topics().stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst();
    }

    /** The rows of a topic's table; none where there is no such topic. */
    List<List<Object>> rows(String name) {
        return topic(name).map(topic -> topic.table().rows()).orElse(List.of());
    }

    /** The number in the row whose first cell reads so, in the column of this name; NaN where there is none. */
    double number(String name, Object first, String column) {
        return topic(name)
                .flatMap(topic -> topic.table().rows().stream()
                        .filter(row -> row.getFirst().equals(first))
                        .map(row -> row.get(topic.table().header().indexOf(column)))
                        .findFirst())
                .map(cell -> ((Number) cell).doubleValue())
                .orElse(Double.NaN);
    }
}
