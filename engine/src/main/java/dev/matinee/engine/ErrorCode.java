package dev.matinee.engine;

/** What kind of thing went wrong; the one table from a kind to a process exit code and an HTTP status. */
public enum ErrorCode {
    /** The caller asked for something that makes no sense: a bad argument, an unknown setting. */
    USAGE("usage", 2, 400),
    /** The input data cannot be used as it is. */
    BAD_DATA("badData", 3, 422),
    /** A user, item, model, workspace or file that does not exist. */
    NOT_FOUND("notFound", 4, 404),
    /** Somebody else holds the workspace, or its state does not fit the request. */
    CONFLICT("conflict", 5, 409),
    /** The disk is full, not writable, or failed. */
    STORAGE("storage", 5, 507),
    /** The computation was stopped on request. */
    CANCELLED("cancelled", 130, 499),
    /** A defect of Matinee itself. */
    BUG("bug", 70, 500);

    private final String code;
    private final int exitCode;
    private final int httpStatus;

    ErrorCode(String code, int exitCode, int httpStatus) {
        this.code = code;
        this.exitCode = exitCode;
        this.httpStatus = httpStatus;
    }

    /** The name used in JSON answers. */
    public String code() {
        return code;
    }

    /** The process exit code of a command that ends with this error. */
    public int exitCode() {
        return exitCode;
    }

    /** The HTTP status of a request that ends with this error. */
    public int httpStatus() {
        return httpStatus;
    }
}
