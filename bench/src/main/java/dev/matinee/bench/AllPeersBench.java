package dev.matinee.bench;

import dev.matinee.engine.MatineeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every comparison with a peer, one after the other, and the page that shows them. A peer that is not on the machine is named and left
 * out; a comparison whose answers differ ends all.
 */
final class AllPeersBench {
    private AllPeersBench() {}

    /** Data: full takes hours, the curves of growth and the profiles with it, small some minutes, tiny is for tests. */
    static void compare(BenchOptions options) {
        Map<String, String> data = new LinkedHashMap<>();
        switch (options.data()) {
            case "full" -> {
                data.put("ingest", "20m");
                data.put("als", "20m");
                data.put("recommend", "20m");
                data.put("ease", "large");
                data.put("lists", "1m");
                data.put("predictions", "1m");
                data.put("growth", "all");
                data.put("profiles", "5m");
            }
            case "small" -> {
                data.put("ingest", "5m");
                data.put("als", "5m");
                data.put("ease", "small");
                data.put("lists", "100k");
                data.put("predictions", "100k");
            }
            case "tiny" ->
                List.of("ingest", "als", "recommend", "ease", "lists", "predictions", "svd", "cluster", "likes")
                        .forEach(name -> data.put(name, "tiny"));
            default -> throw MatineeException.usage("--data must be one of tiny, small, full, got " + options.data());
        }
        data.putIfAbsent("svd", "viewers");
        data.putIfAbsent("cluster", "full");
        data.putIfAbsent("likes", "full");
        data.forEach((name, chosen) -> {
            System.err.println("comparing " + name + ", " + chosen);
            int repeat = name.equals("growth") ? 1 : options.repeat();
            Bench.comparison(name)
                    .run(new BenchOptions(options.work(), options.results(), options.peers(), chosen, repeat));
        });
        if (!options.data().equals("tiny")) {
            KernelBench.compare(options);
            DocumentBench.compare(options);
        }
    }
}
