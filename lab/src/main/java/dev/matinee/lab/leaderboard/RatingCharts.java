package dev.matinee.lab.leaderboard;

import dev.matinee.engine.evaluate.CalibrationBin;
import dev.matinee.engine.evaluate.ItemBands;
import dev.matinee.engine.evaluate.Metric;
import dev.matinee.lab.chart.Axis;
import dev.matinee.lab.chart.Bars;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.Lines;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What was measured of predicted ratings, in pictures: models side by side. */
public final class RatingCharts {
    private static final String RMSE = "rmse";

    private RatingCharts() {}

    /**
     * The pictures of comparable evaluations; those of models that predict no ratings are left out, and there are no
     * pictures without any other.
     *
     * @param prefix what the names of the charts begin with
     * @param records the evaluations, in the order in which they are to be shown
     */
    public static List<Chart> of(String prefix, List<EvaluationRecord> records) {
        Map<String, EvaluationRecord> named = named(records);
        if (named.isEmpty()) {
            return List.of();
        }
        List<Chart> charts = new ArrayList<>();
        bands(prefix, "activity", "users, by how many ratings a model knows of them", named)
                .ifPresent(charts::add);
        bands(prefix, ItemBands.POPULARITY, "training ratings of the movie", named)
                .ifPresent(charts::add);
        charts.add(calibration(prefix, named));
        charts.add(counts(prefix, named));
        curve(prefix, named).ifPresent(charts::add);
        return charts;
    }

    /** The models by name; a number tells those of one kind apart. */
    private static Map<String, EvaluationRecord> named(List<EvaluationRecord> records) {
        Map<String, EvaluationRecord> named = new LinkedHashMap<>();
        Map<String, Integer> seen = new HashMap<>();
        for (EvaluationRecord evaluation : records) {
            if (evaluation.predicted().isPresent()) {
                int count = seen.merge(evaluation.model(), 1, Integer::sum);
                named.put(count == 1 ? evaluation.model() : evaluation.model() + " (" + count + ")", evaluation);
            }
        }
        return named;
    }

    private static PredictedRatings predicted(EvaluationRecord evaluation) {
        return evaluation.predicted().orElseThrow();
    }

    private static Optional<Chart> bands(String prefix, String by, String axis, Map<String, EvaluationRecord> named) {
        Map<String, GroupMetrics> groups = new LinkedHashMap<>();
        named.forEach((name, evaluation) -> evaluation.groups().stream()
                .filter(one -> one.by().equals(by))
                .findFirst()
                .ifPresent(one -> groups.put(name, one)));
        List<String> labels = groups.values().stream()
                .flatMap(one -> one.groups().keySet().stream())
                .distinct()
                .toList();
        if (labels.isEmpty()) {
            return Optional.empty();
        }
        List<Bars.Series> series = new ArrayList<>();
        groups.forEach((name, one) -> series.add(new Bars.Series(
                name,
                labels.stream()
                        .map(label -> Optional.ofNullable(one.groups().get(label))
                                .flatMap(metrics -> Optional.ofNullable(metrics.get(RMSE)))
                                .map(Metric::mean)
                                .orElse(Double.NaN))
                        .toList())));
        return Optional.of(new Chart(
                prefix + "-" + by,
                "Error of predicted ratings by " + by,
                "",
                new Bars(Axis.of(axis), Axis.of(RMSE), false, labels, series)));
    }

    private static Chart calibration(String prefix, Map<String, EvaluationRecord> named) {
        List<Lines.Curve> curves = new ArrayList<>();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Map.Entry<String, EvaluationRecord> entry : named.entrySet()) {
            List<CalibrationBin> bins = predicted(entry.getValue()).calibration();
            curves.add(Lines.Curve.of(
                    entry.getKey(),
                    bins.stream().map(CalibrationBin::predicted).toList(),
                    bins.stream().map(bin -> bin.actual().mean()).toList()));
            low = Math.min(low, bins.getFirst().predicted());
            high = Math.max(high, bins.getLast().predicted());
        }
        curves.add(new Lines.Curve("as predicted", List.of(low, high), List.of(low, high), true));
        return new Chart(
                prefix + "-calibration",
                "What was given where about the same was predicted",
                "A dot for each bin of predictions: on the dashed line they mean what they say, above it they are too low."
                        + " Bins with few ratings lie where chance puts them.",
                Lines.of(
                        Axis.of("mean predicted rating", "stars"),
                        Axis.of("mean rating given", "stars"),
                        Lines.Style.DOTS,
                        curves));
    }

    private static Chart counts(String prefix, Map<String, EvaluationRecord> named) {
        TreeMap<Double, String> bins = new TreeMap<>();
        named.values()
                .forEach(evaluation -> predicted(evaluation)
                        .calibration()
                        .forEach(bin -> bins.put(bin.from(), number(bin.from()) + " to " + number(bin.to()))));
        List<Bars.Series> series = new ArrayList<>();
        named.forEach((name, evaluation) -> {
            Map<Double, Long> counts = new HashMap<>();
            predicted(evaluation).calibration().forEach(bin -> counts.put(bin.from(), bin.ratings()));
            series.add(new Bars.Series(
                    name,
                    bins.keySet().stream()
                            .map(from -> (double) counts.getOrDefault(from, 0L))
                            .toList()));
        });
        return new Chart(
                prefix + "-predictions",
                "How often what was predicted",
                "",
                new Bars(
                        Axis.of("predicted rating", "stars"),
                        Axis.of("held-out ratings"),
                        false,
                        List.copyOf(bins.values()),
                        series));
    }

    /** A number without digits that say nothing. */
    private static String number(double value) {
        double rounded = Math.rint(value * 1000) / 1000;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    private static Optional<Chart> curve(String prefix, Map<String, EvaluationRecord> named) {
        List<Lines.Curve> curves = new ArrayList<>();
        named.forEach((name, evaluation) -> {
            List<LearningPoint> points = predicted(evaluation).learningCurve();
            if (!points.isEmpty()) {
                curves.add(Lines.Curve.of(
                        name,
                        points.stream().map(point -> 100 * point.share()).toList(),
                        points.stream()
                                .map(point -> rmse(point).orElse(Double.NaN))
                                .toList()));
            }
        });
        return curves.isEmpty()
                ? Optional.empty()
                : Optional.of(new Chart(
                        prefix + "-learning",
                        "Error of predicted ratings by how much was learned from",
                        "A curve that still falls at its right end says that more ratings would help.",
                        Lines.of(
                                Axis.of("share of the training ratings", "%"),
                                Axis.of(RMSE),
                                Lines.Style.DOTS,
                                curves)));
    }

    private static OptionalDouble rmse(LearningPoint point) {
        Metric metric = point.metrics().get(RMSE);
        return metric == null ? OptionalDouble.empty() : OptionalDouble.of(metric.mean());
    }
}
