package dev.matinee.bench;

import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.kernels.FactorRows;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.kernels.SparseBlock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How near each kernel comes to what one core can do (the roofline of Williams, Waterman, Patterson 2009): its operations and the bytes
 * that it has to move, counted by formula, against the peaks measured in the same process. The limit of a kernel is the
 * lower of two: all its operations at the peak, or all its bytes at the speed of the store that its data fit in.
 */
final class KernelRun {
    private static final int WIDTH = 64;
    private static final int ITEMS = 27_000;

    private final Kernels kernels = Kernels.active();
    private final RandomStream random = Run.seeded(42).random("kernels", 0);
    private final Map<String, Double> stores = new LinkedHashMap<>();
    private final double seconds;
    private final double operations;
    private final List<Map<String, Object>> answers = new ArrayList<>();

    private KernelRun(double seconds) {
        this.seconds = seconds;
        operations = Peaks.operations(seconds);
        stores.put("L1", Peaks.bytes(16 << 10, seconds));
        stores.put("L2", Peaks.bytes(256 << 10, seconds));
        stores.put("L3", Peaks.bytes(8 << 20, seconds));
        stores.put("memory", Peaks.bytes(512 << 20, seconds));
    }

    /** For how many seconds each kernel is tried. */
    public static void main(String[] arguments) {
        KernelRun run = new KernelRun(Double.parseDouble(arguments[0]));
        run.products();
        run.rows();
        run.others();
        System.out.println(Json.write(Map.of(
                "kernels",
                run.kernels.name(),
                "operations",
                run.operations,
                "stores",
                run.stores,
                "measured",
                run.answers)));
    }

    private void products() {
        int size = 768;
        float[] left = numbers(size * size);
        float[] right = numbers(size * size);
        float[] out = new float[size * size];
        measure(
                "addProduct",
                "768 x 768 x 768 (ease)",
                2.0 * size * size * size,
                12.0 * size * size,
                () -> kernels.addProduct(1e-6f, left, 0, size, size, right, 0, size, size, size, out, 0, size));
        int count = 1_000;
        float[] rows = numbers(count * WIDTH);
        float[] weights = numbers(count);
        float[] gram = new float[WIDTH * WIDTH];
        measure(
                "addGram",
                "1,000 rows of 64, weighted (als)",
                (double) count * WIDTH * (WIDTH + 1),
                4.0 * count * WIDTH,
                () -> kernels.addGram(rows, 0, count, WIDTH, weights, 0, gram));
        int order = 512;
        float[] definite = new float[order * order];
        float[] factored = new float[order * order];
        for (int i = 0; i < order; i++) {
            definite[i * order + i] = order;
            for (int j = i + 1; j < order; j++) {
                definite[i * order + j] = 1;
            }
        }
        measure("factor", "512 x 512 (ease, als)", order / 3.0 * order * order, 4.0 * order * order, () -> {
            System.arraycopy(definite, 0, factored, 0, definite.length);
            kernels.factor(factored, order);
        });
    }

    private void rows() {
        float[] items = numbers(ITEMS * WIDTH);
        float[] user = numbers(WIDTH);
        float[] scores = new float[ITEMS];
        measure(
                "dots",
                "27,000 rows of 64 (recommend)",
                2.0 * ITEMS * WIDTH,
                4.0 * ITEMS * WIDTH,
                () -> kernels.dots(items, 0, ITEMS, WIDTH, user, 0, scores, 0));
        int count = 144;
        int groups = 1_000;
        int[] indexes = new int[count * groups];
        float[] ones = numbers(indexes.length);
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = random.nextInt(ITEMS);
        }
        float[] sum = new float[WIDTH];
        float[] taken = new float[count * WIDTH];
        double entries = (double) count * groups;
        measure(
                "gatherResiduals",
                "144 of 27,000 rows of 64, 1,000 times (implicit-als)",
                4 * entries * WIDTH,
                4 * entries * WIDTH,
                () -> {
                    for (int group = 0; group < groups; group++) {
                        kernels.gatherResiduals(
                                items, WIDTH, indexes, ones, ones, group * count, count, user, sum, taken);
                    }
                });
        measure(
                "addChosenRows",
                "144 of 27,000 rows of 64, 1,000 times (svd)",
                2 * entries * WIDTH,
                4 * entries * WIDTH,
                () -> {
                    for (int group = 0; group < groups; group++) {
                        kernels.addChosenRows(items, WIDTH, indexes, ones, group * count, count, sum, 0);
                    }
                });
        descend(indexes, count, groups);
    }

    private void descend(int[] columns, int count, int groups) {
        int[] users = new int[groups];
        int[] starts = new int[groups + 1];
        float[] values = new float[columns.length];
        for (int user = 0; user < groups; user++) {
            users[user] = user;
            starts[user + 1] = (user + 1) * count;
        }
        FactorRows rows = new FactorRows(small(groups * WIDTH), new float[groups], new float[groups]);
        FactorRows items = new FactorRows(small(ITEMS * WIDTH), new float[ITEMS], new float[ITEMS]);
        SparseBlock block = new SparseBlock(users, starts, columns, values);
        double entries = (double) count * groups;
        measure(
                "descend",
                "144,000 ratings, 64 factors (biased-mf)",
                10 * entries * WIDTH,
                8 * entries * WIDTH,
                () -> kernels.descend(rows, items, WIDTH, block, 1e-6f, 0, 0));
    }

    private void others() {
        int points = 100_000;
        int dimensions = 4;
        int centers = 4;
        float[] columns = numbers(points * dimensions);
        float[] means = numbers(centers * dimensions);
        int[] labels = new int[points];
        float[] distances = new float[points];
        measure(
                "nearest",
                "100,000 points, 4 dimensions, 4 centers (k-means)",
                3.0 * points * dimensions * centers,
                4.0 * points * (dimensions + 2),
                () -> kernels.nearest(columns, points, 0, points, dimensions, means, centers, labels, distances));
        float[] scores = numbers(ITEMS);
        int[] chosen = new int[10];
        measure(
                "top",
                "the 10 largest of 27,000 (recommend)",
                ITEMS,
                4.0 * ITEMS,
                () -> kernels.top(scores, ITEMS, new int[0], chosen));
    }

    private float[] numbers(int length) {
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) random.nextDouble();
        }
        return numbers;
    }

    private float[] small(int length) {
        float[] numbers = numbers(length);
        for (int i = 0; i < length; i++) {
            numbers[i] *= 0.01f;
        }
        return numbers;
    }

    /** The store that so many bytes fit in. */
    private String store(double bytes) {
        return bytes <= 24 << 10 ? "L1" : bytes <= 384 << 10 ? "L2" : bytes <= 16 << 20 ? "L3" : "memory";
    }

    private void measure(String kernel, String what, double ops, double bytes, Runnable work) {
        double best = Double.POSITIVE_INFINITY;
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() < end) {
            long start = System.nanoTime();
            work.run();
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        boolean chosen = kernel.equals("gatherResiduals") || kernel.equals("addChosenRows") || kernel.equals("descend");
        String store = store(chosen ? 4.0 * ITEMS * WIDTH : bytes);
        double byOperations = ops / operations;
        double byBytes = bytes / stores.getOrDefault(store, 1.0);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("kernel", kernel);
        answer.put("what", what);
        answer.put("operationsPerSecond", ops / best);
        answer.put("bytesPerSecond", bytes / best);
        answer.put("limit", byOperations >= byBytes ? "operations" : "bytes from " + store);
        answer.put("share", Math.max(byOperations, byBytes) / best);
        answers.add(answer);
    }
}
