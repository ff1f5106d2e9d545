package dev.matinee.cli;

import dev.matinee.data.catalog.Movie;
import dev.matinee.engine.recommend.Basis;
import dev.matinee.lab.likes.LikesModel;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer to whether a user will like a movie, in both forms. */
final class LikesPredict {
    private LikesPredict() {}

    static Map<String, @Nullable Object> json(String user, Movie movie, LikesModel model, LikesModel.Answer answer) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("user", user);
        json.put("movie", movie.id());
        json.put("title", movie.title());
        json.put("likeProbability", answer.probability());
        json.put("like", answer.like());
        json.put("likeAt", model.settings().likeAt());
        json.put("threshold", model.threshold());
        json.put("model", model.settings().model());
        json.put("basis", answer.basis().json());
        json.put("missing", answer.missing().isEmpty() ? null : answer.missing());
        model.settings().leak().ifPresent(why -> json.put("leak", why));
        return json;
    }

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
