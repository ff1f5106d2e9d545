package dev.matinee.bench.librec;

import dev.matinee.bench.PeerClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import net.librec.common.LibrecException;
import net.librec.conf.Configuration;
import net.librec.data.model.TextDataModel;
import net.librec.recommender.AbstractRecommender;
import net.librec.recommender.RecommenderContext;
import net.librec.recommender.cf.rating.BiasedMFRecommender;
import net.librec.recommender.cf.rating.SVDPlusPlusRecommender;
import net.librec.recommender.item.RecommendedItem;

/** Predictions by matrix factorisation with biases, or by SVD++; one thread, as it has no more. */
final class LibRecRun {
    private LibRecRun() {}

    /**
     * Lines to learn from, lines to predict, threads (not used), the file to write, {@code biasedmf} or {@code svdpp}, factors
     * and iterations.
     */
    public static void main(String[] arguments) throws IOException, LibrecException {
        Path training = Path.of(arguments[0]).toAbsolutePath();
        Path heldOut = Path.of(arguments[1]).toAbsolutePath();
        Path folder = Files.createTempDirectory("librec");
        for (Path file : new Path[] {training, heldOut}) {
            Files.copy(file, Files.createDirectories(folder.resolve("ratings")).resolve(String.valueOf(file.getFileName())));
        }
        Configuration settings = new Configuration();
        settings.set("dfs.data.dir", folder.toString());
        settings.set("data.input.path", "ratings");
        settings.set("data.column.format", "UIR");
        settings.set("data.model.splitter", "testset");
        settings.set("data.testset.path", "ratings/" + heldOut.getFileName());
        settings.set("rec.factor.number", arguments[5]);
        settings.set("rec.iterator.maximum", arguments[6]);
        settings.set("rec.iterator.learnrate", "0.01");
        settings.set("rec.iterator.learnrate.maximum", "0.01");
        settings.set("rec.user.regularization", "0.05");
        settings.set("rec.item.regularization", "0.05");
        settings.set("rec.bias.regularization", "0.01");
        settings.set("rec.impItem.regularization", "0.01");
        settings.set("rec.recommender.isranking", "false");
        settings.set("rec.random.seed", "42");
        TextDataModel data = new TextDataModel(settings);
        data.buildDataModel();
        RecommenderContext context = new RecommenderContext(settings, data);
        boolean biased = arguments[4].equals("biasedmf");
        PeerClock clock = new PeerClock();
        AbstractRecommender recommender = biased ? new BiasedMFRecommender() : new SVDPlusPlusRecommender();
        recommender.recommend(context);
        Map<String, Double> predicted = new HashMap<>();
        for (RecommendedItem item : recommender.getRecommendedList()) {
            predicted.put(item.getUserId() + "\t" + item.getItemId(), item.getValue());
        }
        String predictions = Files.readAllLines(heldOut).stream()
                .map(line -> predicted.getOrDefault(line.substring(0, line.lastIndexOf('\t')), Double.NaN) + "\n")
                .collect(Collectors.joining());
        Files.writeString(Path.of(arguments[3]), predictions);
        clock.print(biased ? "BiasedMF" : "SVD++");
    }
}
