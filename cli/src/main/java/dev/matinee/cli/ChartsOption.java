package dev.matinee.cli;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.ChartFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command writes its pictures, if it does. */
final class ChartsOption {
    @Option(
            names = "--charts",
            paramLabel = "DIR",
            arity = "0..1",
            fallbackValue = "",
            description =
                    "write every chart as SVG, PNG and CSV, and all of them as one HTML page, to this folder (without a"
                            + " name: to a folder of reports in the workspace)")
    private @Nullable String charts;

    boolean isGiven() {
        return charts != null;
    }

    /** Refuses to write to a workspace that will be gone. */
    void check(DataOptions data) {
        if (charts != null && charts.isEmpty() && data.hasSource()) {
            throw MatineeException.usage("with --source there is no workspace for charts; name a folder: --charts DIR");
        }
    }

    /**
     * Writes charts and says so.
     *
     * @param page the name of the page of all
     * @param usual where they go when no folder is named
     */
    void write(
            String page,
            String title,
            List<Chart> pictures,
            Path usual,
            Map<String, @Nullable Object> json,
            List<String> text,
            Run run) {
        Path folder = charts == null || charts.isEmpty() ? usual : Path.of(charts);
        ChartFiles files = new ChartFiles(folder);
        List<String> written = new ArrayList<>();
        written.add(files.writePage(page, title, pictures).toString());
        for (Chart chart : pictures) {
            run.checkCancelled();
            files.write(chart).forEach(file -> written.add(file.toString()));
        }
        json.put("charts", written);
        text.add((pictures.size() == 1 ? "1 chart is in " : pictures.size() + " charts are in ") + folder + "; open "
                + page + ".html for all of them"
                + (ChartFiles.makesPng()
                        ? ""
                        : "\nPNG files were left out: this machine has no fonts (on Debian: apt-get install fontconfig"
                                + " fonts-dejavu-core)"));
    }
}
