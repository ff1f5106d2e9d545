package dev.matinee.lab.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.UserGroups;
import dev.matinee.engine.evaluate.UserInfluence;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaderboardTest {
    private static final Run RUN = Run.seeded(42).threads(2);
    private static final Interactions RATINGS = ToyRatings.of(1, 200, 40);
    private static final EvaluationPlan PLAN = EvaluationPlan.defaults();

    @TempDir
    private Path folder;

    @Test
    void theBestComesFirstAndWhatChanceExplainsIsTied() {
        evaluate(PLAN, ToyModel.toy(39, 4), ToyModel.toy(0, 3.8), ToyModel.toy(1, 1));

        ComparableRecords group = only(Leaderboard.read(store()));
        ComparableRecords.Ranking ranking = group.rankedBy(group.usualMetric(), RUN);

        assertThat(ranking.metric()).isEqualTo("ndcg@10");
        assertThat(ranking.findings()).isEmpty();
        assertThat(ranking.standings()).extracting(Standing::rank).containsExactly(1, 2, 3);
        assertThat(favourite(ranking, 2)).isEqualTo(39);
        assertThat(ranking.standings().get(0).verdict()).isEqualTo(Standing.Verdict.BEST);
        assertThat(ranking.standings().get(2).verdict()).isEqualTo(Standing.Verdict.WORSE);
        assertThat(ranking.standings().get(2).comparison().orElseThrow().high()).isNegative();
    }

    @Test
    void errorsRankAscendingAndAreComparedTheRightWayRound() {
        evaluate(PLAN, ToyModel.toy(0, 1), ToyModel.toy(0, 4), new ToyModel.Ratings(4.0001));

        ComparableRecords.Ranking ranking = only(Leaderboard.read(store())).rankedBy("rmse", RUN);

        assertThat(ranking.standings().get(2).evaluation().settings()).containsEntry("rating", 1.0);
        assertThat(ranking.standings().get(2).verdict()).isEqualTo(Standing.Verdict.WORSE);
        assertThat(ranking.standings().get(2).comparison().orElseThrow().low()).isPositive();
    }

    @Test
    void whatWasNotMeasuredComesLast() {
        evaluate(PLAN, new ToyModel.Ratings(4), ToyModel.toy(30, 4));

        ComparableRecords.Ranking ranking = only(Leaderboard.read(store())).rankedBy("ndcg@10", RUN);

        assertThat(ranking.standings())
                .extracting(Standing::verdict)
                .containsExactly(Standing.Verdict.BEST, Standing.Verdict.NOT_MEASURED);
        assertThat(ranking.standings().get(1).evaluation().requestMillis()).isEmpty();
    }

    @Test
    void withoutListsTheErrorIsTheUsualMetric() {
        evaluate(PLAN, new ToyModel.Ratings(4));

        assertThat(only(Leaderboard.read(store())).usualMetric()).isEqualTo("rmse");
    }

    @Test
    void whatCannotBeComparedIsNeverMixed() {
        evaluate(PLAN, ToyModel.toy(0, 4), ToyModel.toy(1, 4));
        evaluate(PLAN.seeds(43, 1), ToyModel.toy(0, 4));
        evaluate(PLAN.seeds(42, 2), ToyModel.toy(0, 4));
        evaluate(PLAN.relevant(3), ToyModel.toy(0, 4));
        new Evaluator("toys", ToyRatings.of(2, 200, 40), PLAN, store()).evaluate(List.of(ToyModel.toy(0, 4)), RUN);
        EvaluationRecord last = evaluate(PLAN.at(List.of(5)), ToyModel.toy(2, 4));

        Leaderboard leaderboard = Leaderboard.read(store());

        assertThat(leaderboard.groups()).hasSize(5);
        // Other numbers of places are other metrics, not other definitions.
        assertThat(leaderboard.groups().getFirst().records()).hasSize(3).contains(last);
        assertThat(leaderboard.groupsOf(last))
                .containsExactly(leaderboard.groups().getFirst());
    }

    @Test
    void onlyTheLatestOfTheSameSettingsIsShown() {
        evaluate(PLAN, ToyModel.toy(0, 4));
        EvaluationRecord second = evaluate(PLAN, ToyModel.toy(0, 4));

        assertThat(only(Leaderboard.read(store())).records()).containsExactly(second);
    }

    @Test
    void damagedRecordsAreFindings() throws IOException {
        EvaluationRecord good = evaluate(PLAN, ToyModel.toy(0, 4));
        String text = Files.readString(folder.resolve(good.run() + ".json"));
        Map<String, String> damaged = new LinkedHashMap<>();
        damaged.put("a-empty", "");
        damaged.put("b-cut", text.substring(0, text.length() / 2));
        damaged.put("c-future", text.replace("\"format\": 1", "\"format\": 99"));
        damaged.put("d-list", "[]");
        damaged.put("e-time", text.replaceFirst("\"time\": \"[^\"]*\"", "\"time\": \"yesterday\""));
        damaged.put("f-mean", text.replaceFirst("\"mean\": [0-9.]+", "\"mean\": null"));
        damaged.put("g-result", text.replace("\"results\": [", "\"results\": [17, "));
        for (Map.Entry<String, String> file : damaged.entrySet()) {
            Files.writeString(folder.resolve(file.getKey() + ".json"), file.getValue());
        }
        Files.write(folder.resolve("h-bytes.json"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});

        Leaderboard leaderboard = Leaderboard.read(store());

        assertThat(only(leaderboard).records()).containsExactly(good);
        assertThat(leaderboard.findings()).extracting(Finding::run).hasSize(8).containsAll(damaged.keySet());
        assertThat(leaderboard.findings().get(2).problem()).contains("c-future.json is damaged: the format is 99");
        assertThat(leaderboard.findings().get(2).remedy()).isEqualTo("use a newer version of Matinee");
    }

    @Test
    void withoutTheFileOfUsersOverlappingIntervalsAreATie() throws IOException {
        evaluate(PLAN, ToyModel.toy(0, 4), ToyModel.toy(1, 4), ToyModel.toy(39, 4));
        ComparableRecords group = only(Leaderboard.read(store()));
        List<String> runs = store().runs();
        Files.delete(folder.resolve(runs.get(0) + ".users.gz"));
        Files.delete(folder.resolve(runs.get(2) + ".users.gz"));
        Path second = folder.resolve(runs.get(1) + ".users.gz");
        Files.write(second, Arrays.copyOf(Files.readAllBytes(second), 50));

        ComparableRecords.Ranking ranking = group.rankedBy("ndcg@10", RUN);

        assertThat(ranking.standings()).extracting(Standing::comparison).allMatch(Optional::isEmpty);
        assertThat(ranking.standings())
                .extracting(Standing::verdict)
                .containsExactly(Standing.Verdict.BEST, Standing.Verdict.TIED, Standing.Verdict.WORSE);
    }

    @Test
    void damageToAFileOfUsersIsAlwaysNoticed() {
        UserInfluence influence = new UserInfluence(0.5, new int[] {1, 5, 9}, new double[] {0.25, -0.5, 0.25});
        byte[] whole = UserParts.write(Map.of("ndcg@10", influence));

        UserInfluence read = UserParts.read(whole).getOrDefault("ndcg@10", influence);
        assertThat(read.mean()).isEqualTo(0.5);
        assertThat(read.users()).containsExactly(1, 5, 9);
        assertThat(read.parts()).containsExactly(0.25, -0.5, 0.25);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> UserParts.read(cut)).isInstanceOf(MatineeException.class);
        }
        // Some bits of gzip mean nothing to the reader; a flipped one of these does no harm.
        int noticed = 0;
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x10;
            try {
                assertThat(UserParts.write(UserParts.read(flipped))).isEqualTo(whole);
            } catch (MatineeException damaged) {
                noticed++;
            }
        }
        assertThat(noticed).isGreaterThan(whole.length - 12);
    }

    @Test
    void theJsonOfAGroupReadsAsTheDesignSays() {
        evaluate(PLAN, ToyModel.toy(0, 4), ToyModel.toy(20, 4));
        ComparableRecords group = only(Leaderboard.read(store()));

        String text = Json.write(group.toJson(group.rankedBy("ndcg@10", RUN)));
        Map<String, Object> json = Json.parseObject(text);

        assertThat(json).containsOnlyKeys("data", "split", "definitions", "metric", "results");
        assertThat(text)
                .contains("\"split\":{\"kind\":\"random:0.2\",\"seed\":42,")
                .contains(
                        "\"verdict\":\"best\",\"differenceToBest\":null,\"model\":\"toy\",\"settings\":{\"favourite\":0,")
                .contains("\"rank\":2,\"verdict\":\"worse\",\"differenceToBest\":{\"mean\":-");
    }

    @Test
    void anEmptyOrMissingFolderIsAnEmptyLeaderboard() {
        assertThat(Leaderboard.read(store()).groups()).isEmpty();
        assertThat(Leaderboard.read(EvaluationStore.in(folder.resolve("missing")))
                        .groups())
                .isEmpty();
        assertThatThrownBy(() -> store().read("x")).hasMessage("there is no evaluation x");
    }

    @Test
    void anUnknownMetricNamesTheNearest() {
        evaluate(PLAN, ToyModel.toy(0, 4));

        assertThatThrownBy(() -> only(Leaderboard.read(store())).rankedBy("ndgc@10", RUN))
                .hasMessageStartingWith("there is no metric ndgc@10 (did you mean ndcg@10?)");
    }

    @Test
    void eachGroupOfUsersHasItsWinner() {
        // Half of the users like what the others dislike.
        UserGroups halves = ToyRatings.halves(200);
        EvaluationReport report = new Evaluator("toys", ToyRatings.ofTwoTastes(3, 200, 40), PLAN, store())
                .dividing(List.of(halves))
                .evaluate(List.of(ToyModel.toy(0, 4), ToyModel.toy(39, 3.9), ToyModel.toy(38, 3.8)), RUN);
        assertThat(report.failures()).isEmpty();
        ComparableRecords group = only(Leaderboard.read(store()));

        List<GroupRanking> rankings = group.rankedWithin("segment:halves@1", "ndcg@10", RUN);

        assertThat(rankings).extracting(GroupRanking::label).containsExactly("1: low", "2: high");
        GroupRanking low = rankings.get(0);
        GroupRanking high = rankings.get(1);
        assertThat(favourite(low.ranking(), 0)).isZero();
        assertThat(low.tied()).isEmpty();
        assertThat(favourite(high.ranking(), 0)).isIn(38L, 39L);
        assertThat(favourite(high.ranking(), 2)).isZero();
        assertThat(low.users()).isBetween(90, 100);
        for (GroupRanking ranking : rankings) {
            Standing worst = ranking.ranking().standings().getLast();
            assertThat(worst.verdict()).isEqualTo(Standing.Verdict.WORSE);
            // Over the users of the group alone, user by user.
            assertThat(worst.comparison().orElseThrow().users()).isEqualTo(ranking.users());
            assertThat(worst.comparison().orElseThrow().difference())
                    .isCloseTo(
                            worst.metric().orElseThrow().mean()
                                    - ranking.winner().metric().orElseThrow().mean(),
                            org.assertj.core.api.Assertions.within(1e-6));
        }
        Map<String, Object> json = GroupRanking.toJson("segment:halves@1", "ndcg@10", rankings);
        assertThat(Json.write(json))
                .contains(
                        "\"label\":\"1: low\",\"users\":99,\"winner\":{\"model\":\"toy\",\"settings\":{\"favourite\":0,");
        assertThat(group.rankedWithin("segment:halves@2", "ndcg@10", RUN)).isEmpty();
        assertThat(group.rankedWithin("activity", "ndcg@10", RUN))
                .hasSize(4)
                .allSatisfy(activity -> assertThat(
                                activity.ranking().standings().get(1).comparison())
                        .isEmpty());
    }

    private EvaluationStore store() {
        return EvaluationStore.in(folder);
    }

    private EvaluationRecord evaluate(EvaluationPlan plan, Settings<?>... models) {
        EvaluationReport report = new Evaluator("toys", RATINGS, plan, store()).evaluate(List.of(models), RUN);
        assertThat(report.failures()).isEmpty();
        return report.records().getLast();
    }

    private static ComparableRecords only(Leaderboard leaderboard) {
        assertThat(leaderboard.groups()).hasSize(1);
        return leaderboard.groups().getFirst();
    }

    private static long favourite(ComparableRecords.Ranking ranking, int place) {
        return new RecordFields(ranking.standings().get(place).evaluation().settings()).whole("favourite");
    }
}
