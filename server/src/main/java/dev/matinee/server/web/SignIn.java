package dev.matinee.server.web;

import static dev.matinee.server.web.Html.el;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.server.api.Call;
import dev.matinee.server.api.Endpoint;
import dev.matinee.server.api.Endpoint.Cache;
import dev.matinee.server.api.Reply;
import dev.matinee.server.security.Sessions;
import dev.matinee.server.security.Visitor;
import java.util.List;
import java.util.Optional;

/** Where a session begins and ends. */
final class SignIn {
    private final Sessions sessions;
    private final Layout layout;
    private final boolean encrypted;

    /**
     * The page.
     *
     * @param encrypted whether cookies may be kept to encrypted connections
     */
    SignIn(Sessions sessions, Layout layout, boolean encrypted) {
        this.sessions = sessions;
        this.layout = layout;
        this.encrypted = encrypted;
    }

    List<Endpoint> all() {
        return List.of(
                Endpoint.get(
                                "/sign-in",
                                Cache.NONE,
                                call -> Web.page(
                                        layout,
                                        call,
                                        page(
                                                call.visitor(),
                                                next(call.query().text("next").orElse("/")),
                                                Optional.empty())),
                                "next")
                        .open(),
                Endpoint.post("/sign-in", this::begin).open(),
                Endpoint.post("/sign-out", call -> {
                            sessions.end(call.visitor());
                            return Web.goTo("/").with("Set-Cookie", cookie("", 0));
                        })
                        .open());
    }

    private Reply begin(Call call) {
        String next = next(call.body().text("next").orElse("/"));
        try {
            String session = sessions.begin(call.body().required("key"));
            return Web.goTo(next).with("Set-Cookie", cookie(session, Sessions.LENGTH.toSeconds()));
        } catch (MatineeException refused) {
            if (refused.code() != ErrorCode.UNAUTHORIZED && refused.code() != ErrorCode.USAGE) {
                throw refused;
            }
            Page again = page(call.visitor(), next, Optional.of(String.valueOf(refused.getMessage())));
            return Reply.text(
                    401, Layout.TYPE, layout.page(again, call.visitor()).toString());
        }
    }

    private String cookie(String session, long seconds) {
        return PageManner.COOKIE + "=" + session + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + seconds
                + (encrypted ? "; Secure" : "");
    }

    /** Only addresses of this service. */
    private static String next(String given) {
        return given.matches("/([^/\\\\].*)?") ? given : "/";
    }

    static Page page(Visitor visitor, String next, Optional<String> refused) {
        Html form = Forms.form(
                        "/sign-in",
                        visitor,
                        Forms.input("hidden", "next", next),
                        refused.map(why -> el("p.problem", "That key was not taken: " + why + ".")
                                .with("role", "alert")),
                        Forms.field(
                                "Key",
                                Forms.input("password", "key", "")
                                        .with("autocomplete", "current-password")
                                        .with("required", true),
                                "It begins with matinee_. Make one with: ./matinee keys create NAME --scopes read,feedback,admin"),
                        el("button", "Sign in"))
                .with("class", "card narrow");
        return new Page("Sign in", "", Html.of("This service only answers who has a key."), form);
    }
}
