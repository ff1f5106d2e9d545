package dev.matinee.cli;

import dev.matinee.data.catalog.Movie;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.lab.answers.MovieQuery;
import dev.matinee.lab.answers.PredictionAnswer;
import dev.matinee.lab.explain.Importances;
import dev.matinee.lab.explain.LikeReasons;
import dev.matinee.lab.likes.LikesModel;
import dev.matinee.lab.likes.LikesStore;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code explain [USER MOVIE]}: why a classifier of likes says what it says. */
@Command(
        name = "explain",
        description =
                "Explains a classifier of likes: one answer in words, with what each feature adds to it; or, without"
                        + " a user and a movie, what each feature is worth.")
final class ExplainCommand extends MatineeCommand {
    private static final int MOST_REASONS = 12;
    private static final int MOST_FEATURES = 25;

    @Parameters(index = "0", arity = "0..1", paramLabel = "USER", description = "the user's id")
    private @Nullable String user;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "MOVIE",
            description = "the movie's id, its title, or a part of it")
    private @Nullable String movie;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            defaultValue = "likes-xgboost",
            description = "the classifier of likes (default: ${DEFAULT-VALUE})")
    private String name = "likes-xgboost";

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "500",
            description = "without a user: over how many test ratings the sizes of contributions are means (default:"
                    + " ${DEFAULT-VALUE})")
    private int rows;

    @Mixin
    private ModelOptions options = new ModelOptions();

    @Mixin
    private LikesOptions likes = new LikesOptions();

    @Mixin
    private DataOptions data = new DataOptions();

    @Override
    Answer answer(Run run) {
        if (rows < 1) {
            throw MatineeException.usage("--rows must be at least 1, got " + rows);
        }
        try (DataOptions.Opened opened = data.open(this, run)) {
            Interactions ratings = opened.catalog().interactions(run);
            if (user == null) {
                return answer(Importances.of(likes.apply(options.likes(name)), ratings, rows, run));
            }
            if (movie == null) {
                throw MatineeException.usage("name a movie after the user, or neither");
            }
            Movie asked = MovieQuery.find(opened.catalog().movies(), movie);
            LikesModel model = model(opened, ratings, run);
            LikesModel.Answer predicted = model.predict(user, asked.id(), Rows.NO_TIME, run);
            return answer(user, asked, model, predicted, LikeReasons.of(model, predicted, run));
        }
    }

    /** The saved model; with a source that is read for one run, one trained now. */
    private LikesModel model(DataOptions.Opened opened, Interactions ratings, Run run) {
        if (opened.temporary().isPresent()) {
            return likes.apply(options.likes(name))
                    .train(dev.matinee.engine.split.TrainingSet.everything(ratings), run);
        }
        if (options.any()) {
            throw MatineeException.usage("--set changes nothing about a trained model; use it with matinee train");
        }
        likes.refuse();
        return new LikesStore(opened.workspace()).load(name, ratings);
    }

    private static Answer answer(
            String user, Movie movie, LikesModel model, LikesModel.Answer predicted, LikeReasons why) {
        Map<String, @Nullable Object> json = new PredictionAnswer(
                        user,
                        movie,
                        Optional.empty(),
                        Optional.of(PredictionAnswer.Like.of(model, predicted)),
                        Optional.empty())
                .toJson();
        json.put("explanation", why.toJson());
        TextTable table = new TextTable("adds", "because", "feature", "value");
        why.reasons().stream()
                .limit(MOST_REASONS)
                .forEach(reason -> table.add(
                        String.format(Locale.ROOT, "%+.3f", reason.adds()),
                        reason.words(),
                        reason.feature().name(),
                        Double.isNaN(reason.value()) ? "-" : String.format(Locale.ROOT, "%.3f", reason.value())));
        double rest = why.reasons().stream()
                .skip(MOST_REASONS)
                .mapToDouble(LikeReasons.Reason::adds)
                .sum();
        return new Answer(
                json,
                LikesPredict.text(user, movie, model, predicted)
                        + String.format(
                                Locale.ROOT,
                                "%n%n%s%n%n%.3f to begin with, %+.3f by all other features: %.3f%s",
                                table,
                                why.base(),
                                rest,
                                why.score(),
                                why.logOdds()
                                        ? String.format(
                                                Locale.ROOT,
                                                " log-odds, before calibration a probability of %.3f",
                                                1 / (1 + Math.exp(-why.score())))
                                        : ", a probability before calibration"));
    }

    private static Answer answer(Importances importances) {
        TextTable table = new TextTable("feature", "AUC lost", "+/-", "gain", "mean size", "meaning");
        for (Importances.One one :
                importances.features().stream().limit(MOST_FEATURES).toList()) {
            table.add(
                    one.feature().name(),
                    String.format(Locale.ROOT, "%.4f", one.permutation().mean()),
                    String.format(Locale.ROOT, "%.4f", one.permutation().error()),
                    String.format(Locale.ROOT, "%.1f %%", 100 * one.gain()),
                    String.format(Locale.ROOT, "%.4f", one.shap()),
                    one.feature().meaning());
        }
        return new Answer(
                importances.toJson(),
                "what each feature is worth to " + importances.model()
                        + "\nAUC lost: when its values are shuffled on the"
                        + " test part; gain: its share in learning; mean size: of what it adds, in "
                        + (importances.logOdds() ? "log-odds" : "probability") + ", over " + importances.shapRows()
                        + " test ratings\n\n" + table);
    }
}
