package dev.matinee.cli;

import dev.matinee.data.catalog.Movie;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.Basis;
import dev.matinee.engine.recommend.PredictedRating;
import dev.matinee.engine.recommend.Prediction;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.lab.answers.MovieQuery;
import dev.matinee.lab.likes.LikesModel;
import dev.matinee.lab.likes.LikesStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--like",
            paramLabel = "MODEL",
            arity = "0..1",
            fallbackValue = "likes-xgboost",
            description = "how likely the user likes the movie, by a trained classifier of likes (without a name:"
                    + " likes-xgboost)")
    private @Nullable String like;

    @Override
    Answer answer(Run run) {
        try (DataOptions.Opened opened = data.open(this, run)) {
            Movie movie = MovieQuery.find(opened.catalog().movies(), text);
            if (like != null) {
                return likeAnswer(opened, movie, like, run);
            }
            TrainedModel.Asked asked = trained.find(opened, run);
            RatingPredictor model = asked.as(RatingPredictor.class, "predict ratings");
            Prediction predicted = Prediction.of(model, user, movie.id(), Rows.NO_TIME);
            Optional<PredictedRating> interval = predicted.interval();
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("user", user);
            json.put("movie", movie.id());
            json.put("title", movie.title());
            json.put("rating", predicted.rating());
            json.put("low", interval.map(PredictedRating::low).orElse(null));
            json.put("high", interval.map(PredictedRating::high).orElse(null));
            json.put("deviation", interval.map(PredictedRating::deviation).orElse(null));
            json.put("model", asked.name());
            json.put("version", asked.version());
            json.put("basis", predicted.basis().json());
            json.put("missing", predicted.missing().isEmpty() ? null : predicted.missing());
            Optional<Float> given = given(opened.catalog().interactions(run), movie);
            json.put("rated", given.orElse(null));
            StringBuilder remarks = new StringBuilder();
            interval.ifPresent(sure -> remarks.append(
                    String.format(Locale.ROOT, ", in 95 of 100 cases between %.1f and %.1f", sure.low(), sure.high())));
            given.ifPresent(rating -> remarks.append(
                    String.format(Locale.ROOT, " (the user rated it %.1f, which the model has seen)", rating)));
            if (!predicted.missing().isEmpty()) {
                remarks.append("; ")
                        .append(predicted.missing())
                        .append(", so it rests on ")
                        .append(substitute(predicted.basis()));
            }
            return new Answer(
                    json,
                    String.format(
                            Locale.ROOT,
                            "user %s would rate %s %.2f by %s %s%s",
                            user,
                            movie.label(),
                            predicted.rating(),
                            asked.name(),
                            asked.version(),
                            remarks));
        }
    }

    private Answer likeAnswer(DataOptions.Opened opened, Movie movie, String name, Run run) {
        LikesOptions.refuse(this, List.of("--model", "--set", "--source"));
        LikesModel model =
                new LikesStore(opened.workspace()).load(name, opened.catalog().interactions(run));
        LikesModel.Answer answer = model.predict(user, movie.id(), Rows.NO_TIME, run);
        return new Answer(LikesPredict.json(user, movie, model, answer), LikesPredict.text(user, movie, model, answer));
    }

    private static String substitute(Basis basis) {
        return basis == Basis.POPULAR ? "what everybody gives the movie" : "what is known without";
    }

    /** What the user gave the movie. */
    private Optional<Float> given(Interactions ratings, Movie movie) {
        OptionalInt of = ratings.users().indexOf(user);
        OptionalInt item = ratings.items().indexOf(movie.id());
        if (of.isEmpty() || item.isEmpty()) {
            return Optional.empty();
        }
        long position = ratings.byUser().position(of.getAsInt(), item.getAsInt());
        return position < 0 ? Optional.empty() : Optional.of(ratings.byUser().rating(position));
    }
}
