package dev.matinee.server.web;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.server.api.Endpoint;
import dev.matinee.server.api.Manner;
import dev.matinee.server.api.Parameters;
import dev.matinee.server.api.Problem;
import dev.matinee.server.api.Programs;
import dev.matinee.server.api.Reply;
import dev.matinee.server.security.Scope;
import dev.matinee.server.security.Sessions;
import dev.matinee.server.security.Visitor;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.util.MultiMap;
import org.eclipse.jetty.util.UrlEncoded;

/**
 * How people are talked to: pages and forms, and a session that begins with a key. A form must bring the token of the page that it
 * stood on, and come from a page of this service, so that no other page can have anything done in a reader's name.
 */
final class PageManner implements Manner {
    /** The cookie of a session. */
    static final String COOKIE = "matinee-session";
    /** The field of a form that proves where it stood. */
    static final String TOKEN = "token";

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Sessions sessions;
    private final Layout layout;

    PageManner(Sessions sessions, Layout layout) {
        this.sessions = sessions;
        this.layout = layout;
    }

    @Override
    public String policy() {
        return POLICY;
    }

    @Override
    public void checkForm(Endpoint endpoint, Context ctx) {
        String site = ctx.header("Sec-Fetch-Site");
        if (endpoint.method().equals("POST") && site != null && !site.equals("same-origin") && !site.equals("none")) {
            throw new MatineeException(
                    ErrorCode.FORBIDDEN, "this came from a page of another site", "do it from a page of this service");
        }
    }

    @Override
    public Visitor admit(Optional<Scope> scope, Context ctx) {
        String name = ctx.cookie(COOKIE);
        return scope.map(needed -> sessions.admit(name, needed)).orElseGet(() -> sessions.visitor(name));
    }

    /** What the query says; a field of a form that was left empty says nothing. */
    @Override
    public Parameters query(Context ctx) {
        Map<String, Object> given = new LinkedHashMap<>();
        Programs.once(ctx).forEach((name, value) -> {
            if (!value.isBlank()) {
                given.put(name, value);
            }
        });
        return new Parameters(given);
    }

    @Override
    public Parameters body(Visitor visitor, Context ctx) {
        Map<String, Object> fields = new LinkedHashMap<>(fields(ctx));
        Object token = fields.remove(TOKEN);
        if (!(token instanceof String given)
                || !MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), visitor.token().getBytes(StandardCharsets.UTF_8))) {
            throw new MatineeException(
                    ErrorCode.FORBIDDEN,
                    "the page that this came from is of another session",
                    "load the page again and repeat what you did");
        }
        return new Parameters(fields);
    }

    private static Map<String, Object> fields(Context ctx) {
        String type = Optional.ofNullable(ctx.contentType()).orElse("");
        if (type.startsWith("multipart/form-data")) {
            return uploaded(ctx);
        }
        if (!type.startsWith("application/x-www-form-urlencoded")) {
            throw new MatineeException(ErrorCode.WRONG_TYPE, "what is sent must be a form", "");
        }
        MultiMap<String> decoded = new MultiMap<>();
        UrlEncoded.decodeTo(Programs.text(Programs.bytes(ctx), ctx), decoded, StandardCharsets.UTF_8);
        Map<String, Object> fields = new LinkedHashMap<>();
        decoded.forEach((name, all) -> {
            List<String> values = new ArrayList<>(all);
            values.removeIf(String::isBlank);
            if (values.size() == 1) {
                fields.put(name, values.getFirst());
            } else if (!values.isEmpty()) {
                fields.put(name, values);
            }
        });
        return fields;
    }

    /** The fields of a form with a file, and the file itself. */
    private static Map<String, Object> uploaded(Context ctx) {
        Map<String, Object> fields = new LinkedHashMap<>();
        // A part that is a file is among the fields, too, without a value.
        ctx.formParamMap()
                .forEach((name, values) -> values.stream().findFirst().ifPresent(one -> fields.put(name, one)));
        ctx.uploadedFileMap()
                .forEach((name, files) -> files.stream().findFirst().ifPresent(one -> fields.put(name, one)));
        return fields;
    }

    @Override
    public Reply problem(Problem problem, String requestId, Context ctx) {
        Visitor visitor = sessions.visitor(ctx.cookie(COOKIE));
        if (problem.code().equals(ErrorCode.UNAUTHORIZED.code())) {
            String query = ctx.queryString() == null ? "" : "?" + ctx.queryString();
            String next = ctx.method().name().equals("GET") ? ctx.path() + query : "/";
            return reply(401, layout.page(SignIn.page(visitor, next, Optional.empty()), visitor), ctx);
        }
        return reply(problem.status(), layout.page(ProblemView.page(problem, requestId), visitor), ctx);
    }

    private static Reply reply(int status, Html page, Context ctx) {
        // A part of a page takes the place of the whole page when it went wrong, so that what went wrong is seen.
        Reply reply = Reply.text(status, Layout.TYPE, page.toString());
        return ctx.header("HX-Request") == null ? reply : reply.with("HX-Retarget", "body");
    }
}
