package dev.matinee.cli;

import dev.matinee.data.catalog.Movie;
import dev.matinee.engine.recommend.Basis;
import dev.matinee.lab.likes.LikesModel;
import java.util.Locale;

/** The answer to whether a user will like a movie, for people. */
final class LikesPredict {
    private LikesPredict() {}

    static String text(String user, Movie movie, LikesModel model, LikesModel.Answer answer) {
        String text = String.format(
                Locale.ROOT,
                "user %s will %slike %s (rate it %s or above): probability %.3f by %s, which says like from %.3f on",
                user,
                answer.like() ? "" : "not ",
                movie.label(),
                model.settings().likeAt(),
                answer.probability(),
                model.settings().model(),
                model.threshold());
        if (!answer.missing().isEmpty()) {
            text += "; " + answer.missing() + ", so it rests on "
                    + (answer.basis() == Basis.POPULAR ? "what everybody gives the movie" : "what is known without");
        }
        return model.settings()
                .leak()
                .map(why -> " LEAKS: " + why)
                .map(text::concat)
                .orElse(text);
    }
}
