package dev.matinee.bench;

import dev.matinee.data.generate.DataShape;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Generated ratings for libraries of others: a random tenth of each user's held out, as lines of user, movie and rating with tabs between
 * them, by indexes from 0.
 *
 * @param divided the same as files of interactions
 * @param training the lines to learn from
 * @param heldOut the lines to predict
 */
record PeerData(BenchData.Divided divided, Path training, Path heldOut) {
    private static final int TOP = 10;
    private static final double RELEVANT = 4;

    /** Data by name: 100k (the shape of ml-100k), 1m (that of ml-1m), tiny for tests. */
    static PeerData of(BenchOptions options) {
        DataShape shape = switch (options.data()) {
            case "tiny" -> DataShape.of(300, 100, 6_000);
            case "100k" -> DataShape.of(943, 1_682, 100_000);
            case "1m" -> DataShape.of(6_040, 3_706, 1_000_000);
            default -> throw MatineeException.usage("--data must be one of tiny, 100k, 1m, got " + options.data());
        };
        BenchData.Divided divided = BenchData.divided(options.work(), "peers-" + options.data(), shape);
        return new PeerData(
                divided,
                lines(divided.training(), options.work().resolve("peers-" + options.data() + "-training.tsv")),
                lines(divided.heldOut(), options.work().resolve("peers-" + options.data() + "-held-out.tsv")));
    }

    private static Path lines(Path interactions, Path file) {
        if (Files.exists(file)) {
            return file;
        }
        Rows rows = Interactions.open(interactions).byUser();
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int user = 0; user < rows.rows(); user++) {
                for (long at = rows.start(user); at < rows.end(user); at++) {
                    out.write(user + "\t" + rows.column(at) + "\t" + rows.rating(at) + "\n");
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return file;
    }

    /**
     * The NDCG@10 of lists, with ratings of 4 and more relevant, over all users with one of them held out.
     *
     * @param lists a line for each list: the user and its items, best first, with tabs between them
     */
    double ndcg(Path lists) {
        Rows heldOut = Interactions.open(divided.heldOut()).byUser();
        int[][] byUser = new int[heldOut.rows()][];
        try (Stream<String> lines = Files.lines(lists)) {
            lines.forEach(line -> {
                int[] numbers = Arrays.stream(line.split("\t", -1))
                        .mapToInt(Integer::parseInt)
                        .toArray();
                byUser[numbers[0]] = Arrays.copyOfRange(numbers, 1, numbers.length);
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        double sum = 0;
        int users = 0;
        for (int user = 0; user < heldOut.rows(); user++) {
            int relevant = 0;
            for (long at = heldOut.start(user); at < heldOut.end(user); at++) {
                relevant += heldOut.rating(at) >= RELEVANT ? 1 : 0;
            }
            if (relevant > 0) {
                users++;
                sum += gain(heldOut, user, byUser[user]) / ideal(relevant);
            }
        }
        return sum / users;
    }

    private static double gain(Rows heldOut, int user, int[] list) {
        double gain = 0;
        for (int rank = 0; list != null && rank < Math.min(TOP, list.length); rank++) {
            long position = heldOut.position(user, list[rank]);
            if (position >= 0 && heldOut.rating(position) >= RELEVANT) {
                gain += 1 / (Math.log(rank + 2) / Math.log(2));
            }
        }
        return gain;
    }

    private static double ideal(int relevant) {
        double gain = 0;
        for (int rank = 0; rank < Math.min(TOP, relevant); rank++) {
            gain += 1 / (Math.log(rank + 2) / Math.log(2));
        }
        return gain;
    }

    /**
     * The RMSE of predictions.
     *
     * @param predictions a line for each that is held out, in order: the predicted rating; one that is no number counts as the mean
     */
    double rmse(Path predictions) {
        Interactions given = Interactions.open(divided.training());
        double mean = 0;
        for (long at = 0; at < given.byUser().size(); at++) {
            mean += given.byUser().rating(at) / given.size();
        }
        Rows heldOut = Interactions.open(divided.heldOut()).byUser();
        try {
            List<String> lines = Files.readAllLines(predictions);
            if (lines.size() != heldOut.size()) {
                throw new IllegalStateException(lines.size() + " predictions for " + heldOut.size() + " ratings");
            }
            double sum = 0;
            for (int at = 0; at < lines.size(); at++) {
                double predicted = Double.parseDouble(lines.get(at));
                double error = (Double.isNaN(predicted) ? mean : predicted) - heldOut.rating(at);
                sum += error * error;
            }
            return Math.sqrt(sum / lines.size());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
