package dev.matinee.engine.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.RandomRatings;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import dev.matinee.engine.matrix.Rows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplittersTest {
    private static final Run RUN = Run.seeded(42);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "random:0.2",
                "stratified:0.2,3",
                "random:0.9",
                "latest:0.2",
                "latest:0.95",
                "last-one",
                "time:0.2",
                "time:0.5",
                "kfold:5",
                "kfold:2",
                "predefined:first,second"
            })
    void trainingAndHeldOutAreDisjointAndTogetherAreAll(String kind) {
        for (long seed = 1; seed <= 5; seed++) {
            Interactions all = RandomRatings.of(seed, 80, 50, 10);
            for (Split split : splitter(kind, all).splits(all, RUN)) {
                Set<List<Object>> training = ratings(split.training().interactions());
                Set<List<Object>> heldOut = ratings(split.heldOut().interactions());
                Set<List<Object>> union = new HashSet<>(training);
                union.addAll(heldOut);

                assertThat(training).as(kind + " seed " + seed).doesNotContainAnyElementsOf(heldOut);
                assertThat(union).as(kind + " seed " + seed).isEqualTo(ratings(all));
                assertThat(heldOut).isNotEmpty();
                assertThat(split.dataHash()).isEqualTo(all.hash());
                assertThat(split.training().interactions().users()).isEqualTo(all.users());
                assertThat(split.heldOut().interactions().items()).isEqualTo(all.items());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "random:0.2",
                "random:0.95",
                "stratified:0.2,3",
                "stratified:0.9,3",
                "latest:0.2",
                "latest:0.95",
                "last-one",
                "kfold:5",
                "kfold:2"
            })
    void whoeverRatedAnythingKeepsARatingToLearnFrom(String kind) {
        for (long seed = 1; seed <= 5; seed++) {
            Interactions all = RandomRatings.of(seed, 80, 8, 0);
            for (Split split : Splitters.parse(kind).splits(all, RUN)) {
                Rows training = split.training().interactions().byUser();
                for (int user = 0; user < training.rows(); user++) {
                    if (all.byUser().count(user) >= 2) {
                        assertThat(training.count(user)).as("user " + user).isPositive();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "random:0.2",
                "stratified:0.2,3",
                "latest:0.2",
                "last-one",
                "time:0.2",
                "kfold:5",
                "predefined:first,second"
            })
    void theNumberOfThreadsChangesNothing(String kind) {
        Interactions all = RandomRatings.of(7, 3000, 12, 10);

        assertThat(hashes(kind, all, RUN.threads(2))).isEqualTo(hashes(kind, all, RUN.threads(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "random:0.2,false",
        "'stratified:0.2,3',false",
        "kfold:5,false",
        "latest:0.2,true",
        "last-one,true",
        "time:0.2,true"
    })
    void theSeedMattersWhereChanceDoes(String kind, boolean equal) {
        Interactions all = RandomRatings.of(8, 100, 30, 0);

        assertThat(hashes(kind, all, RUN).equals(hashes(kind, all, RUN.seed(43))))
                .isEqualTo(equal);
    }

    @ParameterizedTest
    @CsvSource({"1,0.2,0", "2,0.2,0", "3,0.2,1", "5,0.2,1", "7,0.2,1", "8,0.2,2", "5,0.3,2", "50,0.29,15", "2,0.9,1"})
    void theShareIsRoundedHalvesUpwards(int ratings, double share, int heldOut) {
        InteractionsBuilder builder =
                new InteractionsBuilder(RandomRatings.numbers(2), RandomRatings.numbers(Math.max(ratings, 10)));
        for (int item = 0; item < ratings; item++) {
            builder.add(0, item, 4, 1000 + item);
        }
        for (int item = 0; item < 10; item++) {
            builder.add(1, item, 4, 1000 + item);
        }
        Interactions all = builder.build(RUN);

        assertThat(heldOutOf(0, Holdout.randomPerUser(share).split(all, RUN))).isEqualTo(heldOut);
        assertThat(heldOutOf(0, Holdout.latestPerUser(share).split(all, RUN))).isEqualTo(heldOut);
    }

    @Test
    void aStratifiedPartHasTheSameShareOfLikes() {
        Interactions all = RandomRatings.of(3, 200, 60, 0);
        Split split = Splitters.parse("stratified:0.25,4").split(all, RUN);

        assertThat(split.kind()).isEqualTo("stratified:0.25,4");
        assertThat((double) likes(split.heldOut().interactions()) / likes(all)).isBetween(0.24, 0.251);
        assertThat((double) split.heldOut().interactions().size() / all.size()).isBetween(0.24, 0.251);
        assertThatThrownBy(() -> Splitters.parse("stratified:0.2"))
                .hasMessageContaining("stratified needs a share above 0 and below 1 and the rating");
        assertThatThrownBy(() -> Splitters.parse("stratified:2,4")).hasMessageContaining("got 2.0,4.0");
    }

    private static long likes(Interactions all) {
        return ratings(all).stream()
                .filter(rating -> (Float) rating.get(2) >= 4)
                .count();
    }

    @Test
    void everyRatingIsEquallyLikelyToBeHeldOutAtRandom() {
        int users = 100;
        InteractionsBuilder builder = new InteractionsBuilder(RandomRatings.numbers(users), RandomRatings.numbers(10));
        for (int user = 0; user < users; user++) {
            for (int item = 0; item < 10; item++) {
                builder.add(user, item, 4, Rows.NO_TIME);
            }
        }
        Interactions all = builder.build(RUN);
        int[] times = new int[10];
        for (int seed = 0; seed < 10; seed++) {
            Rows heldOut = Holdout.randomPerUser(0.3)
                    .split(all, RUN.seed(seed).threads(1))
                    .heldOut()
                    .interactions()
                    .byUser();
            for (int user = 0; user < users; user++) {
                assertThat(heldOut.count(user)).isEqualTo(3);
                for (int item : heldOut.columns(user)) {
                    times[item]++;
                }
            }
        }
        // 300 expected, standard deviation 14.5
        for (int count : times) {
            assertThat(count).isBetween(242, 358);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest:0.2", "last-one"})
    void nothingHeldOutByTimeIsEarlierThanWhatTheUserKeeps(String kind) {
        Interactions all = RandomRatings.of(3, 80, 50, 10);
        Split split = Splitters.parse(kind).split(all, RUN);
        Rows training = split.training().interactions().byUser();
        Rows heldOut = split.heldOut().interactions().byUser();
        for (int user = 0; user < training.rows(); user++) {
            for (long h = heldOut.start(user); h < heldOut.end(user); h++) {
                assertThat(heldOut.time(h)).isNotEqualTo(Rows.NO_TIME);
                for (long t = training.start(user); t < training.end(user); t++) {
                    boolean inOrder = training.time(t) < heldOut.time(h)
                            || (training.time(t) == heldOut.time(h) && training.column(t) < heldOut.column(h));
                    assertThat(inOrder).isTrue();
                }
            }
        }
    }

    @Test
    void aTimeCutLearnsOnlyFromBeforeWhatItMeasuresOn() {
        for (double share : new double[] {0.01, 0.2, 0.5, 0.9}) {
            Interactions all = RandomRatings.of(4, 200, 40, 10);
            Split split = Holdout.timeCut(share).split(all, RUN);
            List<Long> training = times(split.training().interactions());
            List<Long> heldOut = times(split.heldOut().interactions());
            long cut = heldOut.stream().mapToLong(Long::longValue).min().orElseThrow();
            int wanted = (int) Math.round(share * times(all).size());

            assertThat(heldOut).doesNotContain(Rows.NO_TIME);
            assertThat(training).allMatch(time -> time < cut);
            assertThat(heldOut.size()).isGreaterThanOrEqualTo(wanted);
            assertThat(heldOut.stream().filter(time -> time > cut).count()).isLessThan(wanted);
        }
    }

    @Test
    void everyRatingIsHeldOutInJustOneFold() {
        Interactions all = RandomRatings.of(5, 60, 40, 0);
        List<List<Object>> heldOut = new ArrayList<>();
        List<Split> folds = KFold.of(5).splits(all, RUN);
        for (Split fold : folds) {
            heldOut.addAll(ratings(fold.heldOut().interactions()));
            assertThat(fold.heldOut().interactions().size()).isBetween(all.size() / 5 - 30, all.size() / 5 + 30);
        }

        assertThat(heldOut).hasSize((int) all.size()).containsExactlyInAnyOrderElementsOf(ratings(all));
        assertThatThrownBy(() -> KFold.of(5).split(all, RUN)).hasMessageContaining("kfold:5 makes 5 splits");
    }

    @Test
    void aPredefinedSplitIsTakenAsItIs() {
        Interactions all = RandomRatings.of(6, 30, 20, 0);
        Splitter predefined = splitter("predefined:second,first", all);
        List<Split> splits = predefined.splits(all, RUN);

        assertThat(predefined.kind()).isEqualTo("predefined:second,first");
        assertThat(splits).extracting(Split::kind).containsExactly("predefined:second", "predefined:first");
        assertThat(ratings(splits.get(1).heldOut().interactions()))
                .allMatch(rating -> ((Integer) rating.get(1)) % 2 == 0)
                .hasSize((int) ratings(all).stream()
                        .filter(rating -> ((Integer) rating.get(1)) % 2 == 0)
                        .count());
    }

    @Test
    void aPredefinedSplitOfAMissingRatingIsRefused() {
        Interactions all = small(1000);
        Splitter splitter = Predefined.of(List.of(new Predefined.TestPairs("u1", new int[] {1}, new int[] {2})));

        assertThatThrownBy(() -> splitter.split(all, RUN))
                .hasMessage("split u1 tests user 2 on item 3, a rating that is not among the data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest:0.2", "last-one", "time:0.2"})
    void ratingsWithoutTimesCannotBeSplitByTime(String kind) {
        assertThatThrownBy(() -> Splitters.parse(kind).split(small(Rows.NO_TIME), RUN))
                .isInstanceOfSatisfying(MatineeException.class, error -> {
                    assertThat(error.code()).isEqualTo(ErrorCode.BAD_DATA);
                    assertThat(error)
                            .hasMessage(kind + " needs the times of the ratings, and none of the 3 ratings has one");
                    assertThat(error.remedy()).isEqualTo("split by random:0.2 instead");
                });
    }

    @Test
    void aSplitThatLeavesNothingIsRefused() {
        assertThatThrownBy(() -> Holdout.randomPerUser(0.2).split(small(5), RUN))
                .hasMessage("random:0.2 of 3 ratings leaves nothing to measure on");
        assertThatThrownBy(() -> Holdout.timeCut(0.2).split(small(5), RUN))
                .hasMessage("time:0.2 of 3 ratings leaves nothing to learn from");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "random:0.2 | random:0.2",
                "random:0.20 | random:0.2",
                "latest:.25 | latest:0.25",
                "time:0.0001 | time:0.0001",
                "last-one | last-one",
                "kfold:10 | kfold:10"
            })
    void aRuleSpellsItselfInOneWay(String text, String kind) {
        assertThat(Splitters.parse(text).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "latst:0.2 | there is no split latst (did you mean latest?); the splits are random:0.2, stratified:0.2,4,"
                        + " latest:0.2, time:0.2, users:0.1, last-one, kfold:5, predefined:u1,u2",
                "random:1 | random needs a share above 0 and below 1, such as random:0.2, got 1",
                "random:-0.5 | random needs a share above 0 and below 1, such as random:0.2, got -0.5",
                "random:NaN | random needs a share above 0 and below 1, such as random:0.2, got NaN",
                "latest | latest needs a share above 0 and below 1, such as latest:0.2, got latest",
                "time:x | time needs a share above 0 and below 1, such as time:0.2, got time:x",
                "kfold:1 | kfold needs 2 to 100 folds, such as kfold:5, got 1",
                "kfold:five | kfold needs 2 to 100 folds, such as kfold:5, got kfold:five",
                "last-one:2 | last-one takes no number, got last-one:2",
                "predefined:u1 | the data came without predefined splits, so there is no split u1"
            })
    void aRuleThatMakesNoSenseIsRefusedInOneSentence(String text, String message) {
        assertThatThrownBy(() -> Splitters.parse(text))
                .isInstanceOf(MatineeException.class)
                .hasMessage(message);
    }

    @Test
    void anUnknownPredefinedSplitNamesTheNearest() {
        Interactions all = RandomRatings.of(6, 30, 20, 0);

        assertThatThrownBy(() -> splitter("predefined:frist", all))
                .hasMessage(
                        "there is no predefined split frist (did you mean first?); the data came with first, second");
    }

    /** Each parity of the item's index is the test part of one of two predefined splits. */
    private static Splitter splitter(String kind, Interactions all) {
        return Splitters.parse(kind, List.of(pairs("first", all, 0), pairs("second", all, 1)));
    }

    private static Predefined.TestPairs pairs(String name, Interactions all, int parity) {
        List<List<Object>> chosen = ratings(all).stream()
                .filter(rating -> ((Integer) rating.get(1)) % 2 == parity)
                .toList();
        return new Predefined.TestPairs(
                name,
                chosen.stream().mapToInt(rating -> (Integer) rating.get(0)).toArray(),
                chosen.stream().mapToInt(rating -> (Integer) rating.get(1)).toArray());
    }

    /** Three users with one rating each. */
    private static Interactions small(long time) {
        InteractionsBuilder builder = new InteractionsBuilder(RandomRatings.numbers(3), RandomRatings.numbers(3));
        for (int i = 0; i < 3; i++) {
            builder.add(i, i, 3, time);
        }
        return builder.build(RUN);
    }

    private static Set<String> hashes(String kind, Interactions all, Run run) {
        Set<String> hashes = new TreeSet<>();
        for (Split split : splitter(kind, all).splits(all, run)) {
            hashes.add(split.hash());
        }
        return hashes;
    }

    private static long heldOutOf(int user, Split split) {
        return split.heldOut().interactions().byUser().count(user);
    }

    private static List<Long> times(Interactions interactions) {
        return ratings(interactions).stream()
                .map(rating -> (Long) rating.get(3))
                .filter(time -> time != Rows.NO_TIME)
                .toList();
    }

    private static Set<List<Object>> ratings(Interactions interactions) {
        Set<List<Object>> ratings = new HashSet<>();
        Rows rows = interactions.byUser();
        for (int user = 0; user < rows.rows(); user++) {
            for (long position = rows.start(user); position < rows.end(user); position++) {
                ratings.add(List.of(user, rows.column(position), rows.rating(position), rows.time(position)));
            }
        }
        return ratings;
    }
}
