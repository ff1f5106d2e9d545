package dev.matinee.bench;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The command that runs a comparison by its name; see bench/README.md. */
public final class Bench {
    private static final Map<String, Comparison> COMPARISONS = new TreeMap<>(Map.ofEntries(
            Map.entry("accuracy", AccuracyBench::compare),
            Map.entry("als", AlsBench.factors(64)),
            Map.entry("als-128", AlsBench.factors(128)),
            Map.entry("bayes", BayesBench::compare),
            Map.entry("choosing", ChoosingBench::compare),
            Map.entry("cluster", ClusterBench::compare),
            Map.entry("content", ContentBench::compare),
            Map.entry("document", DocumentBench::compare),
            Map.entry("ease", EaseBench::compare),
            Map.entry("growth", GrowthBench::compare),
            Map.entry("ingest", IngestBench::compare),
            Map.entry("kernels", KernelBench::compare),
            Map.entry("likes", LikesBench::compare),
            Map.entry("lists", PeersBench::lists),
            Map.entry("mf", MfBench::compare),
            Map.entry("mf-growth", MfGrowthBench::compare),
            Map.entry("network", NetworkBench::compare),
            Map.entry("peers", AllPeersBench::compare),
            Map.entry("predictions", PeersBench::predictions),
            Map.entry("profiles", ProfileBench::compare),
            Map.entry("ratings", RatingsBench::compare),
            Map.entry("recommend", RecommendBench::compare),
            Map.entry("serve", ServeBench::compare),
            Map.entry("soak", SoakBench::compare),
            Map.entry("spark", SparkBench::compare),
            Map.entry("svd", SvdBench::compare)));

    private Bench() {}

    /** One comparison: prints a table and leaves its figures in the folder of results. */
    @FunctionalInterface
    interface Comparison {
        void run(BenchOptions options);
    }

    /** Runs the comparison named first, with the options after it. */
    public static void main(String[] arguments) {
        try {
            run(arguments);
        } catch (MatineeException error) {
            System.err.println(error.getMessage() + (error.remedy().isEmpty() ? "" : "; " + error.remedy()));
            System.exit(error.code().exitCode());
        }
    }

    static void run(String... arguments) {
        if (arguments.length == 0) {
            throw MatineeException.usage("name a comparison: " + String.join(", ", COMPARISONS.keySet()));
        }
        comparison(arguments[0]).run(BenchOptions.of(Arrays.copyOfRange(arguments, 1, arguments.length)));
    }

    /** The comparison of this name. */
    static Comparison comparison(String name) {
        Comparison comparison = COMPARISONS.get(name);
        if (comparison == null) {
            throw MatineeException.usage("there is no comparison " + name + Nearest.hint(name, COMPARISONS.keySet())
                    + "; there are " + String.join(", ", COMPARISONS.keySet()));
        }
        return comparison;
    }
}
