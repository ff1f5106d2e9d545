package dev.matinee.lab.segments;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.cluster.Clustering;
import dev.matinee.engine.cluster.DensePoints;
import dev.matinee.engine.cluster.KMeans;
import dev.matinee.engine.cluster.Silhouette;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How many segments there are to be.
 *
 * @param given the number, where it is known
 * @param from the lowest number to try
 * @param to the highest
 * @param choice how one of those that were tried is chosen
 */
public record ClusterCount(OptionalInt given, int from, int to, Choice choice) {
    /** The most users on whom a silhouette is measured exactly; of more, this many are drawn. */
    static final int SILHOUETTE_USERS = 20_000;

    /** Checks the ranges. */
    public ClusterCount {
        if (given.isPresent() && (given.getAsInt() < 2 || given.getAsInt() > 1000)) {
            throw MatineeException.usage("k must be between 2 and 1000, got " + given.getAsInt());
        }
        if (from < 2 || to < from || to > 1000) {
            throw MatineeException.usage(
                    "the numbers to choose k from must read FROM..TO between 2 and 1000, got " + from + ".." + to);
        }
    }

    /** Chosen from 2 to 10 by the elbow. */
    public static ClusterCount defaults() {
        return new ClusterCount(OptionalInt.empty(), 2, 10, Choice.ELBOW);
    }

    /** This number. */
    public ClusterCount given(int k) {
        return new ClusterCount(OptionalInt.of(k), from, to, Choice.GIVEN);
    }

    /** Chosen between two numbers. */
    public ClusterCount range(int from, int to) {
        return new ClusterCount(given, from, to, choice);
    }

    /** Chosen another way. */
    public ClusterCount by(Choice choice) {
        return new ClusterCount(given, from, to, choice);
    }

    /**
     * A division and the way to it.
     *
     * @param curve what was tried, by number
     */
    record Divided(Clustering clustering, Silhouette silhouette, List<CurvePoint> curve) {}

    /**
     * Divides points into every number of clusters to be tried, and chooses.
     *
     * @param workers who divides
     * @param different how many different points there are, or any greater number
     */
    Divided divide(DensePoints points, int different, int restarts, Workers workers, Run run) {
        int[] tried = tried(different);
        Map<Integer, Clustering> clusterings = new TreeMap<>();
        Map<Integer, Silhouette> silhouettes = new TreeMap<>();
        List<CurvePoint> curve = new ArrayList<>();
        try (Progress.Task task = run.progress().start("choosing k", tried.length, "numbers")) {
            for (int k : tried) {
                KMeans settings = KMeans.into(k).restarts(restarts);
                Clustering clustering =
                        BySize.ordered(workers.cluster(settings, points, run.progress(Progress.none())));
                Silhouette silhouette = Silhouette.of(points, clustering, SILHOUETTE_USERS, run);
                clusterings.put(k, clustering);
                silhouettes.put(k, silhouette);
                curve.add(new CurvePoint(k, clustering.inertia(), silhouette.mean()));
                task.advance(1);
            }
        }
        int k = chosen(curve);
        return new Divided(
                Objects.requireNonNull(clusterings.get(k)),
                Objects.requireNonNull(silhouettes.get(k)),
                List.copyOf(curve));
    }

    /** The numbers to try, ascending, where users differ in so many ways; refuses what these are too few for. */
    int[] tried(int different) {
        if (given.isPresent() && given.getAsInt() > different) {
            throw tooFew(given.getAsInt(), different);
        }
        if (from > different) {
            throw tooFew(from, different);
        }
        return IntStream.concat(IntStream.rangeClosed(from, Math.min(to, different)), given.stream())
                .distinct()
                .sorted()
                .toArray();
    }

    /** The same, where a number that is given is the only one to try. */
    int[] triedAlone(int different) {
        int[] all = tried(different);
        return given.isPresent() ? new int[] {given.getAsInt()} : all;
    }

    /** How the number is chosen. */
    Choice chosenBy() {
        return given.isPresent() ? Choice.GIVEN : choice;
    }

    /** The number to take after all were tried. */
    int chosen(List<CurvePoint> curve) {
        return given.orElseGet(() -> choice.of(curve));
    }

    static MatineeException tooFew(int k, int different) {
        return MatineeException.badData(
                k + " segments were asked for, but there " + (different == 1 ? "is" : "are") + " only " + different
                        + " different user" + (different == 1 ? "" : "s"),
                different < 2
                        ? "ingest ratings of more users, or choose other features"
                        : "ask for at most " + different);
    }
}
