package dev.matinee.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The yardstick of machine speed: what {@code pandas.read_csv} takes to read a file, interpreter and import included. */
final class Pandas {
    private static final String PYTHON = "/usr/bin/python3";
    private static final String READ = """
            import sys, time, resource, json
            start = time.time()
            import pandas
            frame = pandas.read_csv(sys.argv[1])
            usage = resource.getrusage(resource.RUSAGE_SELF)
            print(json.dumps({"rows": len(frame), "wall": time.time() - start,
                              "cpu": usage.ru_utime + usage.ru_stime, "version": pandas.__version__}))
            """;

    private Pandas() {}

    /** Reads a file once, in a process of its own. */
    static Map<String, Object> read(Path csv) {
        return Fork.run(List.of(PYTHON, "-c", READ, csv.toString()));
    }
}
