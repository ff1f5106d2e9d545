package dev.matinee.cli;

import dev.matinee.data.catalog.Movie;
import dev.matinee.data.catalog.Movies;
import dev.matinee.engine.Run;
import dev.matinee.engine.recommend.FindsSimilar;
import dev.matinee.engine.recommend.Recommendations;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.lab.answers.MovieLists;
import dev.matinee.lab.answers.MovieQuery;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code similar MOVIE}: movies that are liked by the same people. */
@Command(name = "similar", description = "Shows the movies most similar to one, by who liked what.")
final class SimilarCommand extends MatineeCommand {
    @Parameters(paramLabel = "MOVIE", description = "the movie's id, its title, or a part of it")
    @SuppressWarnings("NullAway.Init")
    private String text;

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private TrainedModel trained = new TrainedModel();

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "10",
            description = "how many movies (default: ${DEFAULT-VALUE})")
    private int top;

    @Override
    Answer answer(Run run) {
        try (DataOptions.Opened opened = data.open(this, run)) {
            Movies movies = opened.catalog().movies();
            Movie movie = MovieQuery.find(movies, text);
            TrainedModel.Asked asked = trained.find(opened, run);
            asked.as(FindsSimilar.class, "say which movies are similar");
            Recommendations answer = asked.as(Recommender.class, "recommend").similar(movie.id(), top);
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("movie", movie.id());
            json.put("title", movie.title());
            json.put("basis", answer.basis().json());
            json.put("model", asked.name());
            json.put("version", asked.version());
            json.put("items", MovieLists.json(answer, movies));
            return new Answer(
                    json,
                    "like " + movie.label() + " by " + asked.name() + " " + asked.version() + ", basis: "
                            + answer.basis().json() + "\n\n" + MovieList.text(answer, movies));
        }
    }
}
