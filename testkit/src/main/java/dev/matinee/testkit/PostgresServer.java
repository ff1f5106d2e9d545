package dev.matinee.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of one's own: an empty cluster in a temporary folder, reached by TCP on loopback with a password,
 * gone when closed or when the JVM ends. Needs the binaries of Debian's {@code postgresql} package, or those in the
 * folder that the environment variable {@code MATINEE_POSTGRES_BIN} names. It loads no JDBC driver:
 *
 * <pre>{@code
 * Assumptions.assumeTrue(PostgresServer.isInstalled(), PostgresServer.MISSING);
 * var server = PostgresServer.shared();
 * try (var connection = DriverManager.getConnection(server.newDatabase(), server.user(), server.password())) { … }
 * }</pre>
 *
 * Who wants to crash one starts its own: {@code try (var server = PostgresServer.start()) { … }}.
 */
public final class PostgresServer implements AutoCloseable {
    /** Why a test is skipped where there is no server to start. */
    public static final String MISSING =
            "needs PostgreSQL's server binaries: install the package postgresql or set MATINEE_POSTGRES_BIN";

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final String USER = "matinee";
    private static final String PASSWORD = "sesame-open-7";
    private static final int SECONDS = 60;

    private final Path folder;
    private final Path binaries;
    private final List<String> unprivileged;
    private final int port;
    private Process server;
    private final Thread atExit;
    private final AtomicInteger databases = new AtomicInteger();

    private PostgresServer(Path folder, Path binaries) throws IOException {
        this.folder = folder;
        this.binaries = binaries;
        this.unprivileged = unprivileged(folder);
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        String cluster = folder.resolve("cluster").toString();
        run("initdb", "-D", cluster, "-U", USER, "-A", "scram-sha-256", "--pwfile=" + password, "-E", "UTF8", "-N");
        this.port = freePort();
        this.server = serve();
        this.atExit = new Thread(this::stop, "stop-postgres");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Whether the binaries are there. */
    public static boolean isInstalled() {
        return binaries().isPresent();
    }

    /** Makes a cluster and starts a server on a free port; takes two or three seconds. */
    public static PostgresServer start() {
        Path binaries = binaries().orElseThrow(() -> new IllegalStateException(MISSING));
        try {
            PostgresServer started = new PostgresServer(Files.createTempDirectory("matinee-postgres-"), binaries);
            started.awaitReady();
            return started;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The one server of this JVM, which runs until the JVM ends; each who asks takes a database of its own. */
    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    private static final class Shared {
        private static final PostgresServer SERVER = start();
    }

    /** Makes an empty database; its URL, without user and password. Takes a tenth of a second. */
    public String newDatabase() {
        String name = "test" + databases.incrementAndGet();
        try {
            run("createdb", "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", USER, "-T", "template0", name);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return url().replaceFirst("postgres$", name);
    }

    /** The URL of the database {@code postgres}, without user and password. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** The superuser. */
    public String user() {
        return USER;
    }

    /** The superuser's password. */
    public String password() {
        return PASSWORD;
    }

    private Process serve() throws IOException {
        return command(
                        "postgres",
                        "-D",
                        folder.resolve("cluster").toString(),
                        "-p",
                        Integer.toString(port),
                        "--listen_addresses=127.0.0.1",
                        "--unix_socket_directories=",
                        "--fsync=off")
                .start();
    }

    /** Ends the server as a crash would; what was committed is there after {@link #startAgain}. */
    public void crash() {
        try {
            run("pg_ctl", "stop", "-D", folder.resolve("cluster").toString(), "-m", "immediate", "-w");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Starts the server again, at the same port. */
    public void startAgain() {
        try {
            server = serve();
            awaitReady();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Stops the server and removes the cluster. */
    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        stop();
    }

    private void stop() {
        try {
            if (server.isAlive()) {
                run("pg_ctl", "stop", "-D", folder.resolve("cluster").toString(), "-m", "immediate", "-w");
            }
            FolderTemplate.delete(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Optional<Path> binaries() {
        String named = System.getenv("MATINEE_POSTGRES_BIN");
        if (named != null) {
            return Optional.of(Path.of(named)).filter(folder -> Files.isExecutable(folder.resolve("initdb")));
        }
        if (!Files.isDirectory(DEBIAN)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** PostgreSQL refuses to run as root; then the folder is given to {@code nobody}, who runs it. */
    private static List<String> unprivileged(Path folder) throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        Files.setOwner(
                folder, folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        return List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private ProcessBuilder command(String binary, String... arguments) {
        List<String> command = new ArrayList<>(unprivileged);
        command.add(binaries.resolve(binary).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("PGPASSWORD", PASSWORD);
        return builder;
    }

    private Path log() {
        return folder.resolve("log.txt");
    }

    private void run(String binary, String... arguments) throws IOException {
        if (exitCode(command(binary, arguments).start()) != 0) {
            throw new IllegalStateException(binary + " failed:\n" + Files.readString(log()));
        }
    }

    private void awaitReady() throws IOException {
        for (int tenth = 0; tenth < SECONDS * 10 && server.isAlive(); tenth++) {
            int answer = exitCode(command("pg_isready", "-q", "-h", "127.0.0.1", "-p", Integer.toString(port))
                    .start());
            if (answer == 0) {
                return;
            }
            ended(server, 100);
        }
        String log = Files.readString(log());
        close();
        throw new IllegalStateException("PostgreSQL did not start:\n" + log);
    }

    private static int exitCode(Process process) {
        if (!ended(process, SECONDS * 1000L)) {
            process.destroyForcibly();
            throw new IllegalStateException("no answer after " + SECONDS + " s from " + process.info());
        }
        return process.exitValue();
    }

    private static boolean ended(Process process, long milliseconds) {
        try {
            return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
