package dev.matinee.lab.leaderboard;

import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.UserGroups;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Ratings of which those of movies with low numbers are more and higher. */
final class ToyRatings {
    private ToyRatings() {}

    static Interactions of(long seed, int users, int movies) {
        return of(seed, users, movies, users);
    }

    /** For the second half of the users, ratings of movies with high numbers are more and higher. */
    static Interactions ofTwoTastes(long seed, int users, int movies) {
        return of(seed, users, movies, users / 2);
    }

    /** The halves of {@link #ofTwoTastes}. */
    static UserGroups halves(int users) {
        int[] byUser = new int[users];
        Arrays.fill(byUser, users / 2, users, 1);
        return new UserGroups("segment:halves@1", List.of("1: low", "2: high"), byUser);
    }

    private static Interactions of(long seed, int users, int movies, int turned) {
        RandomStream random = new RandomStream(seed);
        InteractionsBuilder builder = new InteractionsBuilder(numbers(users), numbers(movies));
        for (int user = 0; user < users; user++) {
            for (int movie = 0; movie < movies; movie++) {
                int place = user < turned ? movie : movies - 1 - movie;
                if (random.nextDouble() < 0.9 - 0.8 * place / movies) {
                    float rating = Math.clamp(Math.round(5 - 3.0 * place / movies + random.nextGaussian()), 1, 5);
                    builder.add(user, movie, rating, 1_000_000_000L + random.nextInt(1_000_000));
                }
            }
        }
        return builder.build(Run.seeded(seed).threads(1));
    }

    private static Ids numbers(int count) {
        return Ids.ofNumbers(LongStream.rangeClosed(1, count).toArray());
    }
}
