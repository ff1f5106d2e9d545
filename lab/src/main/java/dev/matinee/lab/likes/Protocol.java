package dev.matinee.lab.likes;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.split.HeldOutUsers;
import dev.matinee.engine.split.Holdout;
import dev.matinee.engine.split.Splitter;
import dev.matinee.engine.split.StratifiedHoldout;

/** Who is asked about: three questions with three answers, never mixed. */
public enum Protocol {
    /** Other ratings of users that were learned from: a stratified share of all, as in the documents. */
    KNOWN_USERS("known", "known users: a stratified share of all ratings, every user learned from"),
    /** Users of whom nothing was learned. */
    NEW_USERS("new", "new users: a share of the users is held out whole, nothing is known of them"),
    /** What comes after everything that was learned from. */
    TIME_CUT("time", "time cut: the latest share of all ratings, learned from those before");

    private static final double SHARE = 0.2;

    private final String key;
    private final String description;

    Protocol(String key, String description) {
        this.key = key;
        this.description = description;
    }

    /** The name on the command line and in JSON. */
    public String key() {
        return key;
    }

    /** What it is, in a line. */
    public String description() {
        return description;
    }

    /** The protocol of a name; {@code USAGE} where there is none. */
    public static Protocol of(String name) {
        for (Protocol protocol : values()) {
            if (protocol.key.equals(name)) {
                return protocol;
            }
        }
        throw MatineeException.usage("a protocol must be one of known, new and time, got " + name);
    }

    /** The rule that holds out a fifth: first for the test, then of what is left for validation, which makes 64/16/20. */
    Splitter splitter(double likeAt) {
        return switch (this) {
            case KNOWN_USERS -> StratifiedHoldout.of(SHARE, likeAt);
            case NEW_USERS -> HeldOutUsers.share(SHARE);
            case TIME_CUT -> Holdout.timeCut(SHARE);
        };
    }
}
