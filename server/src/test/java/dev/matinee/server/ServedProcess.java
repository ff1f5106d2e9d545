package dev.matinee.server;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A service in a process of its own, which can be killed. */
final class ServedProcess {
    private final Process process;
    private final String address;

    private ServedProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** What the process does: serves the workspace of its argument, says where, and goes on until it is killed. */
    public static void main(String[] arguments) throws InterruptedException {
        try (Service service = Service.start(
                Workspace.open(Path.of(arguments[0])),
                ServiceSettings.defaults().port(0),
                Run.seeded(42))) {
            System.out.println(service.address());
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    /** Starts one and waits until it answers. */
    static ServedProcess of(Workspace workspace) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "--add-modules=jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ServedProcess.class.getName(),
                        workspace.folder().toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        while (line != null && !line.startsWith("http")) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("the service ended at once");
        }
        return new ServedProcess(process, line);
    }

    String address() {
        return address;
    }

    /** Kills it, as by SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
