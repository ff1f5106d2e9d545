package dev.matinee.spark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A standalone cluster of Spark on this machine: a master and workers, each a process of its own. */
final class Standalone implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final Process master;
    private final List<Process> workers = new ArrayList<>();

    private Standalone(Path folder, int port, Process master) {
        this.folder = folder;
        this.port = port;
        this.master = master;
    }

    static Standalone start(Path folder, int workers) throws IOException, InterruptedException {
        linkJars(Files.createDirectories(folder.resolve("home/jars")));
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process master = run(
                folder,
                "master",
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                port,
                "--webui-port",
                0);
        Standalone cluster = new Standalone(folder, port, master);
        cluster.awaitMaster();
        for (int worker = 0; worker < workers; worker++) {
            cluster.workers.add(run(
                    folder,
                    "worker-" + worker,
                    "org.apache.spark.deploy.worker.Worker",
                    "--host",
                    "127.0.0.1",
                    "--cores",
                    1,
                    "--memory",
                    "600m",
                    "--work-dir",
                    folder.resolve("work-" + worker),
                    "--webui-port",
                    0,
                    cluster.url()));
        }
        return cluster;
    }

    /** Executors take Spark's jars from here, as from the folder of a distribution. */
    private static void linkJars(Path jars) throws IOException {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry);
            // XGBoost's Kryo is not the one that Spark needs; the first on the class path is.
            if (entry.endsWith(".jar") && !jar.getFileName().toString().startsWith("kryo-5")) {
                Path link = jars.resolve(jar.getFileName());
                if (!Files.exists(link)) {
                    Files.createSymbolicLink(link, jar);
                }
            }
        }
    }

    private static Process run(Path folder, String name, String mainClass, Object... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Processes.command("256m", mainClass, arguments));
        builder.environment()
                .putAll(Map.of(
                        "SPARK_HOME",
                        folder.resolve("home").toString(),
                        "SPARK_SCALA_VERSION",
                        "2.13",
                        "SPARK_LOCAL_IP",
                        "127.0.0.1",
                        "JAVA_HOME",
                        System.getProperty("java.home")));
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
    }

    private void awaitMaster() throws InterruptedException {
        for (int attempt = 0; attempt < 600 && master.isAlive(); attempt++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException("the master did not start: " + log());
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("master.log"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String url() {
        return "spark://127.0.0.1:" + port;
    }

    /** Options of the command line that make the most of a small cluster. */
    List<String> options() {
        List<String> classes = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (Files.isDirectory(Path.of(entry))) {
                classes.add(entry);
            }
        }
        return List.of(
                "--engine",
                "spark",
                "--master",
                url(),
                "--conf",
                "spark.executor.memory=500m",
                "--conf",
                "spark.executor.extraJavaOptions=-Xss4m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
                        + " --add-modules=jdk.incubator.vector",
                "--conf",
                "spark.sql.shuffle.partitions=2",
                "--conf",
                "spark.sql.codegen.factoryMode=NO_CODEGEN",
                "--conf",
                "spark.sql.codegen.wholeStage=false",
                "--conf",
                "spark.shuffle.io.maxRetries=1",
                "--conf",
                "spark.shuffle.io.retryWait=1s",
                "--conf",
                "spark.executor.extraClassPath=" + String.join(File.pathSeparator, classes));
    }

    void killWorker(int worker) {
        Processes.kill(workers.get(worker));
    }

    @Override
    public void close() {
        workers.forEach(Processes::kill);
        Processes.kill(master);
        Folders.delete(folder.resolve("home"));
    }
}
