package dev.matinee.engine.decompose;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.matrix.Rows;
import java.util.Arrays;

/**
 * Products of a sparse matrix with blocks of directions, in passes over its users. Users are cut into parts of about equally
 * many ratings; the parts and the order in which their sums are added depend on the matrix alone.
 */
final class UserPasses {
    private static final int MOST_PARTS = 16;
    private static final long MOST_PARTIAL_NUMBERS = 1L << 26;
    private static final int USERS_AT_ONCE = 256;

    private final Rows ratings;
    private final int items;
    private final CellValues values;
    private final int width;
    private final Run run;
    private final int[] bounds;
    private final Kernels kernels = Kernels.active();

    /**
     * @param width how many numbers a direction block has an item
     */
    UserPasses(Rows ratings, int items, CellValues values, int width, Run run) {
        this.ratings = ratings;
        this.items = items;
        this.values = values;
        this.width = width;
        this.run = run;
        int parts = Math.clamp(MOST_PARTIAL_NUMBERS / Math.max(1, (long) items * width), 2, MOST_PARTS);
        this.bounds = new int[parts + 1];
        int user = 0;
        for (int part = 0; part <= parts; part++) {
            long target = ratings.size() * part / parts;
            while (user < ratings.rows() && ratings.start(user) < target) {
                user++;
            }
            bounds[part] = part == parts ? ratings.rows() : user;
        }
    }

    private int parts() {
        return bounds.length - 1;
    }

    /** The product {@code A' A V}. */
    float[] gramTimes(float[] block) {
        float[][] sums = new float[parts()][];
        run.parallel(parts(), part -> {
            float[] sum = new float[items * width];
            float[] projected = new float[width];
            UserRow row = new UserRow();
            for (int user = bounds[part]; user < bounds[part + 1]; user++) {
                row.read(user);
                Arrays.fill(projected, 0);
                kernels.addChosenRows(block, width, row.columns, row.values, 0, row.count, projected, 0);
                kernels.addToChosenRows(projected, 0, sum, width, row.columns, row.values, 0, row.count);
            }
            sums[part] = sum;
        });
        float[] total = sums[0];
        run.parallelRanges(total.length, 1 << 16, (from, to) -> {
            for (int part = 1; part < sums.length; part++) {
                kernels.axpy(1, sums[part], from, total, from, to - from);
            }
        });
        return total;
    }

    /**
     * What {@code A V} is like.
     *
     * @param gram {@code V' A' A V}, on and above the diagonal
     * @param sums the sums of the columns of {@code A V}
     * @param totalVariance the sum of the variances of the columns of A
     */
    record Projection(double[][] gram, double[] sums, double totalVariance) {}

    Projection project(float[] block) {
        PartialProjection[] partial = new PartialProjection[parts()];
        run.parallel(parts(), part -> {
            PartialProjection sum = new PartialProjection();
            UserRow row = new UserRow();
            for (int first = bounds[part]; first < bounds[part + 1]; first += USERS_AT_ONCE) {
                int count = Math.min(USERS_AT_ONCE, bounds[part + 1] - first);
                float[] projected = new float[count * width];
                for (int i = 0; i < count; i++) {
                    row.read(first + i);
                    kernels.addChosenRows(block, width, row.columns, row.values, 0, row.count, projected, i * width);
                    sum.addRow(row);
                }
                sum.add(projected, count);
            }
            partial[part] = sum;
        });
        PartialProjection all = partial[0];
        for (int part = 1; part < partial.length; part++) {
            all.add(partial[part]);
        }
        return all.finish();
    }

    /** Takes one user's row of {@code A V}; the array is used again for the next. Called from several threads. */
    @FunctionalInterface
    interface UserVisitor {
        void visit(int user, float[] row);
    }

    void forEachUser(float[] block, UserVisitor visitor) {
        run.parallel(parts(), part -> {
            float[] projected = new float[width];
            UserRow row = new UserRow();
            for (int user = bounds[part]; user < bounds[part + 1]; user++) {
                row.read(user);
                Arrays.fill(projected, 0);
                kernels.addChosenRows(block, width, row.columns, row.values, 0, row.count, projected, 0);
                visitor.visit(user, projected);
            }
        });
    }

    /** One row of the matrix at a time. */
    private final class UserRow {
        int[] columns = new int[256];
        float[] values = new float[256];
        int count;

        void read(int user) {
            count = ratings.count(user);
            if (columns.length < count) {
                columns = new int[2 * count];
                values = new float[2 * count];
            }
            if (count > 0) {
                ratings.copyColumns(user, columns);
                UserPasses.this.values.read(ratings, user, values);
            }
        }
    }

    /** The sums over some users, in double precision. */
    private final class PartialProjection {
        private final double[][] gram = new double[width][width];
        private final double[] sums = new double[width];
        private final double[] columnSums = new double[items];
        private double squares;

        void addRow(UserRow row) {
            for (int i = 0; i < row.count; i++) {
                float value = row.values[i];
                columnSums[row.columns[i]] += value;
                squares += (double) value * value;
            }
        }

        void add(float[] projected, int count) {
            float[] products = new float[width * width];
            kernels.addGram(projected, 0, count, width, products);
            for (int i = 0; i < width; i++) {
                for (int j = i; j < width; j++) {
                    gram[i][j] += products[i * width + j];
                }
            }
            for (int i = 0; i < count * width; i++) {
                sums[i % width] += projected[i];
            }
        }

        void add(PartialProjection other) {
            for (int i = 0; i < width; i++) {
                addTo(gram[i], other.gram[i]);
            }
            addTo(sums, other.sums);
            addTo(columnSums, other.columnSums);
            squares += other.squares;
        }

        private static void addTo(double[] sum, double[] more) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += more[i];
            }
        }

        Projection finish() {
            if (!Double.isFinite(squares)) {
                throw MatineeException.badData("a value to decompose is not a finite number", "check the ratings");
            }
            double users = Math.max(1, ratings.rows());
            double variance = squares / users;
            for (double sum : columnSums) {
                variance -= sum / users * (sum / users);
            }
            return new Projection(gram, sums, Math.max(0, variance));
        }
    }
}
