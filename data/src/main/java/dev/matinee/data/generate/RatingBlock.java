package dev.matinee.data.generate;

/** The rows of some consecutive users, by user then movie, and their text once a writer has rendered it. */
final class RatingBlock {
    /** The level of a row without a rating. */
    static final byte MISSING = -1;

    final int firstUser;
    final int endUser;
    final long firstSlot;
    final int rows;
    final int[] movies;
    final byte[] levels;
    final long[] times;
    final boolean[] anomalous;
    final ByteText ratingsText = new ByteText();
    final ByteText tagsText = new ByteText();
    long tags;
    long rated;
    double ratingSum;
    double varianceSum;
    double squaredErrorSum;

    RatingBlock(int firstUser, int endUser, Audience audience) {
        this.firstUser = firstUser;
        this.endUser = endUser;
        this.firstSlot = audience.start(firstUser);
        this.rows = (int) (audience.start(endUser) - firstSlot);
        this.movies = new int[rows];
        this.levels = new byte[rows];
        this.times = new long[rows];
        this.anomalous = new boolean[rows];
    }
}
