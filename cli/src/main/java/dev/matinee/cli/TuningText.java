package dev.matinee.cli;

import dev.matinee.engine.evaluate.Metric;
import dev.matinee.lab.tune.Trial;
import dev.matinee.lab.tune.TuningResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A tuning for people: the trials, best first, and what the winner scored on the test set. */
final class TuningText {
    private static final int MOST_ROWS = 30;

    private TuningText() {}

    static String of(TuningResult result) {
        String metric = result.plan().metric();
        List<String> varied = varied(result.trials());
        List<String> header = new ArrayList<>(List.of("trial"));
        header.addAll(varied);
        header.addAll(List.of("users", metric, "s"));
        TextTable table = new TextTable(header.toArray(String[]::new));
        double sign = result.plan().higherIsBetter() ? -1 : 1;
        List<Trial> ranked = result.trials().stream()
                .sorted(Comparator.comparingDouble((Trial trial) -> -trial.share())
                        .thenComparingDouble(
                                trial -> trial.values().isEmpty() ? Double.POSITIVE_INFINITY : sign * trial.score()))
                .toList();
        for (Trial trial : ranked.subList(0, Math.min(MOST_ROWS, ranked.size()))) {
            List<Object> row = new ArrayList<>(List.of(trial.number()));
            varied.forEach(name -> row.add(String.valueOf(trial.settings().get(name))));
            row.add(String.format(Locale.ROOT, "%.0f %%", 100 * trial.share()));
            row.add(trial.values().isEmpty() ? "failed" : number(trial.score()));
            row.add(String.format(Locale.ROOT, "%.2f", result.seconds().get(trial.number() - 1)));
            table.add(row.toArray());
        }
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %d trials (%s) on validation parts %s of the training sets of %s, %d %s%n%n%s",
                result.plan().model(),
                result.trials().size(),
                result.plan().method(),
                result.plan().validation().kind(),
                result.plan().evaluation().splitter().kind(),
                result.plan().evaluation().seeds().size(),
                result.plan().evaluation().seeds().size() == 1 ? "seed" : "seeds",
                table));
        if (ranked.size() > MOST_ROWS) {
            text.append("\n")
                    .append(ranked.size() - MOST_ROWS)
                    .append(" more are in ")
                    .append(result.folder());
        }
        text.append("\n\n").append(test(result));
        text.append("\npicture: ").append(result.folder().resolve("tuning.svg"));
        text.append("\nuse it: matinee train ")
                .append(result.plan().model())
                .append(" --settings ")
                .append(result.settings());
        return text.toString();
    }

    private static String test(TuningResult result) {
        if (result.test().isEmpty()) {
            return "the test set was not touched";
        }
        String metric = result.plan().metric();
        Metric measured = result.test().get(metric);
        StringBuilder text = new StringBuilder("trial " + result.winner().number() + " on the test set: ");
        text.append(measured == null ? "see the leaderboard" : metric + " " + number(measured.mean()));
        if (measured != null && measured.hasInterval()) {
            text.append(String.format(Locale.ROOT, " (%.4f to %.4f)", measured.low(), measured.high()));
        }
        text.append(", evaluation ").append(result.testRun());
        if (result.testedBefore()) {
            text.append("\nthis was measured before; the test set was not used again");
        }
        int before = result.testUsesBefore().orElse(0);
        if (before > 0) {
            text.append("\nthe test set was not fresh: ")
                    .append(before)
                    .append(before == 1 ? " earlier evaluation of " : " earlier evaluations of ")
                    .append(result.plan().model())
                    .append(" in this workspace used it");
        }
        return text.toString();
    }

    private static List<String> varied(List<Trial> trials) {
        Map<String, Object> first = trials.getFirst().settings();
        return first.keySet().stream()
                .filter(name -> trials.stream()
                        .anyMatch(trial -> !Objects.equals(trial.settings().get(name), first.get(name))))
                .toList();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
