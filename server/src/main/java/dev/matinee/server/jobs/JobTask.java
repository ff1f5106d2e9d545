package dev.matinee.server.jobs;

import dev.matinee.engine.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the process of a job is told, on its standard input, so that no list of processes shows it.
 *
 * @param workspace the folder of the workspace
 * @param folder a folder of the job's own, which the service deletes afterwards
 * @param kind what to do
 * @param parameters with what
 * @param threads on how many threads
 */
record JobTask(String workspace, String folder, JobKind kind, Map<String, Object> parameters, int threads) {
    String write() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("workspace", workspace);
        json.put("folder", folder);
        json.put("kind", kind.json());
        json.put("parameters", parameters);
        json.put("threads", threads);
        return Json.write(json);
    }

    @SuppressWarnings("unchecked")
    static JobTask read(String line) {
        Map<String, Object> json = Json.parseObject(line);
        return new JobTask(
                String.valueOf(json.get("workspace")),
                String.valueOf(json.get("folder")),
                JobKind.of(String.valueOf(json.get("kind"))),
                json.get("parameters") instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of(),
                json.get("threads") instanceof Number number ? number.intValue() : 1);
    }
}
