package dev.matinee.lab.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import dev.matinee.engine.matrix.ItemTerms;
import dev.matinee.engine.matrix.ItemTerms.Term;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.models.Content;
import dev.matinee.engine.models.Hybrid;
import dev.matinee.engine.models.Popularity;
import dev.matinee.lab.leaderboard.ColdStarts;
import dev.matinee.lab.leaderboard.EvaluationStore;
import dev.matinee.lab.leaderboard.Leaderboard;
import dev.matinee.lab.likes.LikesForest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A world of eight kinds of movies, of which every user likes one. */
class ColdStartTest {
    private static final Run RUN = Run.seeded(3).threads(2);
    private static final int KINDS = 8;
    private static final int USERS = 400;
    private static final int MOVIES = 1600;
    private static final int EACH = 45;
    private static final Hybrid HYBRID = Hybrid.defaults().factors(16).dimensions(16);

    private static final Interactions WORLD = world(USERS);

    private static Interactions world(int users) {
        InteractionsBuilder builder = new InteractionsBuilder(numbers(users), numbers(MOVIES));
        for (int user = 0; user < users; user++) {
            var random = RUN.random("world", user);
            boolean[] rated = new boolean[MOVIES];
            for (int i = 0; i < EACH; i++) {
                boolean own = random.nextDouble() < 0.85;
                int kind = own ? user % KINDS : random.nextInt(KINDS);
                // The first movies of a kind are known best.
                int place = (int) Math.pow(MOVIES / (double) KINDS, random.nextDouble()) - 1;
                int movie = place * KINDS + kind;
                if (!rated[movie]) {
                    rated[movie] = true;
                    builder.add(user, movie, own ? 4 + random.nextInt(2) : 1 + random.nextInt(3), Rows.NO_TIME);
                }
            }
        }
        List<Term> terms = new ArrayList<>();
        IntStream.range(0, KINDS).forEach(kind -> terms.add(new Term("genre", "kind " + kind)));
        IntStream.range(0, 20).forEach(word -> terms.add(new Term("word", String.format("word %02d", word))));
        int[][] rows = new int[MOVIES][];
        float[][] weights = new float[MOVIES][];
        for (int movie = 0; movie < MOVIES; movie++) {
            rows[movie] = new int[] {movie % KINDS, KINDS + movie / KINDS % 20};
            weights[movie] = new float[] {4, 1};
        }
        return builder.build(RUN).terms(() -> new ItemTerms(terms, rows, weights));
    }

    private static Ids numbers(int count) {
        return Ids.ofNumbers(LongStream.range(0, count).toArray());
    }

    @Test
    void aMovieIsFoundByThoseWhoLikeItsKindWhetherItHasNoRatingsOneOrFive() {
        ColdStart cold = ColdStart.on(WORLD, RUN);
        ColdStartResult content = cold.measure(Content.defaults().dimensions(16));
        ColdStartResult hybrid = cold.measure(HYBRID);
        ColdStartResult popularity = cold.measure(Popularity.defaults());
        for (int left : ColdStart.OF_MOVIES) {
            assertThat(at(content.movies(), left).better())
                    .as("content, " + left)
                    .isTrue();
            assertThat(at(hybrid.movies(), left).better()).as("hybrid, " + left).isTrue();
            assertThat(at(popularity.movies(), left).better()).isFalse();
            assertThat(at(popularity.movies(), left).metric().mean())
                    .isEqualTo(at(hybrid.movies(), left).popularity());
        }
    }

    private static ColdStartResult.Reached at(Map<Integer, ColdStartResult.Reached> reached, int ratings) {
        return Objects.requireNonNull(reached.get(ratings));
    }

    @Test
    void whoHasRatedMoreIsKnownBetter() {
        Map<Integer, ColdStartResult.Reached> users =
                ColdStart.on(WORLD, RUN).measure(HYBRID).users();
        assertThat(users.keySet()).containsExactlyElementsOf(ColdStart.OF_USERS);
        assertThat(at(users, 0).metric().mean()).isEqualTo(at(users, 0).popularity());
        assertThat(at(users, 0).better()).isFalse();
        assertThat(at(users, 10).better()).isTrue();
        assertThat(at(users, 10).metric().mean())
                .isGreaterThan(at(users, 1).metric().mean());
    }

    @Test
    void whatWasMeasuredStandsOnTheLeaderboardInTheSameWords(@TempDir Path folder) throws IOException {
        ColdStartResult result = ColdStart.on(WORLD, RUN).measure(Popularity.defaults());
        ColdStarts.keep(folder, "world", WORLD, RUN.seed(), result);
        Leaderboard leaderboard = Leaderboard.read(EvaluationStore.in(folder));
        assertThat(leaderboard.coldStarts().groups().getFirst().getFirst().result())
                .isEqualTo(result);
        assertThat(String.valueOf(leaderboard.toJson(Optional.empty(), RUN).get("coldStarts")))
                .contains("newMovies=" + result.toJson().get("newMovies"));

        Files.writeString(folder.resolve("cold-start/ease.json"), "{\"format\":1}");
        assertThat(Leaderboard.read(EvaluationStore.in(folder)).findings()).hasSize(1);
        assertThat(ColdStarts.read(folder.resolve("none")).groups()).isEmpty();
    }

    @Test
    void tooFewRatingsAndModelsWithoutListsAreRefused() {
        assertThatThrownBy(() -> ColdStart.on(world(3), RUN))
                .isInstanceOf(MatineeException.class)
                .hasMessageContaining("too few");
        assertThatThrownBy(() -> ColdStart.on(WORLD, RUN).measure(LikesForest.defaults()))
                .isInstanceOf(MatineeException.class)
                .hasMessageContaining("makes no lists");
    }
}
