package dev.matinee.cli;

import dev.matinee.data.catalog.Movie;
import dev.matinee.data.catalog.Scale;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.recommend.Basis;
import dev.matinee.engine.recommend.Prediction;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.lab.answers.MovieQuery;
import dev.matinee.lab.answers.PredictionAnswer;
import dev.matinee.lab.answers.RatingErrors;
import dev.matinee.lab.leaderboard.EvaluationStore;
import dev.matinee.lab.likes.LikesModel;
import dev.matinee.lab.likes.LikesStore;
import java.util.List;
import java.util.Locale;
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
            Scale scale = opened.catalog().dataCard().scale();
            PredictionAnswer.Rating rating = PredictionAnswer.Rating.of(
                    predicted,
                    asked.name(),
                    asked.version(),
                    new RatingErrors(EvaluationStore.in(opened.workspace().evaluationsFolder())),
                    scale);
            Interactions ratings = opened.catalog().interactions(run);
            LikesStore store = new LikesStore(opened.workspace());
            Optional<PredictionAnswer.Like> liking = store.preferred()
                    .map(saved -> like(store.load(saved.name(), ratings), movie, run))
                    .or(() -> PredictionAnswer.Like.of(rating, scale));
            Optional<Float> given = given(ratings, movie);
            PredictionAnswer answer = new PredictionAnswer(user, movie, Optional.of(rating), liking, given);
            StringBuilder remarks = new StringBuilder();
            rating.interval()
                    .ifPresent(sure -> remarks.append(String.format(
                            Locale.ROOT, ", in 95 of 100 cases between %.1f and %.1f", sure.low(), sure.high())));
            liking.ifPresent(one -> remarks.append(String.format(
                    Locale.ROOT, ", %s or above with a probability of %.2f", one.likeAt(), one.probability())));
            given.ifPresent(stars -> remarks.append(
                    String.format(Locale.ROOT, " (the user rated it %.1f, which the model has seen)", stars)));
            if (!predicted.missing().isEmpty()) {
                remarks.append("; ")
                        .append(predicted.missing())
                        .append(", so it rests on ")
                        .append(substitute(predicted.basis()));
            }
            return new Answer(
                    answer.toJson(),
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
        PredictionAnswer answer = new PredictionAnswer(
                user,
                movie,
                Optional.empty(),
                Optional.of(like(model, movie, run)),
                given(opened.catalog().interactions(run), movie));
        return new Answer(
                answer.toJson(),
                LikesPredict.text(user, movie, model, model.predict(user, movie.id(), Rows.NO_TIME, run)));
    }

    private PredictionAnswer.Like like(LikesModel model, Movie movie, Run run) {
        return PredictionAnswer.Like.of(model, model.predict(user, movie.id(), Rows.NO_TIME, run));
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
