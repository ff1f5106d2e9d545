package dev.matinee.lab.leaderboard;

import dev.matinee.data.catalog.AtomicFile;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.lab.content.ColdStartResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What models reached where little is known, those side by side that met the same new users and new movies.
 *
 * @param groups records of the same ratings and seed, the group with the latest first; within it by model
 * @param findings the records that could not be read
 */
public record ColdStarts(List<List<ColdStartRecord>> groups, List<Finding> findings) {
    private static final String RECORD = ".json";

    /** Copies the lists. */
    public ColdStarts {
        groups = groups.stream().map(List::copyOf).toList();
        findings = List.copyOf(findings);
    }

    /** Keeps what was measured of a model in a workspace's folder of evaluations; what it reached before is replaced. */
    public static void keep(Path evaluations, String name, Interactions ratings, long seed, ColdStartResult result) {
        Instant time = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        ColdStartRecord one = new ColdStartRecord(time, MeasuredData.of(name, ratings), seed, result);
        AtomicFile.write(folder(evaluations).resolve(result.model() + RECORD), Json.writePretty(one.toJson()));
    }

    private static Path folder(Path evaluations) {
        return evaluations.resolve("cold-start");
    }

    /** Reads all records of a workspace's folder of evaluations; a damaged one is a finding. */
    public static ColdStarts read(Path evaluations) {
        Map<ColdStartRecord.Terms, List<ColdStartRecord>> groups = new LinkedHashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (Path file : files(folder(evaluations))) {
            try {
                ColdStartRecord one = ColdStartRecord.fromJson(Json.parseObject(Files.readString(file)));
                groups.computeIfAbsent(one.terms(), terms -> new ArrayList<>()).add(one);
            } catch (IOException | RuntimeException damaged) {
                findings.add(Finding.of(
                        "cold-start/" + file.getFileName(),
                        MatineeException.badData(
                                "the file " + file + " is damaged: " + damaged.getMessage(),
                                "delete it, and measure again with: matinee cold-start")));
            }
        }
        return new ColdStarts(
                groups.values().stream()
                        .sorted(Comparator.comparing(ColdStarts::latest).reversed())
                        .toList(),
                findings);
    }

    private static Instant latest(List<ColdStartRecord> group) {
        return group.stream()
                .map(ColdStartRecord::time)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(RECORD))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw EvaluationStore.cannotList(folder, failure);
        }
    }

    /** As JSON values. */
    public List<Map<String, Object>> toJson() {
        return groups.stream().map(ColdStarts::toJson).toList();
    }

    private static Map<String, Object> toJson(List<ColdStartRecord> group) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("data", group.getFirst().data().toJson());
        json.put("seed", group.getFirst().seed());
        json.put(
                "results",
                group.stream()
                        .map(one -> {
                            Map<String, Object> result = one.result().toJson();
                            result.put("time", one.time().toString());
                            return result;
                        })
                        .toList());
        return json;
    }
}
