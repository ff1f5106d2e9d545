package dev.matinee.cli;

import dev.matinee.data.catalog.Movie;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.lab.answers.MovieQuery;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code predict USER MOVIE}: how the user would rate the movie. */
@Command(name = "predict", description = "Predicts how a user would rate a movie.")
final class PredictCommand extends MatineeCommand {
    @Parameters(paramLabel = "USER", description = "the user's id")
    @SuppressWarnings("NullAway.Init")
    private String user;

    @Parameters(paramLabel = "MOVIE", description = "the movie's id, its title, or a part of it")
    @SuppressWarnings("NullAway.Init")
    private String text;

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private TrainedModel trained = new TrainedModel();

    @Override
    Answer answer(Run run) {
        try (DataOptions.Opened opened = data.open(this, run)) {
            Movie movie = MovieQuery.find(opened.catalog().movies(), text);
            TrainedModel.Asked asked = trained.find(opened, run);
            RatingPredictor model = asked.as(RatingPredictor.class, "predict ratings");
            Interactions ratings = opened.catalog().interactions(run);
            int userIndex = ratings.users()
                    .indexOf(user)
                    .orElseThrow(() -> MatineeException.notFound("there is no user " + user + " with a rating", ""));
            int item = ratings.items()
                    .indexOf(movie.id())
                    .orElseThrow(() -> MatineeException.notFound(
                            "nobody has rated " + movie.label() + ", so its rating cannot be predicted", ""));
            float rating = model.predict(userIndex, item);
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("user", user);
            json.put("movie", movie.id());
            json.put("title", movie.title());
            json.put("rating", rating);
            json.put("model", asked.name());
            json.put("version", asked.version());
            json.put("basis", "personal");
            Rows rows = ratings.byUser();
            long known = rows.position(userIndex, item);
            json.put("rated", known < 0 ? null : rows.rating(known));
            String given = known < 0
                    ? ""
                    : String.format(
                            Locale.ROOT, " (the user rated it %.1f, which the model has seen)", rows.rating(known));
            return new Answer(
                    json,
                    String.format(
                            Locale.ROOT,
                            "user %s would rate %s %.2f%s, by %s %s",
                            user,
                            movie.label(),
                            rating,
                            given,
                            asked.name(),
                            asked.version()));
        }
    }
}
