package dev.matinee.bench;

import dev.matinee.cli.Matinee;
import dev.matinee.engine.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs a command of Matinee in this process and prints, as the last line, what all of it took, start-up included. */
final class EngineRun {
    private EngineRun() {}

    /** The arguments of the command. */
    public static void main(String[] arguments) {
        long start = System.nanoTime();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            Map<String, Object> took = new LinkedHashMap<>();
            took.put("wall", (System.nanoTime() - start) / 1e9);
            took.put("cpu", Fork.processorSeconds());
            took.put("resident", Fork.peakResidentMebibytes());
            System.out.println();
            System.out.println(Json.write(took));
        }));
        Matinee.main(arguments);
    }
}
