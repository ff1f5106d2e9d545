package dev.matinee.engine.models;

import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import java.util.Arrays;

/**
 * The weights of an {@link EmbeddingDot} network while they are learned. A row has the embedding and, where there are
 * biases, one number more. Not thread-safe.
 */
final class EmbeddingDotWeights {
    /** Embeddings begin between minus this and this, as is usual. */
    private static final float START = 0.05f;

    private final EmbeddingDot settings;
    private final int factors;
    private final int width;
    private final float offset;
    private final float[] users;
    private final float[] items;
    private final AdamRows userRows;
    private final AdamRows itemRows;
    private float[] bestUsers = {};
    private float[] bestItems = {};
    private int step;

    EmbeddingDotWeights(EmbeddingDot settings, Interactions ratings, float mean, Run run) {
        this.settings = settings;
        this.factors = settings.factors();
        this.width = factors + (settings.biases() ? 1 : 0);
        this.offset = settings.biases() ? mean : 0;
        this.users = start("users", ratings.users().size() + 1, run);
        this.items = start("items", ratings.items().size() + 1, run);
        this.userRows = new AdamRows(users, width, settings.learningRate());
        this.itemRows = new AdamRows(items, width, settings.learningRate());
    }

    private float[] start(String what, int rows, Run run) {
        float[] weights = new float[Math.multiplyExact(rows, width)];
        for (int row = 0; row < rows; row++) {
            RandomStream random = run.random("embedding-dot " + what, row);
            for (int i = 0; i < factors; i++) {
                weights[row * width + i] = START * (2 * random.nextFloat() - 1);
            }
        }
        return weights;
    }

    private float predict(int user, int item) {
        float sum = offset;
        for (int i = 0; i < factors; i++) {
            sum += users[user * width + i] * items[item * width + i];
        }
        return width == factors ? sum : sum + users[user * width + factors] + items[item * width + factors];
    }

    /** The mean squared error; 0 without ratings. */
    double loss(RatingExamples.Part examples) {
        double sum = 0;
        for (int i = 0; i < examples.size(); i++) {
            double error = predict(examples.users()[i], examples.items()[i]) - examples.ratings()[i];
            sum += error * error;
        }
        return sum / Math.max(1, examples.size());
    }

    /** Learns from all ratings once, in an order of its own for each epoch; the answer is the mean squared error on the way. */
    double learn(RatingExamples.Part examples, int epoch, Run run) {
        int[] order = shuffled(examples.size(), run.random("embedding-dot order", epoch));
        RandomStream dropout = run.random("embedding-dot dropout", epoch);
        float[] kept = new float[factors];
        Arrays.fill(kept, 1);
        double sum = 0;
        for (int from = 0; from < order.length; from += settings.batch()) {
            run.checkCancelled();
            int to = Math.min(order.length, from + settings.batch());
            step++;
            for (int i = from; i < to; i++) {
                userRows.touch(examples.users()[order[i]], step);
                itemRows.touch(examples.items()[order[i]], step);
            }
            float share = 2f / (to - from);
            for (int i = from; i < to; i++) {
                int example = order[i];
                if (settings.dropout() > 0) {
                    drop(dropout, kept);
                }
                double error = addGradients(
                        examples.users()[example], examples.items()[example], examples.ratings()[example], kept, share);
                sum += error * error;
            }
            userRows.step(step);
            itemRows.step(step);
        }
        userRows.settle(step);
        itemRows.settle(step);
        fill(users, userRows);
        fill(items, itemRows);
        return sum / order.length;
    }

    /** What each product of two numbers counts: 0 where one of them is left out. */
    private void drop(RandomStream random, float[] kept) {
        float raise = (float) (1 / ((1 - settings.dropout()) * (1 - settings.dropout())));
        for (int i = 0; i < factors; i++) {
            boolean user = random.nextDouble() >= settings.dropout();
            boolean item = random.nextDouble() >= settings.dropout();
            kept[i] = user && item ? raise : 0;
        }
    }

    private double addGradients(int user, int item, float rating, float[] kept, float share) {
        int u = user * width;
        int v = item * width;
        float predicted = offset;
        for (int i = 0; i < factors; i++) {
            predicted += kept[i] * users[u + i] * items[v + i];
        }
        if (width > factors) {
            predicted += users[u + factors] + items[v + factors];
        }
        float error = predicted - rating;
        float slope = share * error;
        float decay = share * (float) settings.l2();
        int userSlot = userRows.touch(user, step);
        int itemSlot = itemRows.touch(item, step);
        float[] userGradients = userRows.gradients();
        float[] itemGradients = itemRows.gradients();
        for (int i = 0; i < factors; i++) {
            userGradients[userSlot + i] += slope * kept[i] * items[v + i] + decay * users[u + i];
            itemGradients[itemSlot + i] += slope * kept[i] * users[u + i] + decay * items[v + i];
        }
        if (width > factors) {
            userGradients[userSlot + factors] += slope + decay * users[u + factors];
            itemGradients[itemSlot + factors] += slope + decay * items[v + factors];
        }
        return error;
    }

    private static int[] shuffled(int length, RandomStream random) {
        int[] order = new int[length];
        for (int i = 0; i < length; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    /** Keeps the weights as they are: they are the best so far. */
    void keep() {
        bestUsers = users.clone();
        bestItems = items.clone();
    }

    /** Whether the weights that were kept are numbers. */
    boolean finite() {
        return finite(bestUsers) && finite(bestItems);
    }

    private static boolean finite(float[] weights) {
        boolean finite = true;
        for (float weight : weights) {
            finite &= Float.isFinite(weight);
        }
        return finite;
    }

    /** The weights that were kept. */
    EmbeddingDotModel.Weights best() {
        return new EmbeddingDotModel.Weights(
                columns(bestUsers, 0, factors),
                columns(bestItems, 0, factors),
                columns(bestUsers, factors, width),
                columns(bestItems, factors, width),
                offset);
    }

    /** Makes rows that learned nothing the mean of those that did. */
    private void fill(float[] weights, AdamRows rows) {
        int count = weights.length / width;
        double[] sums = new double[width];
        int learned = 0;
        for (int row = 0; row < count; row++) {
            if (rows.learned(row)) {
                learned++;
                for (int i = 0; i < width; i++) {
                    sums[i] += weights[row * width + i];
                }
            }
        }
        for (int row = 0; row < count; row++) {
            for (int i = 0; i < width && !rows.learned(row); i++) {
                weights[row * width + i] = (float) (sums[i] / learned);
            }
        }
    }

    private float[] columns(float[] weights, int from, int to) {
        int rows = weights.length / width;
        float[] columns = new float[rows * (to - from)];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(weights, row * width + from, columns, row * (to - from), to - from);
        }
        return columns;
    }
}
