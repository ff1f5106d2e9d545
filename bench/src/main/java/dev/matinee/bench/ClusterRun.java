package dev.matinee.bench;

import dev.matinee.engine.Run;
import dev.matinee.engine.cluster.Clustering;
import dev.matinee.engine.cluster.DensePoints;
import dev.matinee.engine.cluster.KMeans;
import dev.matinee.engine.cluster.Points;
import dev.matinee.engine.cluster.Silhouette;
import dev.matinee.engine.cluster.SparsePoints;
import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Clusters points some times in this process, or measures a silhouette, and prints what each time took. */
final class ClusterRun {
    private ClusterRun() {}

    /** The job (dense, sparse, silhouette), the folder of numbers, and the numbers of threads and rounds. */
    public static void main(String[] arguments) throws IOException {
        String job = arguments[0];
        Path folder = Path.of(arguments[1]);
        Run run = Run.seeded(42).threads(Integer.parseInt(arguments[2]));
        int[] shape = ints(folder.resolve("shape"));
        Points points = job.equals("sparse")
                ? new SparsePoints(
                        ints(folder.resolve("starts")),
                        ints(folder.resolve("columns")),
                        floats(folder.resolve("values")),
                        shape[1])
                : DensePoints.ofRows(floats(folder.resolve("values")), shape[1]);
        KMeans settings = KMeans.into(job.equals("sparse") ? 10 : 4).restarts(job.equals("sparse") ? 1 : 10);
        Clustering clustering = settings.cluster(points, run);
        List<Double> seconds = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        double answer = 0;
        for (int round = 0; round < Integer.parseInt(arguments[3]); round++) {
            double cpu = Fork.processorSeconds();
            long start = System.nanoTime();
            answer = points instanceof DensePoints dense && job.equals("silhouette")
                    ? Silhouette.exact(dense, clustering, run).mean()
                    : settings.cluster(points, run).inertia();
            seconds.add((System.nanoTime() - start) / 1e9);
            processor.add(Fork.processorSeconds() - cpu);
        }
        if (job.equals("silhouette")) {
            ClusterBench.write(folder.resolve("labels"), clustering.labels());
        }
        System.out.println(Json.write(Map.of("seconds", seconds, "cpu", processor, "answer", answer)));
    }

    private static int[] ints(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int[] numbers = new int[bytes.remaining() / Integer.BYTES];
        bytes.asIntBuffer().get(numbers);
        return numbers;
    }

    private static float[] floats(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        float[] numbers = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(numbers);
        return numbers;
    }
}
