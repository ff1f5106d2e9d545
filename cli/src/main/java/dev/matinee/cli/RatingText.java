package dev.matinee.cli;

import dev.matinee.engine.evaluate.CalibrationBin;
import dev.matinee.engine.evaluate.Metric;
import dev.matinee.lab.leaderboard.EvaluationRecord;
import dev.matinee.lab.leaderboard.LearningPoint;
import dev.matinee.lab.leaderboard.PredictedRatings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured of predicted ratings, for people. */
final class RatingText {
    private RatingText() {}

    /** A metric with half the width of its interval, where it has one. */
    private static String number(Metric metric) {
        return metric.hasInterval()
                ? String.format(Locale.ROOT, "%.4f ±%.4f", metric.mean(), (metric.high() - metric.low()) / 2)
                : String.format(Locale.ROOT, "%.4f", metric.mean());
    }

    /** What was given where about the same was predicted. */
    static String calibration(EvaluationRecord evaluation) {
        PredictedRatings predicted = evaluation.predicted().orElseThrow();
        TextTable table = new TextTable("predicted", "ratings", "mean predicted", "mean given", "too high by");
        for (CalibrationBin bin : predicted.calibration()) {
            table.add(
                    String.format(Locale.ROOT, "%.2f to %.2f", bin.from(), bin.to()),
                    String.format(Locale.ROOT, "%,d", bin.ratings()),
                    String.format(Locale.ROOT, "%.3f", bin.predicted()),
                    number(bin.actual()),
                    String.format(
                            Locale.ROOT, "%+.3f", bin.predicted() - bin.actual().mean()));
        }
        return String.format(
                Locale.ROOT,
                "%s: on %,d held-out ratings predictions are too high by %.4f on average, and those of a bin are off by"
                        + " %.4f%n%n%s",
                LeaderboardText.name(evaluation),
                predicted.heldOut(),
                predicted.bias(),
                predicted.calibrationError(),
                table);
    }

    /** The errors of models by share of the training ratings. */
    static String learningCurve(List<EvaluationRecord> evaluations) {
        List<String> tables = new ArrayList<>();
        for (String metric : List.of("rmse", "mae")) {
            List<String> header = new ArrayList<>(List.of("share", "ratings"));
            evaluations.forEach(evaluation -> header.add(LeaderboardText.name(evaluation)));
            TextTable table = new TextTable(header.toArray(String[]::new));
            List<LearningPoint> points =
                    evaluations.getFirst().predicted().orElseThrow().learningCurve();
            for (int i = 0; i < points.size(); i++) {
                List<Object> cells = new ArrayList<>(List.of(
                        percent(points.get(i).share()),
                        String.format(Locale.ROOT, "%,d", points.get(i).trainingRatings())));
                for (EvaluationRecord evaluation : evaluations) {
                    Metric own = evaluation
                            .predicted()
                            .orElseThrow()
                            .learningCurve()
                            .get(i)
                            .metrics()
                            .get(metric);
                    cells.add(own == null ? "-" : number(own));
                }
                table.add(cells.toArray());
            }
            tables.add(metric + " by share of the training ratings\n\n" + table);
        }
        return String.join("\n\n", tables);
    }

    /** A share in percent, with no more digits than it needs. */
    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.4f", 100 * share).replaceAll("\\.?0+$", "") + " %";
    }
}
