package dev.matinee.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Our models beside libraries on the Java virtual machine that make lists or predict ratings, all on the same generated ratings and
 * with two threads. Each trains, and then lists the ten best unseen movies of all users or predicts what is held out; the clock stops when
 * that is done. Ours must be as accurate.
 */
final class PeersBench {
    private static final int THREADS = 2;
    /** Of two means over thousands of users on generated data, the same but for luck. */
    private static final double LUCK = 0.005;

    private final BenchOptions options;
    private final PeerData data;
    private final BenchTable table;
    private final String task;
    private final String figure;
    private final ToDoubleFunction<Path> measure;

    private PeersBench(BenchOptions options, String task, String title, String figure, boolean higher) {
        this.options = options;
        this.data = PeerData.of(options);
        this.table = new BenchTable(title + ", " + options.data() + " generated ratings, " + THREADS + " threads");
        this.task = task;
        this.figure = figure;
        this.measure = higher ? data::ndcg : file -> -data.rmse(file);
    }

    /** Lists of ten. */
    static void lists(BenchOptions options) {
        PeersBench bench =
                new PeersBench(options, "lists", "training and the ten best movies of all users", "NDCG@10", true);
        // Half of RankSys's loss: there feedback weighs 2, other cells 1, and the pull is 10.
        bench.beside(
                List.of(new Rival(JvmPeer.RANKSYS, "als", 64, 15, 10)),
                "implicit-als",
                "factors=64",
                "iterations=15",
                "objective=hu-koren-volinsky",
                "unobservedWeight=0.5",
                "confidence=0",
                "frequencyScaling=0",
                "regularization=5",
                "solver=cholesky");
        bench.beside(
                List.of(new Rival(JvmPeer.RANKSYS, "neighbors", 100), new Rival(JvmPeer.MAHOUT, "neighbors", 100)),
                "item-neighbors");
        bench.table.write(options.results(), "lists-" + options.data());
    }

    /** Predicted ratings. */
    static void predictions(BenchOptions options) {
        PeersBench bench =
                new PeersBench(options, "predictions", "training and predicting what is held out", "RMSE", false);
        bench.beside(List.of(new Rival(JvmPeer.MAHOUT, "als", 20, 10, 0.1)), "als", "factors=20", "iterations=10");
        bench.beside(List.of(new Rival(JvmPeer.LIBREC, "biasedmf", 20, 30)), "biased-mf", "factors=20");
        bench.beside(List.of(new Rival(JvmPeer.LIBREC, "svdpp", 20, 15)), "svd-plus-plus", "factors=20");
        bench.table.write(options.results(), "predictions-" + options.data());
    }

    /**
     * @param arguments what its main class is told after the files
     */
    private record Rival(JvmPeer peer, Object... arguments) {}

    private void beside(List<Rival> rivals, String model, String... settings) {
        Path file = options.work().resolve("peers-answer.tsv");
        List<Object> arguments = new ArrayList<>(
                List.of(data.divided().training(), data.divided().heldOut(), THREADS, task, file, model));
        arguments.addAll(List.of(settings));
        Runs ours = runs(
                () -> Fork.java(
                        List.of("-Xmx1g", "--add-modules", "jdk.incubator.vector"),
                        PeerRun.class.getName(),
                        arguments.toArray()),
                file);
        double wall = row("matinee, " + model, ours);
        for (Rival rival : rivals) {
            if (!rival.peer().takesPart(options)) {
                continue;
            }
            List<Object> told = new ArrayList<>(List.of(data.training(), data.heldOut(), THREADS, file));
            told.addAll(List.of(rival.arguments()));
            Runs theirs = runs(() -> rival.peer().run(THREADS, told.toArray()), file);
            String who = rival.peer().name() + " " + theirs.answers().getFirst().get("version") + ", "
                    + theirs.answers().getFirst().get("algorithm");
            double slack = LUCK * Math.abs(theirs.value());
            rival.peer().mustNotBeat(ours.value(), theirs.value() - slack, figure + " of " + model);
            table.ratio("times as fast as " + who + " (wall), " + model, row(who, theirs) / wall);
        }
    }

    private double row(String who, Runs runs) {
        return table.row(who, runs.answers(), figure, Math.abs(runs.value()));
    }

    private record Runs(List<Map<String, Object>> answers, double value) {}

    private Runs runs(Supplier<Map<String, Object>> run, Path file) {
        List<Map<String, Object>> answers = new ArrayList<>();
        for (int i = 0; i < options.repeat(); i++) {
            answers.add(run.get());
        }
        return new Runs(answers, measure.applyAsDouble(file));
    }
}
