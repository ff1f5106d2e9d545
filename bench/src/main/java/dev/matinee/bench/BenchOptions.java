package dev.matinee.bench;

import dev.matinee.engine.MatineeException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What every comparison can be told.
 *
 * @param work the folder for generated data, which is kept for the next run
 * @param results the folder for figures
 * @param peers whom to compare with; those that are not on the machine are named and left out
 * @param data which data, in the comparison's own words
 * @param repeat how often each but the slowest is run; figures are medians
 */
record BenchOptions(Path work, Path results, List<String> peers, String data, int repeat) {
    private static final String ALL_PEERS = "pandas,spark,numpy,scipy,scikit-learn,mahout,ranksys,librec,tribuo";

    static BenchOptions of(String... arguments) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("--work", "");
        values.put("--results", "bench/results");
        values.put("--peers", ALL_PEERS);
        values.put("--data", "5m");
        values.put("--repeat", "3");
        for (int i = 0; i < arguments.length; i += 2) {
            if (!values.containsKey(arguments[i]) || i + 1 == arguments.length) {
                throw MatineeException.usage("options are pairs of " + String.join(", ", values.keySet())
                        + " and a value, got " + arguments[i]);
            }
            values.put(arguments[i], arguments[i + 1]);
        }
        String work = values.getOrDefault("--work", "");
        if (work.isEmpty()) {
            throw MatineeException.usage("--work must name a folder for generated data (some 2 GB)");
        }
        List<String> peers = Arrays.stream(values.getOrDefault("--peers", "").split(","))
                .filter(name -> !name.equals("none"))
                .toList();
        return new BenchOptions(
                Path.of(work),
                Path.of(values.getOrDefault("--results", "")),
                peers,
                values.getOrDefault("--data", ""),
                Integer.parseInt(values.getOrDefault("--repeat", "")));
    }

    boolean with(String peer) {
        return peers.contains(peer);
    }
}
