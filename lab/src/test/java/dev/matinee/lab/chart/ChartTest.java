package dev.matinee.lab.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.json.Json;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

class ChartTest {
    @TempDir
    Path folder;

    static Stream<Chart> charts() {
        return ExampleCharts.all().stream();
    }

    @Test
    void everyKindHasAnExample() {
        assertThat(charts().<Object>map(chart -> chart.plot().getClass()).collect(Collectors.toSet()))
                .isEqualTo(Set.of((Object[]) Plot.class.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("charts")
    void everyKindIsDrawnAsSvgPngAndNumbers(Chart chart) throws Exception {
        List<Path> files = new ChartFiles(folder).write(chart);
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(files.getFirst().toFile());
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo(chart.title());
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
        assertThat(Files.readString(files.getFirst())).doesNotContain("NaN").doesNotContain("Infinity");
        assertThat(Files.readString(files.get(1))).contains(",");
        assumeTrue(ChartFiles.makesPng(), "no fonts to make PNG with");
        assertThat(ImageIO.read(new ByteArrayInputStream(Files.readAllBytes(files.get(2))))
                        .getWidth())
                .isEqualTo(1920);
    }

    @ParameterizedTest
    @MethodSource("charts")
    void aFigureCannotBeBrokenOutOf(Chart chart) {
        String figure = ChartPage.figure(chart);
        assertThat(figure.split("</script>", -1)).as("one script, closed once").hasSize(2);
        assertThat(figure).doesNotContain("<b>").doesNotContain("alert('x')</");
        Matcher json = Pattern.compile("<script type=\"application/json\">(.*)</script>", Pattern.DOTALL)
                .matcher(figure);
        assertThat(json.find()).isTrue();
        assertThat(Json.parseObject(json.group(1)))
                .containsEntry("title", chart.title())
                .containsKey("plot");
    }

    @ParameterizedTest
    @MethodSource("charts")
    void everyChartSaysWhatIsToBeSeen(Chart chart) {
        assertThat(chart.plot().summary()).endsWith(".").doesNotContain("NaN").hasSizeGreaterThan(30);
        assertThat(chart.plot().table().rows()).isNotEmpty();
    }

    @Test
    void thePageIsWholeWithoutTheNetwork() {
        String page = ChartPage.of("All kinds", ExampleCharts.all());
        assertThat(page)
                .contains("Apache Software Foundation")
                .doesNotContain("<script src")
                .doesNotContain("<link");
        assertThat(page.split("</script>", -1)).hasSize(3 + ExampleCharts.all().size());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> new Chart(
                        "No Name", "title", "", ExampleCharts.all().getFirst().plot()))
                .isInstanceOf(MatineeException.class)
                .hasMessageContaining("small letters, digits and hyphens, got No Name");
        assertThatThrownBy(() -> Axis.of(" ")).hasMessage("an axis must have a label");
        assertThatThrownBy(() -> Bars.of(Axis.of("a"), Axis.of("b"), List.of("x"), List.of()))
                .hasMessage("bars of b: 0 values for 1 names");
    }

    @Test
    void ticksAreRound() {
        assertThat(Ticks.of(Axis.of("x"), new Range(0, 5))).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 5.0);
        assertThat(Ticks.of(Axis.of("x").log(), new Range(1, 1000))).containsExactly(1.0, 10.0, 100.0, 1000.0);
        assertThat(Ticks.of(Axis.of("x"), new Range(0, 0.3))).contains(0.1, 0.3);
    }

    @Test
    void anEmptyChartIsDrawnToo() {
        Axis axis = Axis.of("nothing");
        assertThat(ChartFiles.svg(new Chart("none", "None", "", Bars.of(axis, axis, List.of(), List.of()))))
                .contains("None");
        assertThat(ChartFiles.svg(new Chart("none", "None", "", Scatter.of(axis, axis, List.of()))))
                .contains("None");
    }

    @Test
    void cellsOfCommaSeparatedValuesAreQuotedWhereNeeded() {
        Table table = new Table(List.of("a,b", "c"), List.of(List.of("say \"hi\"", 2.0), List.of("x", Double.NaN)));
        assertThat(table.csv()).isEqualTo("\"a,b\",c\r\n\"say \"\"hi\"\"\",2\r\nx,\r\n");
    }
}
