package dev.matinee.server.api;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What went wrong, as problem details (RFC 9457).
 *
 * @param status the HTTP status
 * @param code the kind of problem, as {@link ErrorCode} names it
 * @param detail what happened, in a sentence
 * @param remedy what to do about it; may be empty
 */
public record Problem(int status, String code, String detail, String remedy) {
    static final String TYPE = "application/problem+json";

    static Problem of(MatineeException failure) {
        return failure.code() == ErrorCode.BUG
                ? bug()
                : of(failure.code(), String.valueOf(failure.getMessage()), failure.remedy());
    }

    static Problem of(ErrorCode code, String detail, String remedy) {
        return new Problem(code.httpStatus(), code.code(), detail, remedy);
    }

    /** A defect, of which nothing gets out but that there is one. */
    static Problem bug() {
        return of(
                ErrorCode.BUG,
                "this should not have happened",
                "the log of the workspace says what it was, under the id of this request");
    }

    /** What an HTTP status of the web server means. */
    static Problem ofStatus(int status) {
        for (ErrorCode code : ErrorCode.values()) {
            if (code.httpStatus() == status) {
                return code == ErrorCode.BUG ? bug() : new Problem(status, code.code(), sentence(status), "");
            }
        }
        ErrorCode nearest = status < 500 ? ErrorCode.USAGE : ErrorCode.BUSY;
        return new Problem(status, nearest.code(), sentence(status), "");
    }

    private static String sentence(int status) {
        return switch (status) {
            case 404 -> "there is nothing at this address";
            case 405 -> "this address cannot be asked in this way";
            case 408 -> "the request did not arrive in time";
            case 413 -> "the request is larger than is read";
            case 414 -> "the address is longer than is read";
            case 431 -> "the headers are larger than is read";
            case 503 -> "the service is busy";
            default -> status < 500 ? "the request cannot be read" : "the request cannot be answered";
        };
    }

    Reply reply(String requestId) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "urn:matinee:problem:" + code);
        json.put("title", code);
        json.put("status", status);
        json.put("detail", detail);
        json.put("code", code);
        json.put("remedy", remedy);
        json.put("requestId", requestId);
        return Reply.text(status, TYPE, Json.write(json));
    }
}
