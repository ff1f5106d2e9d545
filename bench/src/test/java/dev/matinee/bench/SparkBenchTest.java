package dev.matinee.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkBenchTest {
    @TempDir
    private Path folder;

    @Test
    void ourOwnJobsAreMeasuredWithoutThePeer() throws IOException {
        Bench.run(
                "spark",
                "--work",
                folder.resolve("work").toString(),
                "--results",
                folder.toString(),
                "--data",
                "tiny",
                "--peers",
                "none");
        assertThat(Files.readString(folder.resolve("spark.json")))
                .contains("matinee, ingest, tiny", "matinee, train, tiny");
        double loss = SparkBench.loss(folder.resolve("work/spark-tiny-matinee"));
        assertThat(loss).isPositive();
        SparkBench.sameLoss("tiny", loss, loss * 1.009);
        assertThatThrownBy(() -> SparkBench.sameLoss("tiny", loss, loss * 1.011))
                .hasMessageContaining("the models of tiny have the loss");
    }

    @Test
    void theLineThroughPointsOnALineIsThatLine() {
        double[] line = SparkBench.lineThrough(List.of(1.0, 5.0, 20.0), List.of(7.0, 15.0, 45.0));
        assertThat(line[0]).isCloseTo(5, within(1e-9));
        assertThat(line[1]).isCloseTo(2, within(1e-9));
    }

    @Test
    void onlyTheMarkedPartOfADocumentIsReplaced() throws IOException {
        Path document =
                Files.writeString(folder.resolve("d.md"), "before\n<!-- x: made -->\nold\n<!-- end of x -->\nafter\n");
        Pages.replace(document, "x", "new\n");
        assertThatThrownBy(() -> Pages.replace(document, "y", "never\n")).hasMessageContaining("has no place for y");
        assertThat(document).content().isEqualTo("before\n<!-- x: made -->\nnew\n<!-- end of x -->\nafter\n");
        assertThat(Path.of(System.getProperty("matinee.root"), "docs/guide/spark.md"))
                .content()
                .containsPattern("<!-- spark: [^>]*-->[^<]*<!-- end of spark -->");
    }
}
