package dev.matinee.spark;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.AnalysisException;

/** Turns what Spark says when something fails, which may be pages, into one sentence. */
final class SparkErrors {
    private static final Pattern OWN = Pattern.compile("dev\\.matinee\\.engine\\.MatineeException: ([^\\n]+)");
    private static final Pattern CONDITION = Pattern.compile("^\\[[A-Z0-9_.]+] ");

    private SparkErrors() {}

    /** Does a part of a job on Spark. */
    static <T> T translated(String what, Run run, Callable<T> job) {
        try {
            return job.call();
        } catch (Exception failure) {
            run.checkCancelled();
            throw of(what, failure);
        }
    }

    static MatineeException of(String what, Throwable failure) {
        StringBuilder said = new StringBuilder();
        Throwable deepest = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MatineeException known) {
                return known;
            }
            said.append(cause).append('\n');
            deepest = cause;
        }
        String all = said.toString();
        Matcher own = OWN.matcher(all);
        if (own.find()) {
            return new MatineeException(
                    ErrorCode.BAD_DATA,
                    what + " failed on a worker: " + own.group(1),
                    "the workspace must be in a folder that all workers see under the same path",
                    failure);
        }
        if (all.contains("UnsupportedClassVersionError")) {
            return new MatineeException(
                    ErrorCode.CONFLICT,
                    "the workers of Spark run a Java that is too old for Matinee",
                    "start them on Java 25",
                    failure);
        }
        if (all.contains("ClassNotFoundException: dev.matinee") || all.contains("NoClassDefFoundError: dev/matinee")) {
            return new MatineeException(
                    ErrorCode.CONFLICT,
                    "the workers of Spark do not have the classes of Matinee",
                    "start with the launcher matinee or submit the jar of module spark",
                    failure);
        }
        if (all.contains("OutOfMemoryError") || all.contains("ExecutorLostFailure")) {
            return new MatineeException(
                    ErrorCode.STORAGE,
                    what + " failed: executors were lost, or their memory was used up",
                    "give them more with --conf spark.executor.memory=8g, or add workers",
                    failure);
        }
        if (all.contains("SparkContext was shut down") || all.contains("stopped SparkContext")) {
            return new MatineeException(
                    ErrorCode.NOT_FOUND,
                    what + " failed: the Spark master or all of its workers went away",
                    "start them again",
                    failure);
        }
        if (deepest instanceof AnalysisException
                || all.contains("SparkFileNotFoundException")
                || all.contains("PARQUET")) {
            return MatineeException.badData(
                    what + " failed: Spark says " + summary(failure), "check that all files have the same columns");
        }
        return new MatineeException(
                ErrorCode.BUG, what + " failed: Spark says " + summary(failure), "see the log for more", failure);
    }

    /** The first line of what the deepest cause says. */
    static String summary(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String line = String.valueOf(deepest.getMessage()).lines().findFirst().orElse("");
        return CONDITION.matcher(line).replaceFirst("");
    }
}
