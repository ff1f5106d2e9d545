package dev.matinee.lab.tune;

import dev.matinee.lab.chart.Axis;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The trials of a tuning in parallel coordinates: an axis a setting that was varied, and the metric at the right. */
final class TuningPicture {
    private TuningPicture() {}

    static Chart of(TuningPlan plan, List<Trial> trials, Trial winner) {
        List<Trial> scored = trials.stream()
                .filter(trial -> !trial.values().isEmpty() && trial.share() == 1)
                .toList();
        Map<String, Object> first = winner.settings();
        List<String> varied = first.keySet().stream()
                .filter(name -> scored.stream()
                        .anyMatch(trial -> !Objects.equals(trial.settings().get(name), first.get(name))))
                .toList();
        List<Axis> axes = new ArrayList<>();
        varied.forEach(name -> axes.add(axis(name, scored)));
        axes.add(Axis.of(plan.metric()));
        List<List<Double>> others = scored.stream()
                .filter(trial -> trial.number() != winner.number())
                .map(trial -> line(trial, varied, scored))
                .toList();
        Parallel plot = new Parallel(
                axes,
                List.of(
                        new Parallel.Group("trials", others),
                        new Parallel.Group("the winner", List.of(line(winner, varied, scored)))));
        return new Chart(
                "tuning",
                "What " + plan.model() + " scored by its settings",
                "Each line is a trial with all users, measured on validation parts cut from the training sets."
                        + " Choices stand in the order in which they were tried, from 1.",
                plot);
    }

    private static Axis axis(String name, List<Trial> trials) {
        List<Double> values =
                trials.stream().map(trial -> number(trial, name, trials)).toList();
        double low = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double high = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return low > 0 && high / low > 5 ? Axis.of(name).log() : Axis.of(name);
    }

    private static List<Double> line(Trial trial, List<String> varied, List<Trial> all) {
        List<Double> line = new ArrayList<>();
        varied.forEach(name -> line.add(number(trial, name, all)));
        line.add(trial.score());
        return line;
    }

    private static double number(Trial trial, String name, List<Trial> all) {
        Object value = trial.settings().get(name);
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        List<Object> choices =
                all.stream().map(other -> other.settings().get(name)).distinct().toList();
        return choices.indexOf(value) + 1;
    }
}
