package dev.matinee.lab.segments;

import dev.matinee.engine.cluster.DensePoints;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings features to mean 0 and variance 1, so that none outweighs another by its unit. A feature that is the same for all
 * users says nothing and is left out.
 *
 * @param features the features that are left
 * @param constant those that are left out
 * @param means the mean of each feature that is left
 * @param deviations its standard deviation, of all users and not of a sample
 */
public record Scaling(List<String> features, List<String> constant, double[] means, double[] deviations) {
    /** What brings these users to mean 0 and variance 1. */
    static Scaling standard(UserFeatures users) {
        List<String> varying = new ArrayList<>();
        List<String> constant = new ArrayList<>();
        List<double[]> moments = new ArrayList<>();
        for (String name : users.names()) {
            double[] column = users.column(name);
            double sum = 0;
            for (double value : column) {
                sum += value;
            }
            double mean = sum / column.length;
            double squares = 0;
            for (double value : column) {
                squares += (value - mean) * (value - mean);
            }
            double deviation = Math.sqrt(squares / column.length);
            if (deviation > 1e-9 * Math.max(1, Math.abs(mean))) {
                varying.add(name);
                moments.add(new double[] {mean, deviation});
            } else {
                constant.add(name);
            }
        }
        return new Scaling(
                varying,
                constant,
                moments.stream().mapToDouble(moment -> moment[0]).toArray(),
                moments.stream().mapToDouble(moment -> moment[1]).toArray());
    }

    /** Leaves features as they are, for those that have one unit already. */
    static Scaling none(UserFeatures users) {
        double[] ones = new double[users.names().size()];
        java.util.Arrays.fill(ones, 1);
        return new Scaling(users.names(), List.of(), new double[ones.length], ones);
    }

    /** Users as points. */
    DensePoints points(UserFeatures users) {
        float[] columns = new float[Math.multiplyExact(users.size(), features.size())];
        for (int d = 0; d < features.size(); d++) {
            double[] column = users.column(features.get(d));
            for (int user = 0; user < users.size(); user++) {
                columns[d * users.size() + user] = (float) ((column[user] - means[d]) / deviations[d]);
            }
        }
        return DensePoints.ofColumns(columns, users.size(), features.size());
    }
}
