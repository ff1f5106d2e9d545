package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;

/**
 * Ratings one by one, for models that learn from one after the other: those to learn from, and those to watch while they do.
 *
 * @param learned what is learned from
 * @param watched what is not, and tells when to stop; may be empty
 */
record RatingExamples(Part learned, Part watched) {
    /** Ratings: who, what, how; as many of each. */
    record Part(int[] users, int[] items, float[] ratings) {
        private static Part of(int size) {
            return new Part(new int[size], new int[size], new float[size]);
        }

        int size() {
            return ratings.length;
        }

        /** The mean rating; 0 without ratings. */
        float mean() {
            double sum = 0;
            for (float rating : ratings) {
                sum += rating;
            }
            return ratings.length == 0 ? 0 : (float) (sum / ratings.length);
        }

        private void set(int at, int user, int item, float rating) {
            users[at] = user;
            items[at] = item;
            ratings[at] = rating;
        }
    }

    /** Puts a random share of the ratings, rounded down, aside to watch. */
    static RatingExamples cut(Interactions ratings, double share, Run run) {
        int size = size(ratings);
        int watch = (int) (share * size);
        RandomStream random = run.random("validation ratings", 0);
        RatingExamples examples = new RatingExamples(Part.of(size - watch), Part.of(watch));
        int at = 0;
        int left = watch;
        Rows byUser = ratings.byUser();
        for (int user = 0; user < byUser.rows(); user++) {
            for (long position = byUser.start(user); position < byUser.end(user); position++) {
                int item = byUser.column(position);
                float rating = byUser.rating(position);
                // Selection sampling (Knuth 1997, section 3.4.2, algorithm S): as many as wanted, all sets alike.
                if (random.nextDouble() * (size - at) < left) {
                    examples.watched.set(watch - left, user, item, rating);
                    left--;
                } else {
                    examples.learned.set(at - (watch - left), user, item, rating);
                }
                at++;
            }
        }
        return examples;
    }

    /** Learns from all ratings of a set and watches another one. */
    static RatingExamples watching(Interactions learned, Interactions watched) {
        return new RatingExamples(all(learned), all(watched));
    }

    private static Part all(Interactions ratings) {
        Part part = Part.of(size(ratings));
        Rows byUser = ratings.byUser();
        for (int user = 0; user < byUser.rows(); user++) {
            for (long position = byUser.start(user); position < byUser.end(user); position++) {
                part.set((int) position, user, byUser.column(position), byUser.rating(position));
            }
        }
        return part;
    }

    private static int size(Interactions ratings) {
        if (ratings.size() > Integer.MAX_VALUE - 8) {
            throw MatineeException.badData(
                    "at most " + (Integer.MAX_VALUE - 8) + " ratings can be learned from one by one, got "
                            + ratings.size(),
                    "train another model");
        }
        return (int) ratings.size();
    }
}
