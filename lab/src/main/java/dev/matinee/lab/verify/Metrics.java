package dev.matinee.lab.verify;

import dev.matinee.engine.evaluate.Metric;
import dev.matinee.lab.leaderboard.EvaluationRecord;
import dev.matinee.lab.leaderboard.SplitResult;
import dev.matinee.lab.verify.Verification.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares what two evaluations measured: every metric that was recorded, its interval and its users, split by split. */
final class Metrics {
    private Metrics() {}

    static List<Difference> differences(EvaluationRecord recorded, EvaluationRecord recomputed) {
        List<Difference> differences = new ArrayList<>();
        List<SplitResult> then = recorded.splits();
        List<SplitResult> now = recomputed.splits();
        if (then.size() != now.size()) {
            differences.add(
                    new Difference("splits", Integer.toString(then.size()), Integer.toString(now.size()), Double.NaN));
        }
        for (int i = 0; i < Math.min(then.size(), now.size()); i++) {
            String split = " of the split " + then.get(i).kind() + " seed "
                    + then.get(i).seed();
            if (!then.get(i).hash().equals(now.get(i).hash())) {
                differences.add(new Difference(
                        "hash" + split, then.get(i).hash(), now.get(i).hash(), Double.NaN));
            }
            compare(split, then.get(i).metrics(), now.get(i).metrics(), differences);
        }
        if (then.size() > 1) {
            compare(" over all splits", recorded.metrics(), recomputed.metrics(), differences);
        }
        return differences;
    }

    static long count(EvaluationRecord recorded) {
        int metrics = recorded.metrics().size();
        return 4L
                * (recorded.splits().stream()
                                .mapToInt(split -> split.metrics().size())
                                .sum()
                        + (recorded.splits().size() > 1 ? metrics : 0));
    }

    private static void compare(
            String where, Map<String, Metric> then, Map<String, Metric> now, List<Difference> differences) {
        then.forEach((name, metric) -> {
            Metric again = now.get(name);
            if (again == null) {
                differences.add(new Difference(name + where, number(metric.mean()), "not measured", Double.NaN));
                return;
            }
            compare(name + where, metric.mean(), again.mean(), differences);
            compare("lower end of " + name + where, metric.low(), again.low(), differences);
            compare("upper end of " + name + where, metric.high(), again.high(), differences);
            compare("users of " + name + where, metric.users(), again.users(), differences);
        });
    }

    private static void compare(String what, double then, double now, List<Difference> differences) {
        if (Double.compare(then, now) != 0) {
            differences.add(new Difference(what, number(then), number(now), Math.abs(then - now)));
        }
    }

    private static String number(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
