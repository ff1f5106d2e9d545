package dev.matinee.cli;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.ingest.Ingest;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.source.Source;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.lab.engines.JobEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a command takes its data from: a workspace, or a source that is read for this one run. */
final class DataOptions {
    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            description = "read this source for this run only, instead of a workspace")
    private @Nullable String source;

    @Mixin
    private SourceArguments arguments = new SourceArguments();

    /** Whether there is a source to read for this run only. */
    boolean hasSource() {
        return source != null;
    }

    /** Opens the data; a source is read by this process. */
    Opened open(MatineeCommand command, Run run) {
        return open(command, new EngineOptions.Started(Optional.empty()), run);
    }

    /** Opens the data; a source is read by whoever does the heavy part. */
    Opened open(MatineeCommand command, EngineOptions.Started started, Run run) {
        if (source == null) {
            command.logTo(workspace.folder());
            Workspace opened = Workspace.open(workspace.folder());
            return new Opened(opened, Catalog.open(workspace.folder()), Optional.empty());
        }
        return temporary(arguments.open(source), started, run);
    }

    /** Takes a source into a workspace that is gone when the data are closed; closes the source. */
    static Opened temporary(Source source, Run run) {
        return temporary(source, new EngineOptions.Started(Optional.empty()), run);
    }

    private static Opened temporary(Source source, EngineOptions.Started started, Run run) {
        try (source) {
            Path folder = Files.createTempDirectory("matinee-");
            try {
                Workspace temporary = Workspace.create(folder);
                JobEngine.Judged judged = started.judge(source, IngestOptions.defaults(), folder, run);
                try (Source ready = judged.source()) {
                    Ingest.of(ready, judged.options()).into(temporary, run);
                }
                return new Opened(temporary, temporary.catalog(), Optional.of(folder));
            } catch (RuntimeException failure) {
                delete(folder);
                throw failure;
            }
        } catch (IOException failure) {
            throw cannotWrite(failure);
        }
    }

    /** Deletes a folder with everything in it. */
    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw cannotWrite(failure);
        }
    }

    private static MatineeException cannotWrite(IOException failure) {
        return new MatineeException(
                ErrorCode.STORAGE,
                "cannot write temporary files: " + failure.getMessage(),
                "check free space",
                failure);
    }

    /**
     * Data that is open.
     *
     * @param temporary the folder to delete in the end, for a source that is read for one run
     */
    record Opened(Workspace workspace, Catalog catalog, Optional<Path> temporary) implements AutoCloseable {
        @Override
        public void close() {
            catalog.close();
            temporary.ifPresent(DataOptions::delete);
        }
    }
}
