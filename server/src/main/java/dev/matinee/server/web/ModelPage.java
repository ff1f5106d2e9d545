package dev.matinee.server.web;

import static dev.matinee.server.web.Html.el;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.leaderboard.ComparableRecords;
import dev.matinee.lab.leaderboard.EvaluationRecord;
import dev.matinee.lab.leaderboard.EvaluationStore;
import dev.matinee.lab.leaderboard.Leaderboard;
import dev.matinee.lab.leaderboard.RatingCharts;
import dev.matinee.lab.likes.LikesCharts;
import dev.matinee.lab.likes.LikesStore;
import dev.matinee.lab.models.ModelStore;
import dev.matinee.lab.models.NetworkCharts;
import dev.matinee.server.api.Call;
import dev.matinee.server.api.Endpoint;
import dev.matinee.server.api.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** One kind of model: the card of a version, how its training went, what it scored and by what it decides. */
final class ModelPage {
    private final Layout layout;
    private final ModelStore models;
    private final EvaluationStore evaluations;
    private final LikesStore likes;

    ModelPage(Layout layout, Workspace workspace) {
        this.layout = layout;
        this.models = new ModelStore(workspace);
        this.evaluations = EvaluationStore.in(workspace.evaluationsFolder());
        this.likes = new LikesStore(workspace);
    }

    List<Endpoint> all() {
        return List.of(Web.get("/models/{name}", this::page, "version"));
    }

    private Reply page(Call call) {
        String name = call.id("name");
        Optional<ModelStore.Saved> saved = saved(name, call.query().text("version"));
        List<EvaluationRecord> records = records(name);
        List<Html> parts = new ArrayList<>();
        saved.ifPresent(one -> parts.add(card(one)));
        if (!records.isEmpty()) {
            parts.add(Parts.section("scores", "What it scored", scores(records)));
            List<Chart> charts = RatingCharts.of("ratings", records.subList(0, 1));
            if (!charts.isEmpty()) {
                parts.add(Parts.section("ratings", "Predicted ratings", Parts.charts(charts)));
            }
        }
        likes(name).ifPresent(parts::add);
        if (parts.isEmpty()) {
            TreeSet<String> known = new TreeSet<>(models.names());
            board().forEach(group -> group.records().forEach(one -> known.add(one.model())));
            throw MatineeException.notFound(
                    "no model " + name + " was trained or evaluated" + Nearest.hint(name, known),
                    "the page Models lists those there are");
        }
        Html lead = saved.map(one -> Html.of("Version " + one.version() + ". ")).orElse(Html.NONE);
        return Web.page(layout, call, new Page(name, ModelsPage.HOME, lead, Html.of(parts)));
    }

    private Optional<ModelStore.Saved> saved(String name, Optional<String> version) {
        if (!models.names().contains(name)) {
            return Optional.empty();
        }
        if (version.isEmpty()) {
            return models.current(name);
        }
        return Optional.of(models.version(name, version.get())
                .orElseThrow(() -> MatineeException.notFound(
                        "no version " + version.get() + " of " + name + " is kept",
                        "kept are " + String.join(", ", models.versions(name)))));
    }

    private List<ComparableRecords> board() {
        return Leaderboard.read(evaluations).groups();
    }

    private List<EvaluationRecord> records(String name) {
        return board().stream()
                .flatMap(group -> group.records().stream())
                .filter(one -> one.model().equals(name))
                .toList();
    }

    private Html card(ModelStore.Saved saved) {
        Facts card = new Facts(saved.card());
        Map<String, String> born = new LinkedHashMap<>();
        Facts provenance = card.object("provenance");
        born.put("Trained on", provenance.text("trainingOrigin"));
        born.put("Ratings", Words.count(provenance.number("ratings")));
        born.put("Users", Words.count(provenance.number("users")));
        born.put("Movies", Words.count(provenance.number("items")));
        born.put("Seed", provenance.text("seed"));
        born.put("Kernels", provenance.text("kernels"));
        born.put("Memory", Words.bytes(card.number("bytes").orElse(0)));
        born.put("Checksum", shortened(card.text("checksum")));
        born.put("Ratings' checksum", shortened(provenance.text("trainingHash")));
        List<Html> charts = saved.card().get("metrics") instanceof Map<?, ?> metrics && NetworkCharts.describes(metrics)
                ? NetworkCharts.of("network", saved.name(), metrics).stream()
                        .map(Parts::chart)
                        .toList()
                : List.of();
        List<String> versions = models.versions(saved.name()).reversed();
        return Html.of(
                el(
                        "p.actions",
                        Parts.button("/models/train?model=" + saved.name(), "Train it anew"),
                        Parts.button("/models/tune?model=" + saved.name(), "Tune it"),
                        versions.size() < 2
                                ? Html.NONE
                                : el(
                                        "span.versions",
                                        "Versions: ",
                                        versions.stream()
                                                .map(version -> version.equals(saved.version())
                                                        ? el("strong", version)
                                                        : el("a", version)
                                                                .with(
                                                                        "href",
                                                                        "/models/" + saved.name() + "?version="
                                                                                + version))
                                                .toList())),
                el(
                        "div.columns",
                        Parts.section("settings", "Settings", pairs(values(card.object("settings")))),
                        Parts.section("birth", "Where it comes from", pairs(born))),
                measured(card.object("metrics")),
                charts.isEmpty() ? Html.NONE : Parts.section("network", "How training went", el("div.charts", charts)));
    }

    private static String shortened(String hash) {
        return hash.length() > 12 ? hash.substring(0, 12) + "…" : hash;
    }

    static Map<String, String> values(Facts settings) {
        Map<String, String> values = new LinkedHashMap<>();
        settings.json().forEach((name, value) -> values.put(String.valueOf(name), String.valueOf(value)));
        return values;
    }

    /** Names and values below each other. */
    static Html pairs(Map<String, String> values) {
        List<Html> rows = values.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> el("div", el("dt", entry.getKey()), el("dd", entry.getValue())))
                .toList();
        return el("dl.pairs", rows);
    }

    private static Html measured(Facts metrics) {
        List<Html> rows = metrics(metrics);
        return rows.isEmpty()
                ? Html.NONE
                : Parts.section(
                        "metrics",
                        "Measured before it was trained on everything",
                        el(
                                "details",
                                el("summary", rows.size() + " metrics"),
                                metricTable(rows, "Metrics of the card")));
    }

    private static List<Html> metrics(Facts metrics) {
        List<Html> rows = new ArrayList<>();
        metrics.json().forEach((name, value) -> {
            Facts metric = Facts.of(value);
            if (metric.number("mean").isPresent()) {
                rows.add(el(
                        "tr",
                        el("th", String.valueOf(name)).with("scope", "row"),
                        el("td.number", Words.decimal(metric.number("mean"), 4)),
                        el(
                                "td.number",
                                metric.number("low").isPresent()
                                        ? Words.decimal(metric.number("low"), 4) + " to "
                                                + Words.decimal(metric.number("high"), 4)
                                        : "–")));
            }
        });
        return rows;
    }

    private static Html metricTable(List<Html> rows, String label) {
        return Parts.grid(label, rows, Parts.head("Metric"), Parts.numberHead("Mean"), Parts.numberHead("95 %"));
    }

    /** All evaluations, the first of them open. */
    private static List<Html> scores(List<EvaluationRecord> records) {
        List<Html> all = new ArrayList<>();
        records.forEach(one -> all.add(scores(one).with("open", all.isEmpty())));
        return all;
    }

    private static Html scores(EvaluationRecord evaluation) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        evaluation.metrics().forEach((name, metric) -> metrics.put(name, metric.toJson()));
        Map<String, String> settings = new LinkedHashMap<>();
        evaluation.settings().forEach((name, value) -> settings.put(name, String.valueOf(value)));
        String title = evaluation.data().name() + ", divided by "
                + evaluation.split().kind() + ", " + Words.minute(evaluation.time());
        List<Html> rows = metrics(new Facts(metrics));
        return el(
                "details",
                el("summary", title),
                evaluation.leak().map(why -> el("p.problem", "Too good to be true: " + why + ".")),
                el(
                        "p",
                        "Trained in " + Words.seconds(evaluation.trainSeconds()) + ", "
                                + Words.bytes((double) evaluation.bytes()) + "."),
                pairs(settings),
                metricTable(rows, "Metrics, " + title));
    }

    /** Curves and importances of the classifiers of likes, where this is one of them that was evaluated. */
    private Optional<Html> likes(String name) {
        if (!name.startsWith("likes-")) {
            return Optional.empty();
        }
        return likes.evaluation().map(evaluation -> {
            List<Html> parts = new ArrayList<>();
            for (Facts protocol : new Facts(evaluation).list("protocols")) {
                parts.add(el("h3", Words.sentence(protocol.text("description"))));
                parts.add(Parts.table(LikesCharts.table(protocol.json())));
                parts.add(Parts.charts(LikesCharts.of("likes-" + protocol.text("protocol"), protocol.json())));
            }
            return Parts.section("likes", "Classifiers of likes", parts);
        });
    }
}
