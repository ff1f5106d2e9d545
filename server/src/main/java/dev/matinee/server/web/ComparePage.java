package dev.matinee.server.web;

import static dev.matinee.server.web.Html.el;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.evaluate.Measure;
import dev.matinee.engine.evaluate.Metric;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.leaderboard.ComparableRecords;
import dev.matinee.lab.leaderboard.EvaluationRecord;
import dev.matinee.lab.leaderboard.EvaluationStore;
import dev.matinee.lab.leaderboard.Leaderboard;
import dev.matinee.lab.leaderboard.RatingCharts;
import dev.matinee.server.api.Call;
import dev.matinee.server.api.Endpoint;
import dev.matinee.server.api.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Two evaluations side by side. */
final class ComparePage {
    private final Layout layout;
    private final EvaluationStore evaluations;

    ComparePage(Layout layout, Workspace workspace) {
        this.layout = layout;
        this.evaluations = EvaluationStore.in(workspace.evaluationsFolder());
    }

    List<Endpoint> all() {
        return List.of(Web.get("/models/compare", this::page, "a", "b"));
    }

    private EvaluationRecord find(String run) {
        if (!evaluations.contains(run)) {
            throw MatineeException.notFound("there is no evaluation " + run, "choose two on the page Models");
        }
        return evaluations.read(run);
    }

    private Reply page(Call call) {
        EvaluationRecord a = find(call.query().required("a"));
        EvaluationRecord b = find(call.query().required("b"));
        ComparableRecords group = Leaderboard.read(evaluations).groupsOf(a).getFirst();
        boolean comparable = group.records().stream().anyMatch(one -> one.run().equals(b.run()));
        List<Chart> charts = RatingCharts.of("compared", List.of(a, b));
        Html body = Html.of(
                comparable
                        ? Html.NONE
                        : el(
                                        "p.problem",
                                        "These two were measured on different ratings, splits or definitions: their numbers"
                                                + " cannot be compared.")
                                .with("role", "note"),
                Parts.section("settings", "Settings and cost", table("Settings and cost", a, b, settings(a, b))),
                Parts.section("metrics", "Metrics", table("Metrics", a, b, metrics(a, b))),
                charts.isEmpty() ? Html.NONE : Parts.section("ratings", "Predicted ratings", Parts.charts(charts)));
        Html lead = Html.of(a.data().name() + ", divided by " + a.split().kind());
        return Web.page(layout, call, new Page(a.model() + " and " + b.model(), ModelsPage.HOME, lead, body));
    }

    private static Html table(String label, EvaluationRecord a, EvaluationRecord b, List<Html> rows) {
        return Parts.grid(
                label,
                rows,
                Parts.head(""),
                Parts.numberHead(el("a", a.model()).with("href", "/models/" + a.model())),
                Parts.numberHead(el("a", b.model()).with("href", "/models/" + b.model())),
                Parts.numberHead("Difference"));
    }

    private static Html row(String name, String a, String b, Html difference) {
        return el(
                "tr",
                el("th", name).with("scope", "row"),
                el("td.number", a),
                el("td.number", b),
                el("td.number", difference));
    }

    private static List<Html> settings(EvaluationRecord a, EvaluationRecord b) {
        List<Html> rows = new ArrayList<>();
        Map<String, Boolean> names = new LinkedHashMap<>();
        a.settings().keySet().forEach(name -> names.put(name, true));
        b.settings().keySet().forEach(name -> names.put(name, true));
        for (String name : names.keySet()) {
            Object own = a.settings().get(name);
            Object other = b.settings().get(name);
            rows.add(row(
                    name,
                    own == null ? "–" : own.toString(),
                    other == null ? "–" : other.toString(),
                    Objects.equals(own, other) ? Html.of("same") : Html.of("differs")));
        }
        rows.add(row(
                "Training",
                Words.seconds(a.trainSeconds()),
                Words.seconds(b.trainSeconds()),
                times(a.trainSeconds(), b.trainSeconds())));
        rows.add(row(
                "Memory",
                Words.bytes((double) a.bytes()),
                Words.bytes((double) b.bytes()),
                times((double) a.bytes(), (double) b.bytes())));
        rows.add(row(
                "Request",
                Words.decimal(a.requestMillis(), 2) + " ms",
                Words.decimal(b.requestMillis(), 2) + " ms",
                times(a.requestMillis().orElse(Double.NaN), b.requestMillis().orElse(Double.NaN))));
        return rows;
    }

    private static Html times(double a, double b) {
        return Html.of("× " + Words.decimal(b / a, 2));
    }

    private static List<Html> metrics(EvaluationRecord a, EvaluationRecord b) {
        Set<String> names = new LinkedHashSet<>(a.metrics().keySet());
        names.addAll(b.metrics().keySet());
        List<Html> rows = new ArrayList<>();
        for (String name : names) {
            Optional<Metric> own = a.metric(name);
            Optional<Metric> other = b.metric(name);
            double difference = own.isPresent() && other.isPresent()
                    ? other.get().mean() - own.get().mean()
                    : Double.NaN;
            rows.add(row(name, text(own), text(other), verdict(name, difference)));
        }
        return rows;
    }

    private static String text(Optional<Metric> metric) {
        return metric.map(one -> Words.decimal(one.mean(), 4)
                        + (one.hasInterval() ? " ± " + Words.decimal((one.high() - one.low()) / 2, 4) : ""))
                .orElse("–");
    }

    private static Html verdict(String name, double difference) {
        if (!Double.isFinite(difference)) {
            return Html.of("–");
        }
        Optional<Boolean> higher = Measure.named(name).map(Measure::higherIsBetter);
        String kind = higher.isEmpty() || difference == 0
                ? "span"
                : higher.get() == difference > 0 ? "span.better" : "span.worse";
        return el(kind, (difference > 0 ? "+" : "") + Words.decimal(difference, 4));
    }
}
