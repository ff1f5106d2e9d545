package dev.matinee.engine;

import org.jspecify.annotations.Nullable;

/**
 * The one exception that Matinee throws on purpose. Its message is one sentence that says what happened, where, and
 * what was found; the {@linkplain #remedy() remedy}, which may be empty, says what to do about it.
 */
public class MatineeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String remedy;

    /** An error with a message and, possibly empty, a remedy. */
    public MatineeException(ErrorCode code, String message, String remedy) {
        this(code, message, remedy, null);
    }

    /** An error with the exception that caused it. */
    public MatineeException(ErrorCode code, String message, String remedy, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.remedy = remedy;
    }

    /** An argument that cannot be accepted. */
    public static MatineeException usage(String message) {
        return new MatineeException(ErrorCode.USAGE, message, "");
    }

    /** Something that was named but does not exist. */
    public static MatineeException notFound(String message, String remedy) {
        return new MatineeException(ErrorCode.NOT_FOUND, message, remedy);
    }

    /** Input data that cannot be used. */
    public static MatineeException badData(String message, String remedy) {
        return new MatineeException(ErrorCode.BAD_DATA, message, remedy);
    }

    /** What kind of error this is. */
    public ErrorCode code() {
        return code;
    }

    /** What the reader can do about it: a sentence, or empty. */
    public String remedy() {
        return remedy;
    }
}
