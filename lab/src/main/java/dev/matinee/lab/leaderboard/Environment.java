package dev.matinee.lab.leaderboard;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * What an evaluation ran on: for its times, and for whoever wants to repeat it.
 *
 * @param matinee the version of Matinee, {@code unreleased} where it does not run from its jars
 * @param java the version of Java
 * @param kernels the kernels that computed
 * @param threads the number of threads
 */
public record Environment(String matinee, String java, String kernels, int threads) {
    /** What this process runs on. */
    public static Environment of(String kernels, int threads) {
        return new Environment(version(), Runtime.version().toString(), kernels, threads);
    }

    private static String version() {
        try (InputStream in = Environment.class.getResourceAsStream("/META-INF/maven/dev.matinee/lab/pom.properties")) {
            if (in == null) {
                return "unreleased";
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "unreleased");
        } catch (IOException unreadable) {
            return "unreleased";
        }
    }

    /** The environment as JSON values. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("matinee", matinee);
        json.put("java", java);
        json.put("kernels", kernels);
        json.put("threads", threads);
        return json;
    }

    static Environment of(RecordFields json) {
        return new Environment(
                json.text("matinee"), json.text("java"), json.text("kernels"), (int) json.whole("threads"));
    }
}
