package dev.matinee.bench.ranksys;

import dev.matinee.bench.PeerClock;
import dev.matinee.bench.PeerThreads;
import es.uam.eps.ir.ranksys.fast.index.FastItemIndex;
import es.uam.eps.ir.ranksys.fast.index.FastUserIndex;
import es.uam.eps.ir.ranksys.fast.index.SimpleFastItemIndex;
import es.uam.eps.ir.ranksys.fast.index.SimpleFastUserIndex;
import es.uam.eps.ir.ranksys.fast.preference.FastPreferenceData;
import es.uam.eps.ir.ranksys.fast.preference.SimpleFastPreferenceData;
import es.uam.eps.ir.ranksys.mf.als.HKVFactorizer;
import es.uam.eps.ir.ranksys.mf.rec.MFRecommender;
import es.uam.eps.ir.ranksys.nn.item.ItemNeighborhoodRecommender;
import es.uam.eps.ir.ranksys.nn.item.neighborhood.CachedItemNeighborhood;
import es.uam.eps.ir.ranksys.nn.item.neighborhood.TopKItemNeighborhood;
import es.uam.eps.ir.ranksys.nn.item.sim.VectorCosineItemSimilarity;
import es.uam.eps.ir.ranksys.rec.fast.FastRecommender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.lambda.tuple.Tuple;

/** Lists by the implicit ALS of Hu, Koren and Volinsky, or by the cosine of items. */
final class RankSysRun {
    private static final int TOP = 10;

    private RankSysRun() {}

    /**
     * Lines to learn from, lines to predict (not read), threads, the file to write, and {@code neighbors} with how many, or
     * {@code als} with factors, iterations and regularisation.
     */
    public static void main(String[] arguments) throws IOException {
        List<String[]> lines = Files.readAllLines(Path.of(arguments[0])).stream()
                .map(line -> line.split("\t", -1))
                .toList();
        FastUserIndex<Integer> users = SimpleFastUserIndex.load(
                IntStream.range(0, size(lines, 0)).boxed());
        FastItemIndex<Integer> items = SimpleFastItemIndex.load(
                IntStream.range(0, size(lines, 1)).boxed());
        boolean neighbors = arguments[4].equals("neighbors");
        // HKVFactorizer aims at the number that it is given, where Hu, Koren and Volinsky aim at 1 for all feedback.
        FastPreferenceData<Integer, Integer> ratings = SimpleFastPreferenceData.load(
                lines.stream()
                        .map(line -> Tuple.tuple(
                                Integer.valueOf(line[0]),
                                Integer.valueOf(line[1]),
                                neighbors ? Double.valueOf(line[2]) : Double.valueOf(1))),
                users,
                items);
        PeerClock clock = new PeerClock();
        FastRecommender<Integer, Integer> recommender = neighbors
                ? new ItemNeighborhoodRecommender<>(
                        ratings,
                        new CachedItemNeighborhood<>(new TopKItemNeighborhood<>(
                                new VectorCosineItemSimilarity<>(ratings, 0.5, true), Integer.parseInt(arguments[5]))),
                        1)
                : new MFRecommender<>(
                        users,
                        items,
                        new HKVFactorizer<Integer, Integer>(
                                        Double.parseDouble(arguments[7]),
                                        rating -> 1 + rating,
                                        Integer.parseInt(arguments[6]))
                                .factorize(Integer.parseInt(arguments[5]), ratings));
        String lists = PeerThreads.join(
                users.numUsers(), Integer.parseInt(arguments[2]), user -> list(recommender, ratings, user));
        Files.writeString(Path.of(arguments[3]), lists);
        clock.print(neighbors ? "cosine of items" : "HKV");
    }

    private static int size(List<String[]> lines, int column) {
        return 1 + lines.stream()
                .mapToInt(line -> Integer.parseInt(line[column]))
                .max()
                .orElse(-1);
    }

    private static String list(
            FastRecommender<Integer, Integer> recommender, FastPreferenceData<Integer, Integer> ratings, int user) {
        BitSet seen = new BitSet();
        ratings.getUidxPreferences(user).forEach(rating -> seen.set(rating.v1));
        return user
                + recommender.getRecommendation(user, TOP, item -> !seen.get(item)).getIidxs().stream()
                        .map(item -> "\t" + item.v1)
                        .collect(Collectors.joining())
                + "\n";
    }
}
