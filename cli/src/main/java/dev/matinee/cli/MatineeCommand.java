package dev.matinee.cli;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import java.io.PrintWriter;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands share: the options that mean the same everywhere, and printing the answer. */
abstract class MatineeCommand implements Callable<Integer> {
    private static final System.Logger LOG = System.getLogger(MatineeCommand.class.getName());

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--json", description = "print exactly one JSON document")
    private boolean json;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "the number that every random choice is derived from (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--threads", paramLabel = "N", description = "threads to use (default: all processors)")
    private @Nullable Integer threads;

    @Option(
            names = "--kernels",
            paramLabel = "scalar|vector",
            description = "how dense arithmetic is done (default: the fastest there is)")
    private @Nullable String kernels;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help and exit")
    @SuppressWarnings("UnusedVariable")
    private boolean help;

    /** Does the work. */
    abstract Answer answer(Run run) throws Exception;

    /** What is left to do once the answer is printed; nothing, for most. */
    void afterwards(Run run) {}

    @Override
    public final Integer call() throws Exception {
        if (kernels != null) {
            System.setProperty("matinee.kernels", kernels);
        }
        Run run = Run.seeded(seed);
        if (threads != null) {
            run = run.threads(threads);
        }
        Interrupts interrupts = Interrupts.listen();
        PrintWriter err = spec.commandLine().getErr();
        long start = System.nanoTime();
        Run stoppable = run.cancelledWhen(interrupts::stopped);
        Answer answer = answer(stoppable, err);
        print(answer);
        afterwards(stoppable);
        LOG.log(Level.INFO, "{0} done in {1} s", spec.name(), (System.nanoTime() - start) / 1e9);
        return answer.exitCode();
    }

    private Answer answer(Run run, PrintWriter err) throws Exception {
        try (ConsoleProgress progress = new ConsoleProgress(err)) {
            return answer(run.progress(progress));
        } catch (ClosedByInterruptException interrupted) {
            throw new MatineeException(ErrorCode.CANCELLED, "stopped on request", "", interrupted);
        }
    }

    private void print(Answer answer) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(Json.writePretty(answer.json()));
        } else if (!answer.text().isEmpty()) {
            out.println(answer.text());
        }
        out.flush();
    }

    /** Logs to a workspace from now on, beginning with the command itself. */
    void logTo(Path workspace) {
        Log.to(workspace);
        List<String> arguments = spec.commandLine().getParseResult().originalArgs();
        LOG.log(Level.INFO, "matinee {0}", String.join(" ", Secrets.hidden(arguments)));
    }

    /** Whether an option of this name was given. */
    boolean isGiven(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    /** The number given with {@code --seed}. */
    long seed() {
        return seed;
    }

    /** Shows a remark for people on stderr: what is being done, or that something is worth knowing. */
    void remark(String sentence) {
        spec.commandLine().getErr().println(sentence);
    }
}
