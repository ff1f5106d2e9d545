package dev.matinee.engine.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.RandomRatings;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.split.TrainingSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UserNeighborsTest {
    private static final Run RUN = Run.seeded(1).threads(2);

    /** So dense that no two users have so little in common that similarities tie. */
    private static Interactions dense() {
        RandomStream random = new RandomStream(5);
        InteractionsBuilder builder = new InteractionsBuilder(RandomRatings.numbers(40), RandomRatings.numbers(30));
        for (int user = 0; user < 40; user++) {
            for (int item = 0; item < 30; item++) {
                if (random.nextDouble() < 0.5) {
                    builder.add(user, item, random.nextInt(1, 11) / 2f, Rows.NO_TIME);
                }
            }
        }
        return builder.build(RUN);
    }

    @Test
    void aPredictionIsTheBaselineAndWhatTheMostSimilarUsersAddToTheirs() {
        Interactions ratings = dense();
        UserNeighbors settings =
                UserNeighbors.defaults().neighbors(12).shrinkage(4).support(3).damping(0.5);
        UserNeighbors.Trained model = settings.train(TrainingSet.everything(ratings), RUN);
        Biases.Trained baseline = Biases.defaults().train(TrainingSet.everything(ratings), RUN);
        int moved = 0;
        for (int user = 0; user < 40; user++) {
            for (int item = 0; item < 30; item++) {
                double expected = expected(ratings, baseline, user, item);
                assertThat((double) model.predict(user, item)).isCloseTo(expected, within(1e-4));
                moved += Math.abs(expected - baseline.predict(user, item)) > 0.01 ? 1 : 0;
            }
        }
        assertThat(moved).isGreaterThan(300);
    }

    /** The definition, word for word. */
    private static double expected(Interactions ratings, Biases.Trained baseline, int user, int item) {
        int own = user;
        List<Integer> neighbors = IntStream.range(0, 40)
                .boxed()
                .filter(other -> other != own && similarity(ratings, baseline, own, other) > 0)
                .sorted(Comparator.comparingDouble(other -> -similarity(ratings, baseline, own, other)))
                .limit(12)
                .filter(other -> ratings.byUser().contains(other, item))
                .limit(3)
                .toList();
        double sum = 0;
        double weights = 0;
        for (int other : neighbors) {
            double similarity = similarity(ratings, baseline, user, other);
            sum += similarity * deviation(ratings, baseline, other, item);
            weights += similarity;
        }
        double deviation = neighbors.isEmpty() ? 0 : sum / (0.5 + weights);
        return Math.clamp(baseline.baseline(user, item) + deviation, 0.5, 5);
    }

    private static double similarity(Interactions ratings, Biases.Trained baseline, int user, int other) {
        Rows byUser = ratings.byUser();
        double product = 0;
        double squares = 0;
        double otherSquares = 0;
        int common = 0;
        for (int item : byUser.columns(user)) {
            if (byUser.contains(other, item)) {
                double x = deviation(ratings, baseline, user, item);
                double y = deviation(ratings, baseline, other, item);
                product += x * y;
                squares += x * x;
                otherSquares += y * y;
                common++;
            }
        }
        return common == 0 ? 0 : product / Math.sqrt(squares * otherSquares) * common / (common + 4.0);
    }

    private static double deviation(Interactions ratings, Biases.Trained baseline, int user, int item) {
        return ratings.byUser().rating(ratings.byUser().position(user, item)) - baseline.baseline(user, item);
    }
}
