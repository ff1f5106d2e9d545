package dev.matinee.cli;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.engine.json.Json;
import java.io.PrintWriter;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever goes wrong into one sentence, or one JSON document, and an exit code. */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final System.Logger LOG = System.getLogger(Errors.class.getName());

    private final boolean json;
    private final PrintWriter out;
    private final PrintWriter err;

    Errors(String[] arguments, PrintWriter out, PrintWriter err) {
        this.json = Arrays.asList(arguments).contains("--json");
        this.out = out;
        this.err = err;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        if (failure.getCause() instanceof MatineeException known) {
            return report(known.code(), sentence(known), known.remedy());
        }
        CommandLine commandLine = failure.getCommandLine();
        String message =
                String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        if (failure instanceof UnmatchedArgumentException unmatched) {
            message = unmatched(unmatched, commandLine);
        }
        String name = commandLine.getCommandSpec().qualifiedName(" ");
        return report(ErrorCode.USAGE, message, "see: " + name + " --help");
    }

    private static String unmatched(UnmatchedArgumentException failure, CommandLine commandLine) {
        String found = failure.getUnmatched().getFirst();
        List<String> known = new ArrayList<>();
        if (found.startsWith("-")) {
            commandLine.getCommandSpec().options().forEach(option -> known.add(option.longestName()));
            String name = found.contains("=") ? found.substring(0, found.indexOf('=')) : found;
            return "there is no option " + name + Nearest.hint(name, known);
        }
        known.addAll(commandLine.getSubcommands().keySet());
        return known.isEmpty()
                ? "unexpected argument \"" + found + "\""
                : "there is no command " + found + Nearest.hint(found, known);
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, ParseResult parsed) {
        if (failure instanceof ParameterException parameter) {
            return handleParseException(parameter, new String[0]);
        }
        if (failure instanceof MatineeException known && known.code() != ErrorCode.BUG) {
            LOG.log(Level.INFO, "ended with {0}: {1}", known.code().code(), known.getMessage());
            LOG.log(Level.DEBUG, "where", known);
            return report(known.code(), sentence(known), known.remedy());
        }
        LOG.log(Level.ERROR, "unexpected", failure);
        String what = failure instanceof MatineeException
                ? sentence(failure)
                : failure.getClass().getSimpleName() + ": " + sentence(failure);
        String remedy = Log.file()
                .map(file -> "the log " + file + " says where; please report it")
                .orElseGet(() -> "please report it: " + place(failure));
        return report(ErrorCode.BUG, "this should not have happened: " + what, remedy);
    }

    private static String sentence(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static String place(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length == 0 ? "place unknown" : "at " + trace[0];
    }

    /** Prints an error and answers its exit code. */
    int report(ErrorCode code, String message, String remedy) {
        if (json) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("code", code.code());
            error.put("message", message);
            error.put("remedy", remedy);
            out.println(Json.write(Map.of("error", error)));
        } else {
            err.println("matinee: " + message + (remedy.isEmpty() ? "" : "; " + remedy));
        }
        return code.exitCode();
    }
}
