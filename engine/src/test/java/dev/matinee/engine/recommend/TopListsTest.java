package dev.matinee.engine.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.engine.RandomRatings;
import dev.matinee.engine.Run;
import dev.matinee.engine.models.Ease;
import dev.matinee.engine.models.ImplicitAls;
import dev.matinee.engine.split.TrainingSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopListsTest {
    private static final Run RUN = Run.seeded(42).threads(2);
    private static final TrainingSet RATINGS = TrainingSet.everything(RandomRatings.of(3, 700, 120, 0));

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 500})
    void listsAreThoseThatEachUserGets(int length) {
        for (Settings<? extends Recommender> settings :
                List.of(ImplicitAls.defaults().factors(8).iterations(3), Ease.defaults())) {
            Recommender model = settings.train(RATINGS, RUN);

            assertThat(lists(model, length, item -> true)).isEqualTo(single(model, length, item -> true));
            IntPredicate even = item -> item % 2 == 0;
            assertThat(lists(model, length, even)).isEqualTo(single(model, length, even));
        }
    }

    @Test
    void nothingAllowedGivesEmptyLists() {
        Recommender model = Ease.defaults().train(RATINGS, RUN);

        assertThat(lists(model, 5, item -> false))
                .allSatisfy(list -> assertThat(list).isEmpty());
        assertThatThrownBy(() -> TopLists.of(model, 0)).hasMessage("top must be at least 1, got 0");
    }

    private static List<List<String>> lists(Recommender model, int length, IntPredicate allowed) {
        int[] users = IntStream.range(0, model.users().size()).toArray();
        List<List<String>> lists = new ArrayList<>(Collections.nCopies(users.length, List.of()));
        TopLists.of(model, length, allowed).forEach(users, RUN, (position, items, scores, count) -> {
            List<String> list = new ArrayList<>();
            for (int rank = 0; rank < count; rank++) {
                list.add(model.items().id(items[rank]) + " " + scores[items[rank]]);
            }
            lists.set(position, list);
        });
        return lists;
    }

    private static List<List<String>> single(Recommender model, int length, IntPredicate allowed) {
        return IntStream.range(0, model.users().size())
                .mapToObj(user ->
                        model
                                .recommend(Request.forUser(model.users().id(user))
                                        .top(length)
                                        .allowing(allowed))
                                .items()
                                .stream()
                                .map(line -> line.item() + " " + line.score())
                                .toList())
                .toList();
    }
}
