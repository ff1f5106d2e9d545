package dev.matinee.bench;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.ingest.Ingest;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.ingest.IngestReport;
import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Ingests one folder in this process and prints what it took, start-up of its code included, and what reopening takes. */
final class IngestRun {
    private IngestRun() {}

    /** The folder of ratings, the workspace, and the number of threads. */
    public static void main(String[] arguments) {
        Run run = Run.seeded(42).threads(Integer.parseInt(arguments[2]));
        Path folder = Path.of(arguments[1]);
        double cpu = Fork.processorSeconds();
        long start = System.nanoTime();
        IngestReport report;
        try (Source source = Sources.open(arguments[0], SourceOptions.none())) {
            report = Ingest.of(source, IngestOptions.defaults()).into(Workspace.create(folder), run);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("wall", (System.nanoTime() - start) / 1e9);
        answer.put("cpu", Fork.processorSeconds() - cpu);
        answer.put("read", report.read());
        answer.put("kept", report.data().ratings());
        answer.put("seconds", report.seconds());
        answer.put("heap", Fork.peakHeapMebibytes());
        start = System.nanoTime();
        try (Catalog catalog = Catalog.open(folder)) {
            answer.put("mapped", catalog.interactions(run).size());
            answer.put("card", catalog.dataCard().ratings());
        }
        answer.put("reopen", (System.nanoTime() - start) / 1e9);
        System.out.println(Json.write(answer));
    }
}
