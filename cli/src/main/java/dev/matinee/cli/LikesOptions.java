package dev.matinee.cli;

import dev.matinee.engine.MatineeException;
import dev.matinee.lab.likes.Drawing;
import dev.matinee.lab.likes.LikesSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What classifiers of likes are asked beyond their settings. */
final class LikesOptions {
    @Option(
            names = "--like-at",
            paramLabel = "RATING",
            description = "for likes-…: a rating of this and above is a like (default: 4)")
    private @Nullable Double likeAt;

    @Option(
            names = "--as-in-document",
            description = "for likes-…: compute features from all ratings, those measured on included, as documents 000"
                    + " and 002 do; everything that comes of it is marked")
    private boolean asInDocument;

    /** Refuses options that are of no use to other models. */
    void refuse() {
        if (likeAt != null || asInDocument) {
            throw MatineeException.usage(
                    "--like-at and --as-in-document are for classifiers of likes, such as" + " likes-xgboost");
        }
    }

    /** Settings with what the options say changed. */
    LikesSettings apply(LikesSettings settings) {
        Map<String, Object> changes = new LinkedHashMap<>();
        if (likeAt != null) {
            changes.put("likeAt", likeAt);
        }
        if (asInDocument && !settings.model().equals("likes-dummy")) {
            changes.put(
                    "drawing",
                    Drawing.AS_IN_DOCUMENT.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return settings.with(changes);
    }

    /** Refuses options of a command that mean nothing to classifiers of likes. */
    static void refuse(MatineeCommand command, List<String> options) {
        for (String option : options) {
            if (command.isGiven(option)) {
                throw MatineeException.usage(option + " means nothing to classifiers of likes; leave it out");
            }
        }
    }
}
