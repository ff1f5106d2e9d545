package dev.matinee.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which workspace a command works in. */
final class WorkspaceOption {
    @Option(
            names = {"-w", "--workspace"},
            paramLabel = "DIR",
            defaultValue = "workspace",
            description = "the folder that everything is kept in (default: ./${DEFAULT-VALUE})")
    private Path folder = Path.of("workspace");

    Path folder() {
        return folder;
    }
}
