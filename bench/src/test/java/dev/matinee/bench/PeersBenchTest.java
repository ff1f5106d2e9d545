package dev.matinee.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeersBenchTest {
    @TempDir
    private Path folder;

    @Test
    void oursListAndPredictWithoutPeers() throws IOException {
        for (String name : List.of("lists", "predictions")) {
            Bench.run(
                    name,
                    "--data",
                    "tiny",
                    "--work",
                    folder.toString(),
                    "--results",
                    folder.resolve("results").toString(),
                    "--peers",
                    "none",
                    "--repeat",
                    "1");
            Map<String, Object> json =
                    Json.parseObject(Files.readString(folder.resolve("results/" + name + "-tiny.json")));
            assertThat((List<?>) json.get("rows")).hasSizeGreaterThan(1);
            assertThat(String.valueOf(json.get("machine"))).contains("processors");
        }
    }

    @Test
    void listsAreMeasuredAsTheyAre() throws IOException {
        PeerData data = data();
        Map<String, List<String[]>> byUser = Files.readAllLines(data.heldOut()).stream()
                .map(line -> line.split("\t", -1))
                .filter(fields -> Double.parseDouble(fields[2]) >= 4)
                .collect(Collectors.groupingBy(fields -> fields[0]));
        Path lists = folder.resolve("lists.tsv");
        Files.write(
                lists,
                byUser.entrySet().stream()
                        .map(user -> user.getKey() + "\t"
                                + user.getValue().stream()
                                        .map(fields -> fields[1])
                                        .collect(Collectors.joining("\t")))
                        .toList());
        assertThat(data.ndcg(lists)).as("what is held out itself").isCloseTo(1, within(1e-9));
        Files.write(
                lists, byUser.keySet().stream().map(user -> user + "\t99999").toList());
        assertThat(data.ndcg(lists)).as("something else").isZero();
    }

    @Test
    void predictionsAreMeasuredAsTheyAre() throws IOException {
        PeerData data = data();
        List<String> given = Files.readAllLines(data.heldOut());
        Path predictions = folder.resolve("predictions.tsv");
        Files.write(
                predictions,
                given.stream()
                        .map(line -> String.valueOf(Double.parseDouble(line.split("\t", -1)[2]) + 0.5))
                        .toList());
        assertThat(data.rmse(predictions)).isCloseTo(0.5, within(1e-6));
        Files.write(predictions, List.of("3"));
        assertThatThrownBy(() -> data.rmse(predictions)).hasMessageContaining("1 predictions for");
    }

    @Test
    void anAnswerThatIsWorseIsNotTimed() {
        JvmPeer.MAHOUT.mustNotBeat(0.3, 0.3, "NDCG@10");
        assertThatThrownBy(() -> JvmPeer.MAHOUT.mustNotBeat(0.2, 0.3, "NDCG@10"))
                .isInstanceOf(MatineeException.class)
                .hasMessageContaining("ours is 0.2, that of mahout 0.3");
    }

    @Test
    void kernelsAreMeasuredAgainstTheMachine() throws IOException {
        Bench.run("kernels", "--data", "tiny", "--work", folder.toString(), "--results", folder.toString());
        Map<String, Object> json = Json.parseObject(Files.readString(folder.resolve("kernels.json")));
        // How near a kernel comes is not asked of tests: they hardly compile, and the loops for the peaks suffer the
        // most.
        assertThat((List<?>) json.get("measured"))
                .hasSizeGreaterThan(5)
                .allSatisfy(kernel -> assertThat(Fork.number(Json.parseObject(Json.write(kernel)), "share"))
                        .isPositive());
    }

    private PeerData data() {
        return PeerData.of(BenchOptions.of(
                "--data", "tiny", "--work", folder.resolve("work").toString()));
    }
}
