package dev.matinee.bench.mahout;

import dev.matinee.bench.PeerClock;
import dev.matinee.bench.PeerThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.mahout.cf.taste.common.NoSuchItemException;
import org.apache.mahout.cf.taste.common.NoSuchUserException;
import org.apache.mahout.cf.taste.common.TasteException;
import org.apache.mahout.cf.taste.impl.model.file.FileDataModel;
import org.apache.mahout.cf.taste.impl.recommender.GenericBooleanPrefItemBasedRecommender;
import org.apache.mahout.cf.taste.impl.recommender.svd.ALSWRFactorizer;
import org.apache.mahout.cf.taste.impl.recommender.svd.SVDRecommender;
import org.apache.mahout.cf.taste.impl.similarity.GenericItemSimilarity;
import org.apache.mahout.cf.taste.impl.similarity.LogLikelihoodSimilarity;
import org.apache.mahout.cf.taste.model.DataModel;
import org.apache.mahout.cf.taste.recommender.Recommender;

/** Lists by items rated together (log-likelihood), or predictions by alternating least squares with weighted regularisation. */
final class MahoutRun {
    private static final int TOP = 10;

    private MahoutRun() {}

    /**
     * Lines to learn from, lines to predict, threads, the file to write, and {@code neighbors} with how many are kept of each
     * item's, or {@code als} with factors, iterations and regularisation.
     */
    public static void main(String[] arguments) throws IOException, TasteException {
        DataModel ratings = new FileDataModel(Path.of(arguments[0]).toFile());
        ratings.getNumUsers();
        int threads = Integer.parseInt(arguments[2]);
        Path out = Path.of(arguments[3]);
        PeerClock clock = new PeerClock();
        if (arguments[4].equals("neighbors")) {
            Recommender recommender = new GenericBooleanPrefItemBasedRecommender(
                    ratings,
                    new GenericItemSimilarity(
                            new LogLikelihoodSimilarity(ratings),
                            ratings,
                            Integer.parseInt(arguments[5]) * ratings.getNumItems()));
            String lists = PeerThreads.join(ratings.getNumUsers(), threads, user -> list(recommender, user));
            Files.writeString(out, lists);
            clock.print("items rated together");
        } else {
            Recommender recommender = new SVDRecommender(
                    ratings,
                    new ALSWRFactorizer(
                            ratings,
                            Integer.parseInt(arguments[5]),
                            Double.parseDouble(arguments[7]),
                            Integer.parseInt(arguments[6]),
                            false,
                            1,
                            threads));
            List<String> pairs = Files.readAllLines(Path.of(arguments[1]));
            String predictions = PeerThreads.join(
                    pairs.size(),
                    threads,
                    pair -> prediction(recommender, pairs.get(pair).split("\t", -1)) + "\n");
            Files.writeString(out, predictions);
            clock.print("ALS-WR");
        }
    }

    private static String list(Recommender recommender, int user) {
        try {
            return user
                    + recommender.recommend(user, TOP).stream()
                            .map(item -> "\t" + item.getItemID())
                            .collect(Collectors.joining())
                    + "\n";
        } catch (TasteException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static float prediction(Recommender recommender, String[] pair) {
        try {
            return Math.clamp(
                    recommender.estimatePreference(Long.parseLong(pair[0]), Long.parseLong(pair[1])), 0.5f, 5f);
        } catch (NoSuchUserException | NoSuchItemException unknown) {
            return Float.NaN;
        } catch (TasteException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
