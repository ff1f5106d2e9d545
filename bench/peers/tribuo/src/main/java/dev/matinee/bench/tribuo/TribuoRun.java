package dev.matinee.bench.tribuo;

import dev.matinee.bench.PeerClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.tribuo.MutableDataset;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.kmeans.KMeansTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.distance.DistanceType;
import org.tribuo.math.la.DenseVector;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** k-means, begun by k-means++ several times; the best inertia counts. */
final class TribuoRun {
    private TribuoRun() {}

    /** The folder of points ({@code shape}, {@code values}), threads, k, restarts, and a file for the inertia. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int[] shape = new int[2];
        numbers(folder.resolve("shape")).asIntBuffer().get(shape);
        float[] values = new float[shape[0] * shape[1]];
        numbers(folder.resolve("values")).asFloatBuffer().get(values);
        String[] names = new String[shape[1]];
        for (int d = 0; d < names.length; d++) {
            names[d] = "x" + d;
        }
        MutableDataset<ClusterID> points = new MutableDataset<>(
                new SimpleDataSourceProvenance("points", new ClusteringFactory()), new ClusteringFactory());
        for (int point = 0; point < shape[0]; point++) {
            double[] row = new double[shape[1]];
            for (int d = 0; d < row.length; d++) {
                row[d] = values[point * shape[1] + d];
            }
            points.add(new ArrayExample<>(ClusteringFactory.UNASSIGNED_CLUSTER_ID, names, row));
        }
        PeerClock clock = new PeerClock();
        double best = Double.POSITIVE_INFINITY;
        for (int start = 0; start < Integer.parseInt(arguments[3]); start++) {
            DenseVector[] centers = new KMeansTrainer(
                            Integer.parseInt(arguments[2]),
                            300,
                            DistanceType.L2.getDistance(),
                            KMeansTrainer.Initialisation.PLUSPLUS,
                            Integer.parseInt(arguments[1]),
                            42 + start)
                    .train(points)
                    .getCentroidVectors();
            best = Math.min(best, inertia(values, shape[1], centers));
        }
        Files.writeString(Path.of(arguments[4]), String.format(Locale.ROOT, "%.9g", best));
        clock.print("k-means");
    }

    private static ByteBuffer numbers(Path file) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static double inertia(float[] values, int dimensions, DenseVector[] centers) {
        double sum = 0;
        for (int at = 0; at < values.length; at += dimensions) {
            double nearest = Double.POSITIVE_INFINITY;
            for (DenseVector center : centers) {
                double squares = 0;
                for (int d = 0; d < dimensions; d++) {
                    double difference = values[at + d] - center.get(d);
                    squares += difference * difference;
                }
                nearest = Math.min(nearest, squares);
            }
            sum += nearest;
        }
        return sum;
    }
}
