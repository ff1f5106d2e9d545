package dev.matinee.lab.leaderboard;

import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Request;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Times single requests for ten recommendations, one after the other on one thread. */
final class RequestTimer {
    private static final int USERS = 200;
    private static final int AT_LEAST = 5;
    private static final long NANOS = 1_000_000_000;

    private RequestTimer() {}

    /**
     * The median in milliseconds over up to 200 users with training ratings, spread evenly, each asked twice, of which the
     * first time warms up and does not count; fewer when that would take longer than two seconds.
     */
    static double medianMillis(Recommender model) {
        Rows training = model.training().interactions().byUser();
        int[] users = IntStream.range(0, training.rows())
                .filter(user -> training.count(user) > 0)
                .toArray();
        int wanted = Math.min(USERS, users.length);
        String[] asked = IntStream.range(0, wanted)
                .mapToObj(i -> model.users().id(users[(int) ((long) i * users.length / wanted)]))
                .toArray(String[]::new);
        time(model, asked);
        double[] millis = time(model, asked);
        Arrays.sort(millis);
        return (millis[(millis.length - 1) / 2] + millis[millis.length / 2]) / 2;
    }

    private static double[] time(Recommender model, String[] users) {
        double[] millis = new double[users.length];
        long start = System.nanoTime();
        for (int i = 0; i < users.length; i++) {
            long before = System.nanoTime();
            if (i >= AT_LEAST && before - start > NANOS) {
                return Arrays.copyOf(millis, i);
            }
            model.recommend(Request.forUser(users[i]).top(10));
            millis[i] = (System.nanoTime() - before) / 1e6;
        }
        return millis;
    }
}
