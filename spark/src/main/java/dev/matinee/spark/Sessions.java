package dev.matinee.spark;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.matrix.Interactions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Starts Spark, or says within a minute why it cannot be. */
final class Sessions {
    private static final Pattern STANDALONE = Pattern.compile("spark://(.+)");
    private static final Pattern ADDRESS = Pattern.compile("(\\[[^]]+]|[^:,]+):(\\d{1,5})");
    private static final Pattern LOCAL = Pattern.compile("local(\\[(\\*|\\d+)(,\\d+)?])?");
    private static final Pattern CLUSTER = Pattern.compile("(yarn|k8s://.+|local-cluster\\[.+])");
    private static final int CONNECT_MILLIS = 5_000;

    /** How long to wait for the first executor, in seconds, unless this property says otherwise. */
    private static final String WAIT = "matinee.spark.wait";

    private Sessions() {}

    static SparkSession start(Optional<String> wanted, Map<String, String> settings, int threads) {
        SparkConf given = new SparkConf();
        String master = wanted.orElseGet(() -> given.get("spark.master", "local[" + threads + "]"));
        boolean here = LOCAL.matcher(master).matches();
        Matcher standalone = STANDALONE.matcher(master);
        boolean loopback = here;
        if (standalone.matches()) {
            loopback = reach(master, standalone.group(1));
        } else if (!here && !CLUSTER.matcher(master).matches()) {
            throw MatineeException.usage(
                    "--master must be local[N], spark://HOST:PORT, yarn or k8s://URL, got " + master);
        }
        SparkConf conf = conf(given, master, here, loopback, threads);
        settings.forEach((name, value) -> {
            if (!name.startsWith("spark.")) {
                throw MatineeException.usage("--conf takes Spark's own settings, such as spark.executor.memory=8g, got "
                        + name + "=" + value);
            }
            conf.set(name, value);
        });
        SparkSession session = open(conf, master);
        if (!here) {
            awaitExecutor(session, master);
        }
        return session;
    }

    private static SparkConf conf(SparkConf conf, String master, boolean here, boolean loopback, int threads) {
        Map<String, String> own = new TreeMap<>(Map.of(
                "spark.app.name", "matinee",
                "spark.ui.enabled", "false",
                "spark.sql.session.timeZone", "UTC",
                "spark.sql.datetime.java8API.enabled", "true",
                "spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir"),
                "spark.executor.extraJavaOptions",
                        "-Xss4m --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED"));
        if (here) {
            own.put("spark.sql.shuffle.partitions", String.valueOf(Math.max(2, threads)));
        } else {
            List<String> jars = jars();
            if (!jars.isEmpty()) {
                own.put("spark.jars", String.join(",", jars));
            }
        }
        if (loopback) {
            own.put("spark.driver.host", "127.0.0.1");
            own.put("spark.driver.bindAddress", "127.0.0.1");
        }
        own.forEach((name, value) -> {
            if (!conf.contains(name)) {
                conf.set(name, value);
            }
        });
        return conf.setMaster(master);
    }

    /** The jars of our own that executors need; none where this runs from folders of classes, or from the jar that was submitted. */
    private static List<String> jars() {
        List<String> jars = new ArrayList<>();
        for (Class<?> one : List.of(Sessions.class, Interactions.class, dev.matinee.data.source.Rule.class)) {
            try {
                Path place = Path.of(
                        one.getProtectionDomain().getCodeSource().getLocation().toURI());
                if (Files.isRegularFile(place) && !jars.contains(place.toUri().toString())) {
                    jars.add(place.toUri().toString());
                }
            } catch (URISyntaxException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return jars;
    }

    /** Whether the masters are on this machine; refuses those of which none takes a connection. */
    private static boolean reach(String master, String addresses) {
        Matcher address = ADDRESS.matcher(addresses);
        String why = "no HOST:PORT in it";
        while (address.find()) {
            try (Socket socket = new Socket()) {
                InetAddress host = InetAddress.getByName(address.group(1));
                socket.connect(new InetSocketAddress(host, Integer.parseInt(address.group(2))), CONNECT_MILLIS);
                return host.isLoopbackAddress();
            } catch (UnknownHostException unknown) {
                why = "there is no host " + address.group(1);
            } catch (IOException | IllegalArgumentException failure) {
                why = failure.getMessage();
            }
        }
        throw unreachable(master, why, null);
    }

    private static MatineeException unreachable(String master, @Nullable String why, @Nullable Throwable cause) {
        return new MatineeException(
                ErrorCode.NOT_FOUND,
                "cannot reach the Spark master " + master + ": " + why,
                "check that it runs and that --master names the host and port that its page shows",
                cause);
    }

    private static SparkSession open(SparkConf conf, String master) {
        try {
            return SparkSession.builder().config(conf).getOrCreate();
        } catch (Exception failure) {
            String why = SparkErrors.summary(failure);
            if (why.contains("stopped SparkContext")) {
                throw ended(master, failure);
            }
            throw unreachable(master, why, failure);
        }
    }

    private static void awaitExecutor(SparkSession session, String master) {
        int seconds = Integer.getInteger(WAIT, 60);
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        try {
            while (!session.sparkContext().isStopped()) {
                // The driver itself is one of them.
                if (session.sparkContext().statusTracker().getExecutorInfos().length > 1) {
                    return;
                }
                if (System.nanoTime() > end) {
                    session.stop();
                    throw new MatineeException(
                            ErrorCode.BUSY,
                            "the Spark master " + master + " gave no executor within " + seconds + " s",
                            "start workers, free cores and memory on them, or ask for less with --conf"
                                    + " spark.executor.memory=1g");
                }
                Thread.sleep(100);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            session.stop();
            throw new MatineeException(ErrorCode.CANCELLED, "stopped on request", "", interrupted);
        }
        throw ended(master, null);
    }

    /** Something listens there, but no application runs: it is no master, or no worker could start an executor. */
    private static MatineeException ended(String master, @Nullable Throwable cause) {
        return new MatineeException(
                ErrorCode.CONFLICT,
                "the Spark master " + master
                        + " did not take the application, or its workers could not start executors",
                "look at the logs of the master and the workers, and check that they are of Spark 4.2 on Java 25",
                cause);
    }
}
