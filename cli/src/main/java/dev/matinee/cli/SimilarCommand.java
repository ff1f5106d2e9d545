package dev.matinee.cli;

import dev.matinee.data.catalog.Movie;
import dev.matinee.data.catalog.Movies;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.recommend.FindsSimilar;
import dev.matinee.lab.answers.MovieQuery;
import dev.matinee.lab.content.Mix;
import dev.matinee.lab.content.MovieContent;
import dev.matinee.lab.content.SimilarBy;
import dev.matinee.lab.content.SimilarMovie;
import dev.matinee.lab.content.SimilarMovies;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code similar MOVIE}: movies that are liked by the same people, that are about the same, or both. */
@Command(
        name = "similar",
        description = "Shows the movies most similar to one, by who likes them, by what they are about, or by both.")
final class SimilarCommand extends MatineeCommand {
    @Parameters(paramLabel = "MOVIE", description = "the movie's id, its title, or a part of it")
    @SuppressWarnings("NullAway.Init")
    private String text;

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private TrainedModel trained = new TrainedModel();

    @Option(
            names = "--by",
            paramLabel = "content|ratings|mixed",
            defaultValue = "ratings",
            description = "what makes movies alike: what they are about, who likes them, or both (default:"
                    + " ${DEFAULT-VALUE})")
    private String by = "ratings";

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "10",
            description = "how many movies (default: ${DEFAULT-VALUE})")
    private int top;

    @Override
    Answer answer(Run run) {
        SimilarBy way = SimilarBy.named(by);
        if (way == SimilarBy.CONTENT && isGiven("--model")) {
            throw MatineeException.usage("--by content asks no model; leave out --model, or use --by mixed");
        }
        try (DataOptions.Opened opened = data.open(this, run)) {
            Movies movies = opened.catalog().movies();
            Movie movie = MovieQuery.find(movies, text);
            MovieContent content = MovieContent.of(opened.catalog(), run);
            if (way == SimilarBy.CONTENT) {
                SimilarMovies similar = SimilarMovies.of(content, Optional.empty(), Mix.defaults());
                return answer(similar.to(movie.id(), way, top), Optional.empty(), similar.mix());
            }
            TrainedModel.Asked asked = trained.find(opened, run);
            FindsSimilar model = asked.as(FindsSimilar.class, "say which movies are similar");
            Mix mix = way == SimilarBy.MIXED
                    ? Mix.learned(content, model.training().interactions(), run)
                    : Mix.defaults();
            SimilarMovies similar = SimilarMovies.of(content, Optional.of(model), mix);
            return answer(similar.to(movie.id(), way, top), Optional.of(asked), similar.mix());
        }
    }

    private static Answer answer(SimilarMovies.Answer answer, Optional<TrainedModel.Asked> asked, Mix mix) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("movie", answer.movie().id());
        json.put("title", answer.movie().title());
        json.put("by", answer.by().json());
        json.put("basis", answer.basis().json());
        json.put("model", asked.map(TrainedModel.Asked::name).orElse(null));
        json.put("version", asked.map(TrainedModel.Asked::version).orElse(null));
        if (answer.by() == SimilarBy.MIXED) {
            json.put("mix", mix.toJson());
        }
        json.put("items", answer.items().stream().map(SimilarMovie::toJson).toList());
        TextTable table = new TextTable("rank", "score", "id", "movie", "why");
        for (SimilarMovie line : answer.items()) {
            table.add(
                    line.rank(),
                    String.format(Locale.ROOT, "%.3f", line.score()),
                    line.movie().id(),
                    line.movie().label(),
                    line.reason());
        }
        return new Answer(
                json,
                "like " + answer.movie().label()
                        + asked.map(model -> " by " + model.name() + " " + model.version())
                                .orElse("") + ", basis: " + answer.basis().json() + "\n\n" + table);
    }
}
