package dev.matinee.cli;

import dev.matinee.engine.ErrorCode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command {@code matinee}: reads its arguments and hands them to one of its commands. */
@Command(
        name = "matinee",
        description =
                "Turns a file of film ratings into insight about the audience, honest answers about which model is"
                        + " best, and recommendations.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Exit codes: 0 done; 2 usage; 3 bad input data; 4 no such user, movie, model or file;",
            "5 busy, conflicting state or storage; 70 a bug; 130 stopped.",
            "Start with: matinee demo"
        },
        subcommands = {
            DemoCommand.class,
            IngestCommand.class,
            DescribeCommand.class,
            ExploreCommand.class,
            SegmentCommand.class,
            FactorsCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            LeaderboardCommand.class,
            TuneCommand.class,
            BestCommand.class,
            LeakageCommand.class,
            ExplainCommand.class,
            VerifyCommand.class,
            StudyCommand.class,
            ReproduceCommand.class,
            ReportCommand.class,
            ServeCommand.class,
            KeysCommand.class,
            RecommendCommand.class,
            PredictCommand.class,
            SimilarCommand.class,
            QuestionsCommand.class,
            ColdStartCommand.class,
            GenerateCommand.class,
            DoctorCommand.class,
            HelpCommand.class
        })
public final class Matinee implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "a command is missing; the first one to try is: matinee demo");
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        StandardError.use();
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int exitCode = run(arguments, out, err);
        out.flush();
        err.flush();
        System.exit(exitCode);
    }

    /** Runs a command and answers its exit code. */
    static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        CommandLine commandLine = new CommandLine(new Matinee())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setAbbreviatedOptionsAllowed(false);
        Errors errors = new Errors(arguments, out, err);
        commandLine.setParameterExceptionHandler(errors).setExecutionExceptionHandler(errors);
        try {
            return commandLine.execute(arguments);
        } catch (OutOfMemoryError tooLittle) {
            return errors.report(
                    ErrorCode.STORAGE,
                    "the memory of this process is used up ("
                            + Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB)",
                    "give it more with MATINEE_JAVA_OPTS=-Xmx4g, or ask for fewer factors or a smaller model");
        }
    }
}
