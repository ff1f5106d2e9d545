package dev.matinee.lab.likes;

import dev.matinee.engine.recommend.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Brings columns to mean 0 and standard deviation 1 and puts 0 where nothing is known, with one more column for each that has
 * such places, 1 there and 0 elsewhere. Fitted on the rows that a classifier learns from, and on no others.
 *
 * @param means the mean of each column's known values
 * @param deviations their standard deviation; 1 where they do not differ
 * @param flagged the columns that have places where nothing is known, and others
 */
record Standardiser(float[] means, float[] deviations, int[] flagged) {
    private static final String MEANS = "means";
    private static final String DEVIATIONS = "deviations";
    private static final String FLAGGED = "flagged";

    static Standardiser fit(FeatureTable rows) {
        int columns = rows.columns();
        float[] means = new float[columns];
        float[] deviations = new float[columns];
        boolean[] flagged = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            double sum = 0;
            int known = 0;
            for (int row = 0; row < rows.rows(); row++) {
                float value = rows.value(row, column);
                if (!Float.isNaN(value)) {
                    sum += value;
                    known++;
                }
            }
            double mean = known == 0 ? 0 : sum / known;
            double squares = 0;
            for (int row = 0; row < rows.rows(); row++) {
                float value = rows.value(row, column);
                if (!Float.isNaN(value)) {
                    squares += (value - mean) * (value - mean);
                }
            }
            double deviation = known == 0 ? 0 : Math.sqrt(squares / known);
            means[column] = (float) mean;
            deviations[column] = deviation > 1e-6 * Math.max(1, Math.abs(mean)) ? (float) deviation : 1;
            flagged[column] = known > 0 && known < rows.rows();
        }
        int[] places =
                IntStream.range(0, columns).filter(column -> flagged[column]).toArray();
        return new Standardiser(means, deviations, places);
    }

    static Standardiser load(int columns, Map<String, Tensor> tensors) {
        Tensor flagged = tensors.get(FLAGGED);
        return new Standardiser(
                Tensor.floats(tensors, MEANS, columns),
                Tensor.floats(tensors, DEVIATIONS, columns),
                flagged == null ? new int[0] : flagged.ints());
    }

    /** How many columns come of it. */
    int width() {
        return means.length + flagged.length;
    }

    /** Writes a row's columns, then the flags. */
    void write(FeatureTable rows, int row, double[] into) {
        for (int column = 0; column < means.length; column++) {
            float value = rows.value(row, column);
            into[column] = Float.isNaN(value) ? 0 : (value - means[column]) / deviations[column];
        }
        for (int i = 0; i < flagged.length; i++) {
            into[means.length + i] = Float.isNaN(rows.value(row, flagged[i])) ? 1 : 0;
        }
    }

    /** The column that a column of what comes of it was made of. */
    int source(int column) {
        return column < means.length ? column : flagged[column - means.length];
    }

    Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(MEANS, Tensor.of(means, means.length));
        tensors.put(DEVIATIONS, Tensor.of(deviations, deviations.length));
        tensors.put(FLAGGED, Tensor.of(flagged, flagged.length));
        return tensors;
    }
}
