package dev.matinee.examples;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Movie;
import dev.matinee.data.catalog.Movies;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.ingest.Ingest;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.Evaluation;
import dev.matinee.engine.evaluate.RatingEvaluation;
import dev.matinee.engine.evaluate.TopNEvaluation;
import dev.matinee.engine.files.ModelFolder;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import dev.matinee.engine.models.Biases;
import dev.matinee.engine.models.Ease;
import dev.matinee.engine.models.ImplicitAls;
import dev.matinee.engine.recommend.Rated;
import dev.matinee.engine.recommend.Recommendation;
import dev.matinee.engine.recommend.Recommendations;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.Request;
import dev.matinee.engine.recommend.Strangers;
import dev.matinee.engine.rerank.Diversity;
import dev.matinee.engine.split.Holdout;
import dev.matinee.engine.split.TrainingSet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The snippets of {@code docs/guide/embedding.md}. */
final class Embedding {
    private Embedding() {}

    /** What README.md shows. */
    static Recommendations atOnce(Path workspace) {
        var catalog = Catalog.open(workspace);
        var split = Holdout.latestPerUser(0.2).split(catalog.interactions(Run.seeded(42)), Run.seeded(42));
        var model = ImplicitAls.defaults().factors(64).train(split.training(), Run.seeded(42));
        var report = TopNEvaluation.at(10, 20).measure(model, split);
        var movies = model.recommend(Request.forUser("42").top(10));
        if (report.metric("ndcg@10").mean() <= 0) {
            throw new IllegalStateException(report.toString());
        }
        return movies;
    }

    static Interactions fromMemory() {
        Ids users = Ids.ofTexts(new String[] {"ana", "ben", "eva"});
        Ids movies = Ids.ofNumbers(new long[] {1, 260, 318});
        InteractionsBuilder builder = new InteractionsBuilder(users, movies);
        long now = Instant.parse("2026-11-28T20:15:00Z").getEpochSecond();
        builder.add(users.indexOf("ana").orElseThrow(), movies.indexOf("260").orElseThrow(), 5, now);
        builder.add(users.indexOf("ben").orElseThrow(), movies.indexOf("260").orElseThrow(), 4, now);
        builder.add(users.indexOf("ben").orElseThrow(), movies.indexOf("318").orElseThrow(), 4.5f, now);
        return builder.build(Run.seeded(42));
    }

    static Catalog fromFile(Path ratings, Path folder) {
        Workspace workspace = Workspace.create(folder);
        try (var source = Sources.open(ratings.toString(), SourceOptions.none())) {
            var report = Ingest.of(source, IngestOptions.defaults()).into(workspace, Run.seeded(42));
            System.out.println(report.rejected() + " rows could not be used");
        }
        return workspace.catalog();
    }

    static Recommender trained(Interactions ratings) {
        return Ease.defaults().train(TrainingSet.everything(ratings), Run.seeded(42));
    }

    static List<String> forVisitor(Recommender model, Movies movies) {
        Request request = Request.forHistory(List.of(new Rated("260", 5), new Rated("1196", 4.5f)))
                .top(5)
                .minimumRatings(20)
                .allowing(item -> movies.get(model.items().id(item)).genres().contains("Sci-Fi"));
        List<String> titles = new ArrayList<>();
        for (Recommendation recommendation : model.recommend(request).items()) {
            Movie movie = movies.get(recommendation.item());
            titles.add(movie.title() + " " + recommendation.score());
        }
        return titles;
    }

    static Recommendations forStranger(Recommender model) {
        Recommendations answer = model.recommend(
                Request.forUser("nobody").strangers(Strangers.POPULAR).top(3));
        System.out.println("this rests on " + answer.basis());
        return answer;
    }

    static Recommendations diverse(Recommender model, Movies movies) {
        Recommendations candidates = model.recommend(Request.forUser("42").top(100));
        Diversity.Similarity sharedGenres = (one, other) -> {
            var genres = new ArrayList<>(movies.get(model.items().id(one)).genres());
            int all = genres.size();
            genres.retainAll(movies.get(model.items().id(other)).genres());
            return all == 0 ? 0 : (float) genres.size() / all;
        };
        return new Diversity(0.5, sharedGenres).rerank(candidates, model.items(), 10);
    }

    static Recommender saved(Recommender model, Path folder) {
        ModelFolder.save(model, folder, Map.of());
        return (Recommender) ModelFolder.load(folder, model.training());
    }

    static double compared(Interactions ratings) {
        Run run = Run.seeded(42);
        var split = Holdout.randomPerUser(0.2).split(ratings, run);
        TopNEvaluation lists = TopNEvaluation.at(10).relevant(4);
        Evaluation als = lists.measure(ImplicitAls.defaults().train(split, run), split, run);
        Evaluation ease = lists.measure(Ease.defaults().train(split, run), split, run);
        var difference = ease.compare(als, "ndcg@10", run);
        System.out.printf(
                "%+.3f (%.3f to %.3f), p = %.3f%n",
                difference.difference(), difference.low(), difference.high(), difference.pValue());

        var predictor = Biases.defaults().train(split, run);
        return RatingEvaluation.measure(predictor, split, run).metric("rmse").mean();
    }

    static boolean withinTime(Interactions ratings, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        Run run = Run.seeded(42).threads(2).cancelledWhen(() -> System.nanoTime() > end);
        try {
            ImplicitAls.defaults().train(TrainingSet.everything(ratings), run);
            return true;
        } catch (MatineeException stopped) {
            if (stopped.code() != ErrorCode.CANCELLED) {
                throw stopped;
            }
            return false;
        }
    }
}
