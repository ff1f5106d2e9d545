package dev.matinee.bench;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A library on the Java virtual machine, in a process and with a class path of its own: a module of {@code bench/peers} with one main
 * class, which Maven fetches what it needs for when the comparison is built.
 *
 * @param name the module, and the name in {@code --peers}
 * @param library the library's own jar, without its version
 * @param mainClass the module's main class
 */
record JvmPeer(String name, String library, String mainClass) {
    static final JvmPeer MAHOUT = new JvmPeer("mahout", "mahout-mr", "dev.matinee.bench.mahout.MahoutRun");
    static final JvmPeer RANKSYS = new JvmPeer("ranksys", "RankSys-mf", "dev.matinee.bench.ranksys.RankSysRun");
    static final JvmPeer LIBREC = new JvmPeer("librec", "librec-core", "dev.matinee.bench.librec.LibRecRun");
    static final JvmPeer TRIBUO =
            new JvmPeer("tribuo", "tribuo-clustering-kmeans", "dev.matinee.bench.tribuo.TribuoRun");

    private static final List<String> OPENED = List.of("java.lang", "java.util", "java.nio");

    /** Whether it was asked for and is here; says so where it is not. */
    boolean takesPart(BenchOptions options) {
        if (!options.with(name)) {
            return false;
        }
        if (!Files.exists(folder().resolve("class.path"))) {
            System.err.println(name + " is not here: it is left out; build it with bench/peers, see bench/README.md");
            return false;
        }
        return true;
    }

    /** Runs it once; the last line that it prints is its answer. */
    Map<String, Object> run(int threads, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx4g", "-XX:ActiveProcessorCount=" + threads));
        OPENED.forEach(opened -> command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
        command.addAll(List.of("-cp", classPath(), mainClass));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Map<String, Object> answer = new LinkedHashMap<>(Fork.run(command));
        answer.put("version", version());
        return answer;
    }

    private String version() {
        Matcher jar =
                Pattern.compile(Pattern.quote(library) + "-(\\d[^/]*)\\.jar").matcher(classPath());
        return jar.find() ? jar.group(1) : "of unknown version";
    }

    private String classPath() {
        try {
            return folder().resolve("classes")
                    + File.pathSeparator
                    + Files.readString(folder().resolve("class.path")).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path folder() {
        return Path.of("bench", "peers", name, "target").toAbsolutePath();
    }

    /** That an answer of ours is as good as a peer's, before anybody looks at the clock. */
    void mustNotBeat(double ours, double theirs, String what) {
        if (!(ours >= theirs)) {
            throw new MatineeException(
                    ErrorCode.CONFLICT,
                    what + ": ours is " + ours + ", that of " + name + " " + theirs,
                    "an answer that is worse is not timed");
        }
    }
}
