package dev.matinee.lab.chart;

import dev.matinee.data.catalog.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder of charts as files: {@code NAME.svg}, {@code NAME.csv} with the numbers, and {@code NAME.png} where this machine
 * has fonts to draw with.
 *
 * @param folder where they go; made where it is missing
 */
public record ChartFiles(Path folder) {
    /** Whether PNG files can be made here, which takes fonts. */
    public static boolean makesPng() {
        return Png.isPossible();
    }

    /** Writes a chart and answers the files. */
    public List<Path> write(Chart chart) {
        Drawing drawing = Sketch.of(chart);
        List<Path> files = new ArrayList<>();
        files.add(write(chart.name() + ".svg", Svg.of(chart, drawing).getBytes(StandardCharsets.UTF_8)));
        files.add(write(chart.name() + ".csv", chart.plot().table().csv().getBytes(StandardCharsets.UTF_8)));
        if (makesPng()) {
            files.add(write(chart.name() + ".png", Png.of(drawing)));
        }
        return files;
    }

    /** Writes one interactive page of charts and answers it. */
    public Path writePage(String name, String title, List<Chart> charts) {
        return write(name + ".html", ChartPage.of(title, charts).getBytes(StandardCharsets.UTF_8));
    }

    private Path write(String name, byte[] bytes) {
        Path file = folder.resolve(name);
        AtomicFile.write(file, bytes);
        return file;
    }

    /** The chart as an SVG document. */
    public static String svg(Chart chart) {
        return Svg.of(chart, Sketch.of(chart));
    }
}
