package dev.matinee.lab.segments;

import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.lab.chart.Axis;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.Scatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Users by how much and how high they rate, in the colours of their segments. */
public final class UserScatter {
    /** More dots hide each other. */
    private static final int MOST = 2_000;

    private UserScatter() {}

    /**
     * The picture.
     *
     * @param labels the segment of each user, by id; users without are left out
     */
    public static Chart of(String name, Interactions ratings, Map<String, String> labels) {
        Rows byUser = ratings.byUser();
        List<Integer> inSegments = new ArrayList<>();
        for (int user = 0; user < byUser.rows(); user++) {
            if (labels.containsKey(ratings.users().id(user)) && byUser.count(user) > 0) {
                inSegments.add(user);
            }
        }
        int shown = Math.min(MOST, inSegments.size());
        Map<String, List<Scatter.Dot>> dots = new TreeMap<>();
        for (int i = 0; i < shown; i++) {
            int user = inSegments.get((int) ((long) i * inSegments.size() / shown));
            double sum = 0;
            for (long position = byUser.start(user); position < byUser.end(user); position++) {
                sum += byUser.rating(position);
            }
            String id = ratings.users().id(user);
            dots.computeIfAbsent(String.valueOf(labels.get(id)), label -> new ArrayList<>())
                    .add(new Scatter.Dot(byUser.count(user), sum / byUser.count(user), 1, "user " + id));
        }
        String note = shown < inSegments.size()
                ? "Each dot is a user; " + shown + " of " + inSegments.size() + " are shown."
                : "Each dot is a user.";
        return new Chart(
                name,
                "Users by number and mean of their ratings",
                note,
                Scatter.of(
                        Axis.of("ratings").log(),
                        Axis.of("mean rating"),
                        dots.entrySet().stream()
                                .map(group -> new Scatter.Group(group.getKey(), group.getValue()))
                                .toList()));
    }
}
