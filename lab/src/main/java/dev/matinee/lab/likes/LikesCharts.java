package dev.matinee.lab.likes;

import static dev.matinee.lab.segments.JsonParts.list;
import static dev.matinee.lab.segments.JsonParts.map;
import static dev.matinee.lab.segments.JsonParts.maps;
import static dev.matinee.lab.segments.JsonParts.number;

import dev.matinee.lab.chart.Axis;
import dev.matinee.lab.chart.Bars;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.Lines;
import dev.matinee.lab.chart.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pictures and tables of what {@link LikesStore} keeps, made of its JSON values. */
public final class LikesCharts {
    private static final int MOST_IMPORTANCES = 20;

    private LikesCharts() {}

    /** What a result is called: {@code likes-xgboost}, with how it was tuned and whether it leaks. */
    static String name(Map<?, ?> result) {
        String tuning = String.valueOf(result.get("tuning"));
        return result.get("model")
                + (tuning.equals("baseline") ? "" : " (" + tuning + ")")
                + (result.containsKey("leak") ? " LEAKS" : "");
    }

    /** ROC, precision over recall and reliability of one protocol, and the importances of its best classifier. */
    public static List<Chart> of(String prefix, Map<?, ?> part) {
        // The dummy's curves are the diagonal, or a single point.
        List<Map<?, ?>> results = maps(part.get("results")).stream()
                .filter(result -> !LikesDummy.NAME.equals(result.get("model")))
                .toList();
        String who = ", " + part.get("protocol") + ("time".equals(part.get("protocol")) ? " cut" : " users");
        List<Chart> charts = new ArrayList<>();
        charts.add(curves(
                prefix + "-roc",
                "ROC curves" + who,
                "The share of likes found over the share of others taken for likes; the diagonal is chance.",
                Axis.of("false positive rate"),
                Axis.of("true positive rate"),
                results,
                "roc",
                true));
        charts.add(curves(
                prefix + "-precision-recall",
                "Precision over recall" + who,
                "",
                Axis.of("recall"),
                Axis.of("precision"),
                results,
                "precisionRecall",
                false));
        charts.add(curves(
                prefix + "-reliability",
                "Reliability" + who,
                "The share of likes among ratings that got about the same probability, in tenths of the ratings; on the"
                        + " diagonal the probabilities hold.",
                Axis.of("probability of a like"),
                Axis.of("share of likes"),
                results,
                "reliability",
                true));
        results.stream().findFirst().ifPresent(best -> charts.add(importances(prefix, who, best)));
        return charts;
    }

    private static Chart curves(
            String name,
            String title,
            String note,
            Axis x,
            Axis y,
            List<Map<?, ?>> results,
            String curve,
            boolean diagonal) {
        List<Lines.Curve> curves = new ArrayList<>();
        for (Map<?, ?> result : results) {
            map(result.get(curve))
                    .ifPresent(one ->
                            curves.add(Lines.Curve.of(name(result), numbers(one.get("x")), numbers(one.get("y")))));
        }
        if (diagonal) {
            curves.add(new Lines.Curve("diagonal", List.of(0.0, 1.0), List.of(0.0, 1.0), true));
        }
        return new Chart(name, title, note, Lines.of(x, y, Lines.Style.LINE, curves));
    }

    private static List<Double> numbers(@Nullable Object values) {
        List<Double> numbers = new ArrayList<>();
        list(values).forEach(value -> numbers.add(number(value)));
        return numbers;
    }

    private static Chart importances(String prefix, String who, Map<?, ?> result) {
        List<Map.Entry<?, ?>> shares = new ArrayList<>();
        map(result.get("importances")).ifPresent(all -> shares.addAll(all.entrySet()));
        shares.sort(Comparator.comparingDouble(share -> -number(share.getValue())));
        List<Map.Entry<?, ?>> most = shares.subList(0, Math.min(MOST_IMPORTANCES, shares.size()));
        return new Chart(
                prefix + "-importances",
                "What " + name(result) + " learned from" + who,
                "The share of each feature in what learning gained (trees: how much splits lowered the loss; logistic"
                        + " regression: sizes of standardised weights).",
                Bars.of(
                                Axis.of("feature"),
                                Axis.of("share", "%"),
                                most.stream()
                                        .map(share -> String.valueOf(share.getKey()))
                                        .toList(),
                                most.stream()
                                        .map(share -> 100 * number(share.getValue()))
                                        .toList())
                        .lying());
    }

    /** The table of document 002: classifier by metric by validation and test. */
    public static Table table(Map<?, ?> part) {
        List<String> metrics = List.of("accuracy", "f1", "precision", "recall", "rocAuc");
        List<String> header = new ArrayList<>(List.of("model"));
        metrics.forEach(metric -> header.addAll(List.of(metric + " val", "test")));
        List<List<Object>> rows = new ArrayList<>();
        for (Map<?, ?> result : maps(part.get("results"))) {
            List<Object> row = new ArrayList<>(List.of(name(result)));
            Map<?, ?> validation = map(result.get("validation")).orElse(Map.of());
            metrics.forEach(metric -> {
                row.add(rounded(validation.get(metric)));
                row.add(ofTest(result, metric, "mean"));
            });
            rows.add(row);
        }
        return new Table(header, rows);
    }

    /** What else was measured on the test part, with the interval that holds ROC-AUC in 95 of 100 cases. */
    public static Table testTable(Map<?, ?> part) {
        List<List<Object>> rows = new ArrayList<>();
        for (Map<?, ?> result : maps(part.get("results"))) {
            rows.add(List.of(
                    name(result),
                    ofTest(result, "rocAuc", "mean"),
                    ofTest(result, "rocAuc", "low"),
                    ofTest(result, "rocAuc", "high"),
                    ofTest(result, "prAuc", "mean"),
                    ofTest(result, "logLoss", "mean"),
                    ofTest(result, "brier", "mean")));
        }
        return new Table(List.of("test", "rocAuc", "low", "high", "prAuc", "logLoss", "brier"), rows);
    }

    private static double ofTest(Map<?, ?> result, String metric, String what) {
        Map<?, ?> test = map(result.get("test")).orElse(Map.of());
        return rounded(map(test.get(metric)).orElse(Map.of()).get(what));
    }

    /** To four places, as nobody can tell more apart. */
    private static double rounded(@Nullable Object value) {
        double number = number(value);
        return Double.isNaN(number) ? number : Math.round(number * 1e4) / 1e4;
    }

    /** By how much each leak raises ROC-AUC above that of honest features, and what a cut in time does to it. */
    public static Chart leakage(String name, Map<?, ?> leakage) {
        List<Map<?, ?>> rows = maps(leakage.get("rows"));
        double honest = rows.isEmpty() ? Double.NaN : rocAuc(rows.getFirst());
        List<String> names = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        rows.stream()
                .skip(1)
                .sorted(Comparator.comparingDouble(row -> -rocAuc(row)))
                .forEach(row -> {
                    names.add(label(row));
                    values.add(rounded(rocAuc(row) - honest));
                });
        return new Chart(
                name,
                "What leaking features would have claimed",
                String.format(
                        Locale.ROOT,
                        "Beyond the ROC-AUC of honest features, %.3f: the same classifier on the same test part with"
                                + " one kind of features computed from all ratings, with all of them so, with"
                                + " leave-one-out, and under a cut in time.",
                        honest),
                Bars.of(Axis.of("features"), Axis.of("ROC-AUC beyond honest features"), names, values)
                        .lying());
    }

    private static double rocAuc(Map<?, ?> row) {
        return number(map(row.get("metrics")).orElse(Map.of()).get("rocAuc"));
    }

    static String label(Map<?, ?> row) {
        String cut = "time".equals(row.get("protocol")) ? "time cut: " : "";
        return cut
                + switch (String.valueOf(row.get("kind"))) {
                    case "honest" -> "honest";
                    case "leave-one-out" -> "leave-one-out";
                    case "one-leaks" -> row.get("what") + " leaks";
                    default -> "all leak, as in the documents";
                };
    }

    /** Every leak with what it does to each metric. */
    public static Table leakageTable(Map<?, ?> leakage) {
        List<String> metrics = List.of("rocAuc", "accuracy", "f1", "logLoss");
        List<String> header = new ArrayList<>(List.of("features"));
        metrics.forEach(metric -> header.addAll(List.of(metric, metric + " +")));
        List<List<Object>> rows = new ArrayList<>();
        for (Map<?, ?> row : maps(leakage.get("rows"))) {
            List<Object> cells = new ArrayList<>(List.of(label(row)));
            Map<?, ?> values = map(row.get("metrics")).orElse(Map.of());
            Map<?, ?> inflation = map(row.get("inflation")).orElse(Map.of());
            metrics.forEach(metric -> {
                cells.add(rounded(values.get(metric)));
                cells.add(rounded(inflation.get(metric)));
            });
            rows.add(cells);
        }
        return new Table(header, rows);
    }
}
