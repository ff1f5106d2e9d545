package dev.matinee.server.api;

import dev.matinee.server.security.Scope;
import dev.matinee.server.security.Visitor;
import io.javalin.http.Context;
import java.util.Optional;

/** How those who ask and the service talk: programs in JSON with a key each time, people by pages and a session. */
public interface Manner {
    /** What scripts, styles and pictures an answer may use, as its {@code Content-Security-Policy}. */
    String policy();

    /** Refuses a request that could not be answered in a form that its sender reads. */
    void checkForm(Endpoint endpoint, Context ctx);

    /**
     * Lets a request in.
     *
     * @param scope what its key must be good for; where empty, it needs none
     */
    Visitor admit(Optional<Scope> scope, Context ctx);

    /** What the query says, unchecked. */
    Parameters query(Context ctx);

    /** What was sent. */
    Parameters body(Visitor visitor, Context ctx);

    /** The answer to a request that went wrong. */
    Reply problem(Problem problem, String requestId, Context ctx);
}
