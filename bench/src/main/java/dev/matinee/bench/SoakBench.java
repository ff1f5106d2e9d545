package dev.matinee.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command {@code serve} at half of the load that it bears, for twenty minutes: does memory grow, do answers slow down? */
final class SoakBench {
    private static final int MINUTES = 20;

    private SoakBench() {}

    static void compare(BenchOptions options) {
        Wrk.check();
        boolean tiny = options.data().equals("tiny");
        int seconds = tiny ? 1 : 60;
        int minutes = tiny ? 2 : MINUTES;
        BenchTable table = new BenchTable(
                "serve for " + minutes + " spells of " + seconds + " s at half load: lists of " + options.data());
        List<Double> memory = new ArrayList<>();
        List<Double> slowest = new ArrayList<>();
        try (Serving service = ServeBench.serve(options)) {
            ServeBench.lists(service, options, seconds / 2 + 1);
            Map<String, Object> full = ServeBench.lists(service, options, seconds / 2 + 1);
            double half = Fork.number(full, "requests") / Fork.number(full, "seconds") / 2;
            for (int minute = 1; minute <= minutes; minute++) {
                Map<String, Object> load = ServeBench.lists(service, options, seconds, half);
                memory.add((double) service.residentMebibytes());
                slowest.add(Fork.number(load, "p99Milliseconds"));
                table.ratio(
                        "lists a second in minute " + minute,
                        Fork.number(load, "requests") / Fork.number(load, "seconds"));
                table.ratio("milliseconds for 99 of 100 lists in minute " + minute, slowest.getLast());
                table.ratio("MiB resident after minute " + minute, memory.getLast());
            }
        }
        int part = Math.max(1, minutes / 4);
        table.ratio("MiB that the last quarter holds more than the second", grown(memory, part));
        table.ratio("milliseconds that 99 of 100 lists take longer in the last quarter", grown(slowest, part));
        table.write(options.results(), "soak-" + options.data());
    }

    /** The mean of the last values less that of the second part of as many, as the first part holds what is still warming up. */
    private static double grown(List<Double> values, int part) {
        return mean(values.subList(values.size() - part, values.size()))
                - mean(values.subList(Math.min(part, values.size() - part), Math.min(2 * part, values.size())));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
