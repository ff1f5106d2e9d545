package dev.matinee.engine.decompose;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.kernels.Kernels;
import dev.matinee.engine.matrix.Interactions;

/**
 * The singular value decomposition of a rating matrix A to its strongest directions, by randomised subspace iteration
 * (Halko, Martinsson, Tropp 2011, Algorithm 4.4), with the Rayleigh-Ritz step at the end in place of their Algorithm 5.1.
 * Cells without a rating count 0 and are never looked at.
 *
 * <p>All is kept in the space of items: each iteration replaces a block of directions V by an orthonormal basis of {@code A'
 * A V}, in one pass over the ratings that never holds the tall matrix {@code A V}. The last pass finds the best
 * directions within the block, for which {@code A V} has orthogonal columns. The result depends on ratings, settings and
 * seed alone, signs included.
 *
 * <p>Time: {@code iterations + 1} passes, each of {@code 4 ratings x width} operations, with width the sum of components
 * and oversampling rounded up to a multiple of 16; and {@code 4 items x width^2} an iteration. Memory: {@code 4 items x
 * width} bytes for each of 2 to 16 partial sums (fewer the larger they are) and for two more blocks.
 *
 * <pre>{@code
 * var svd = TruncatedSvd.of(10);
 * var tastes = svd.decompose(interactions, Run.seeded(42));
 * float[] users = svd.transform(tastes, interactions, Run.seeded(42));
 * }</pre>
 *
 * @param components how many directions are wanted
 * @param oversampling how many more are carried along at least, so that the last wanted ones are found well
 * @param iterations how often the block is improved
 * @param values what a rating counts
 */
public record TruncatedSvd(int components, int oversampling, int iterations, CellValues values) {
    /** Directions come in multiples of this: the lanes of a wide SIMD register. */
    private static final int LANES = 16;

    /** Checks the ranges. */
    public TruncatedSvd {
        if (components < 1) {
            throw MatineeException.usage("components must be at least 1, got " + components);
        }
        if (oversampling < 0) {
            throw MatineeException.usage("oversampling must be at least 0, got " + oversampling);
        }
        if (iterations < 1) {
            throw MatineeException.usage("iterations must be at least 1, got " + iterations);
        }
    }

    /** This many components of the ratings as they are, oversampled by 10, in 5 iterations. */
    public static TruncatedSvd of(int components) {
        return new TruncatedSvd(components, 10, 5, CellValues.ratings());
    }

    /** The same with at least this many more directions carried along. */
    public TruncatedSvd oversampling(int oversampling) {
        return new TruncatedSvd(components, oversampling, iterations, values);
    }

    /** The same with this many iterations. */
    public TruncatedSvd iterations(int iterations) {
        return new TruncatedSvd(components, oversampling, iterations, values);
    }

    /** The same of other values than the ratings themselves. */
    public TruncatedSvd values(CellValues values) {
        return new TruncatedSvd(components, oversampling, iterations, values);
    }

    /**
     * Decomposes a matrix.
     *
     * @throws MatineeException {@code USAGE} when the block of directions does not fit one array, {@code BAD_DATA} when a
     *     value is not a finite number, {@code CANCELLED} when the run was asked to stop
     */
    public SingularVectors decompose(Interactions ratings, Run run) {
        int items = ratings.items().size();
        int width = width(ratings, Math.addExact(components, oversampling));
        UserPasses passes = new UserPasses(ratings.byUser(), items, values, width, run);
        try (Progress.Task task = run.progress().start("decomposing", iterations + 1L, "passes over the ratings")) {
            float[] block = gaussian(items, width, run);
            for (int iteration = 0; iteration < iterations; iteration++) {
                block = passes.gramTimes(block);
                OrthonormalColumns.of(block, items, width);
                task.advance(1);
            }
            UserPasses.Projection projection = passes.project(block);
            task.advance(1);
            return best(block, items, width, projection, ratings.users().size(), run);
        }
    }

    private static int width(Interactions ratings, int directions) {
        long width = Math.ceilDiv((long) directions, LANES) * LANES;
        int rows = Math.max(ratings.users().size(), ratings.items().size());
        if (width * rows > Integer.MAX_VALUE - 8) {
            throw MatineeException.usage("components must be at most "
                    + (Integer.MAX_VALUE - 8) / rows / LANES * LANES + " for " + rows
                    + " users or items, with oversampling, got " + directions);
        }
        return (int) width;
    }

    private static float[] gaussian(int items, int width, Run run) {
        float[] block = new float[items * width];
        run.parallelRanges(items, 1024, (from, to) -> {
            RandomStream random = run.random("truncated-svd", from);
            for (int i = from * width; i < to * width; i++) {
                block[i] = (float) random.nextGaussian();
            }
        });
        return block;
    }

    /** Turns the block so that its projections are orthogonal, and keeps the longest. */
    private SingularVectors best(
            float[] block, int items, int width, UserPasses.Projection projection, int users, Run run) {
        SymmetricEigen eigen = SymmetricEigen.of(projection.gram());
        double[] singular = new double[components];
        double[] variances = new double[components];
        float[] turns = new float[width * components];
        double least = 1e-10 * Math.max(0, eigen.values()[0]);
        for (int c = 0; c < components; c++) {
            double square = eigen.values()[c];
            if (!(square > least)) {
                continue;
            }
            double[] turn = eigen.vectors()[c];
            double mean = 0;
            for (int j = 0; j < width; j++) {
                mean += turn[j] * projection.sums()[j] / users;
                turns[j * components + c] = (float) turn[j];
            }
            singular[c] = Math.sqrt(square);
            variances[c] = Math.max(0, square / users - mean * mean);
        }
        float[] vectors = new float[items * components];
        run.parallelRanges(items, 1024, (from, to) -> {
            for (int item = from; item < to; item++) {
                Kernels.active().addRows(turns, 0, width, components, block, item * width, vectors, item * components);
            }
        });
        makeLargestPositive(vectors);
        return new SingularVectors(components, singular, vectors, variances, projection.totalVariance());
    }

    /** Turns round every direction whose number of greatest size is negative. */
    private void makeLargestPositive(float[] vectors) {
        float[] largest = new float[components];
        for (int i = 0; i < vectors.length; i++) {
            int c = i % components;
            largest[c] = Math.abs(vectors[i]) > Math.abs(largest[c]) ? vectors[i] : largest[c];
        }
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = largest[i % components] < 0 ? -vectors[i] : vectors[i];
        }
    }

    /**
     * Where users stand along the directions of a decomposition: {@code A V}, which is {@code U diag(singularValues)} where A
     * is the matrix that was decomposed. Cost: {@code 2 ratings x components} operations.
     *
     * @param ratings of any users, of the items that were decomposed
     * @return {@code components} numbers a user, one user after the other
     */
    public float[] transform(SingularVectors directions, Interactions ratings, Run run) {
        int items = ratings.items().size();
        if (directions.itemVectors().length != items * directions.components()) {
            throw MatineeException.usage(
                    "the decomposition is of " + directions.itemVectors().length / directions.components()
                            + " items, and the ratings are of " + items);
        }
        int narrow = directions.components();
        int width = width(ratings, narrow);
        float[] padded = new float[items * width];
        for (int item = 0; item < items; item++) {
            System.arraycopy(directions.itemVectors(), item * narrow, padded, item * width, narrow);
        }
        float[] users = new float[ratings.users().size() * narrow];
        new UserPasses(ratings.byUser(), items, values, width, run)
                .forEachUser(padded, (user, row) -> System.arraycopy(row, 0, users, user * narrow, narrow));
        return users;
    }
}
