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
    /** Who asks did not say who he is, or with a key that is not known, expired or revoked. */
    UNAUTHORIZED("unauthorized", 5, 401),
    /** Who asks may not do this. */
    FORBIDDEN("forbidden", 5, 403),
    /** A thing that exists and cannot be asked in this way. */
    NOT_ALLOWED("notAllowed", 2, 405),
    /** An answer in a form that is not made. */
    NOT_ACCEPTABLE("notAcceptable", 2, 406),
    /** A request that did not arrive in time. */
    TOO_SLOW("tooSlow", 5, 408),
    /** A request that is larger than is read. */
    TOO_LARGE("tooLarge", 2, 413),
    /** A request in a form that is not read. */
    WRONG_TYPE("wrongType", 2, 415),
    /** More requests than were agreed on. */
    TOO_MANY("tooMany", 5, 429),
    /** As much is being done as can be done at once, or the service is being stopped. */
    BUSY("busy", 5, 503),
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
