package dev.matinee.cli;

import dev.matinee.lab.likes.Leakage;
import dev.matinee.lab.likes.LikeMetrics;
import dev.matinee.lab.likes.LikesEvaluation;
import dev.matinee.lab.likes.LikesResult;
import dev.matinee.lab.likes.ScoredRows;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Classifiers of likes for people. */
final class LikesText {
    private static final List<String> SHOWN = List.of("accuracy", "f1", "precision", "recall", "rocAuc");

    private LikesText() {}

    static String of(LikesEvaluation evaluation) {
        List<String> texts = new ArrayList<>();
        texts.add(String.format(
                Locale.ROOT,
                "%s, like at %s and above, seed %d",
                evaluation.data(),
                plain(evaluation.likeAt()),
                evaluation.seed()));
        for (LikesEvaluation.Part part : evaluation.parts()) {
            texts.add(of(part));
        }
        return String.join("\n\n", texts);
    }

    private static String of(LikesEvaluation.Part part) {
        List<String> texts = new ArrayList<>();
        texts.add(String.format(
                Locale.ROOT,
                "%s\n%,d ratings to learn from, %,d to choose on, %,d to measure on (%s)",
                part.protocol().description(),
                part.trainingRows(),
                part.validationRows(),
                part.testRows(),
                part.splitKind()));
        texts.add(table(part).toString());
        texts.add(intervals(part).toString());
        LikesResult best = part.results().getFirst();
        texts.add("by class, " + best.name() + ", from " + number(best.threshold()) + " on a like\n" + classes(best));
        if (!part.comparisons().isEmpty()) {
            texts.add(comparisons(part).toString());
        }
        Set<String> leaks = new LinkedHashSet<>();
        part.results()
                .forEach(result -> result.leak()
                        .ifPresent(why -> leaks.add(result.name() + ": its figures are too good, since " + why)));
        texts.addAll(leaks);
        return String.join("\n\n", texts);
    }

    /** The table of document 002. */
    private static TextTable table(LikesEvaluation.Part part) {
        List<String> header = new ArrayList<>(List.of("model"));
        SHOWN.forEach(metric -> header.addAll(List.of(metric + " val", "test")));
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (LikesResult result : part.results()) {
            List<Object> row = new ArrayList<>(List.of(result.name()));
            for (String metric : SHOWN) {
                row.add(number(result.validation().value(metric)));
                row.add(number(result.test().value(metric)));
            }
            table.add(row.toArray());
        }
        return table;
    }

    private static TextTable intervals(LikesEvaluation.Part part) {
        TextTable table = new TextTable("model", "ROC-AUC, 95 %", "PR-AUC", "log loss", "Brier", "train s");
        for (LikesResult result : part.results()) {
            ScoredRows.Bounds area = result.bounds().get(LikeMetrics.NAMES.indexOf("rocAuc"));
            table.add(
                    result.name(),
                    String.format(Locale.ROOT, "%.4f [%.4f, %.4f]", area.mean(), area.low(), area.high()),
                    number(result.test().prAuc()),
                    number(result.test().logLoss()),
                    number(result.test().brier()),
                    String.format(Locale.ROOT, "%.2f", result.trainSeconds()));
        }
        return table;
    }

    private static TextTable classes(LikesResult result) {
        TextTable table = new TextTable("", "precision", "recall", "f1", "support");
        for (LikeMetrics.ClassRow row : result.test().classes()) {
            table.add(row.name(), number(row.precision()), number(row.recall()), number(row.f1()), row.support());
        }
        return table;
    }

    private static TextTable comparisons(LikesEvaluation.Part part) {
        TextTable table = new TextTable(
                "compared", "with", "AUC difference, 95 %", "only first right", "only second", "McNemar p");
        for (LikesEvaluation.Comparison one : part.comparisons()) {
            ScoredRows.Pair pair = one.pair();
            table.add(
                    one.first(),
                    one.second(),
                    String.format(Locale.ROOT, "%+.4f [%+.4f, %+.4f]", pair.aucDifference(), pair.low(), pair.high()),
                    pair.onlyFirst(),
                    pair.onlySecond(),
                    String.format(Locale.ROOT, "%.2g", pair.mcNemar()));
        }
        return table;
    }

    static String of(Leakage leakage) {
        TextTable table =
                new TextTable("cut", "features", "ROC-AUC", "inflation", "accuracy", "inflation", "f1", "log loss");
        for (Leakage.Row row : leakage.rows()) {
            String what = switch (row.kind()) {
                case HONEST -> "honest";
                case LEAVE_ONE_OUT -> "leave-one-out LEAKS";
                case ONE_LEAKS -> row.what() + " LEAKS";
                case ALL_LEAK -> "all as in the documents LEAK";
            };
            table.add(
                    row.protocol().key(),
                    what,
                    number(row.metrics().rocAuc()),
                    signed(row.inflation("rocAuc")),
                    number(row.metrics().accuracy()),
                    signed(row.inflation("accuracy")),
                    number(row.metrics().f1()),
                    number(row.metrics().logLoss()));
        }
        return leakage.sentence() + "\n\n" + table;
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.4f", value);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
