package dev.matinee.cli;

import dev.matinee.engine.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** What a command printed and how it ended, run within the test's process. */
record Outcome(int exitCode, String out, String err) {
    static Outcome of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Matinee.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
        return new Outcome(exitCode, out.toString(), err.toString());
    }

    /** The one JSON document on stdout. */
    Map<String, Object> json() {
        return Json.parseObject(out);
    }
}
