package dev.matinee.lab.studies;

import dev.matinee.data.catalog.Movies;
import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.Evaluation;
import dev.matinee.engine.evaluate.RatingEvaluation;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.models.EmbeddingDot;
import dev.matinee.engine.models.EmbeddingDotModel;
import dev.matinee.engine.recommend.Network;
import dev.matinee.engine.recommend.Recommendations;
import dev.matinee.engine.recommend.Request;
import dev.matinee.engine.split.Holdout;
import dev.matinee.engine.split.Split;
import dev.matinee.lab.chart.Axis;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.Lines;
import dev.matinee.lab.chart.Table;
import dev.matinee.lab.models.NetworkCharts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Section 5 of document 001: a network that multiplies embeddings, when it stops, what it recommends and how it is judged. */
final class NetworkFindings {
    private static final List<Double> TRAINING = List.of(
            5.9921, 1.2772, 0.9620, 0.8702, 0.8227, 0.7911, 0.7645, 0.7381, 0.7102, 0.6828, 0.6578, 0.6358, 0.6172,
            0.6004, 0.5863, 0.5740, 0.5637);
    private static final List<Double> WATCHED = List.of(
            1.7520, 1.0916, 0.9658, 0.9173, 0.8913, 0.8739, 0.8563, 0.8399, 0.8232, 0.8081, 0.7987, 0.7905, 0.7862,
            0.7836, 0.7815, 0.7817, 0.7831);
    private static final int BEST = 15;
    private static final double BEST_RMSE = 0.8840;
    private static final double MSE = 0.7205;
    private static final double RMSE = 0.8488;
    private static final double MAE = 0.7172;
    private static final String USER = "200";
    private static final int LISTED = 20;

    private final Study study;
    private final StudyData data;
    private final Interactions ratings;
    private final Run run;
    private final Split split;
    private final EmbeddingDotModel watchingTest;
    private final Evaluation ofWatchingTest;

    NetworkFindings(Study study, StudyData data, Interactions ratings, Run run) {
        this.study = study;
        this.data = data;
        this.ratings = ratings;
        this.run = run;
        this.split = Holdout.randomPerUser(0.2).split(ratings, run);
        this.watchingTest =
                EmbeddingDot.defaults().stopOn(EmbeddingDot.StopOn.TEST_SET).train(split, run);
        this.ofWatchingTest = RatingEvaluation.measure(watchingTest, split, run);
    }

    List<Finding> all() {
        List<Finding> all = new ArrayList<>();
        all.add(shape());
        all.add(losses());
        all.add(stopping());
        all.add(errors());
        String user = ratings.users().indexOf(USER).isPresent()
                ? USER
                : ratings.users().id(0);
        all.add(known(user));
        all.add(recommended(user));
        return all;
    }

    private Finding shape() {
        long combinations = data.catalog()
                .query("SELECT count(DISTINCT genres) AS n FROM movies WHERE len(genres) > 0", row -> row.whole("n"))
                .getFirst();
        FindingBuilder finding = FindingBuilder.of("network", "section 5, tables 10 to 12 and figure 5", "The network")
                .figure(
                        "training rows",
                        838_860L,
                        split.training().interactions().size())
                .figure("test rows", 209_715L, split.heldOut().interactions().size())
                .figure("combinations of genres", 1264L, combinations);
        for (Network.Layer layer : watchingTest.layers()) {
            if (layer.kind().equals("embedding")) {
                finding.figure(
                        "weights of the " + NetworkCharts.named(layer.name()),
                        layer.name().toLowerCase(Locale.ROOT).contains("user") ? 70_460L : 222_410L,
                        layer.parameters());
            }
        }
        return finding.figure(
                        "weights",
                        292_870L,
                        watchingTest.layers().stream()
                                .mapToLong(Network.Layer::parameters)
                                .sum())
                .charts(charts(NetworkCharts.describe(watchingTest)))
                .compared(study.otherwise(data));
    }

    private static List<Chart> charts(java.util.Map<String, Object> described) {
        return NetworkCharts.of("network", "embedding-dot", Json.parseObject(Json.write(described)));
    }

    private Finding losses() {
        List<Network.Epoch> epochs = watchingTest.epochs();
        FindingBuilder finding = FindingBuilder.of("losses", "section 5, figures 6 and 7", "The losses epoch by epoch")
                .figure("epochs", TRAINING.size(), epochs.size())
                .figure("best epoch", BEST, watchingTest.bestEpoch())
                .figure(
                        "training loss of the last epoch",
                        TRAINING.getLast(),
                        epochs.getLast().trainingLoss(),
                        5e-5)
                .figure("validation loss of the best epoch", WATCHED.get(BEST - 1), best(), 5e-5)
                .text(
                        "The text says that the validation loss falls to 0.56; that is the training loss. Its own figures end"
                                + " at 0.7831.");
        List<Double> numbers = IntStream.rangeClosed(1, Math.max(epochs.size(), TRAINING.size()))
                .mapToObj(epoch -> (double) epoch)
                .toList();
        finding.chart(new Chart(
                "losses",
                "Losses by epoch, the document's and ours",
                "Ours is trained on these data, at the document's settings.",
                Lines.of(
                        Axis.of("epoch"),
                        Axis.of("mean squared error"),
                        Lines.Style.DOTS,
                        List.of(
                                Lines.Curve.of("document, training", numbers.subList(0, 17), TRAINING),
                                Lines.Curve.of("document, watched", numbers.subList(0, 17), WATCHED),
                                Lines.Curve.of(
                                        "ours, training",
                                        numbers.subList(0, epochs.size()),
                                        epochs.stream()
                                                .map(Network.Epoch::trainingLoss)
                                                .toList()),
                                Lines.Curve.of(
                                        "ours, watched",
                                        numbers.subList(0, epochs.size()),
                                        epochs.stream()
                                                .map(Network.Epoch::validationLoss)
                                                .toList())))));
        return finding.compared(study.otherwise(data));
    }

    private double best() {
        return watchingTest.epochs().get(watchingTest.bestEpoch() - 1).validationLoss();
    }

    private Finding stopping() {
        EmbeddingDotModel honest = EmbeddingDot.defaults().train(split, run);
        double claimed = ofWatchingTest.metric("rmse").mean();
        double onTest =
                RatingEvaluation.measure(honest, split, run).metric("rmse").mean();
        double least = watchingTest.epochs().stream()
                .mapToDouble(Network.Epoch::validationLoss)
                .min()
                .orElseThrow();
        return FindingBuilder.of(
                        "early-stopping", "section 5, training process", "Which ratings decide when training ends")
                .text(
                        "The document watches its test set, keeps the epoch that is best on it, and reports that epoch's error"
                                + " on the same test set as how well unseen ratings are predicted.")
                .figure("ratings that decide the epoch", "the test set", "a tenth of the training set")
                .ours("RMSE on the test set, the epoch chosen by the test set", claimed)
                .ours("RMSE on the test set, the epoch chosen by a part of the training set", onTest)
                .ours("best epoch by the test set", watchingTest.bestEpoch())
                .ours("best epoch by a part of the training set", honest.bestEpoch())
                .ours("lowest loss on the test set over all epochs, its root", Math.sqrt(least))
                .wrong(
                        "the-test-set-decides-when-to-stop",
                        claimed < onTest && Math.abs(Math.sqrt(least) - claimed) < 0.005,
                        String.format(
                                Locale.ROOT,
                                "the test set decides when training ends, so that what it reports is the least of %d errors on"
                                        + " that set: %.4f, where an epoch chosen without it has %.4f",
                                watchingTest.epochs().size(),
                                claimed,
                                onTest));
    }

    private Finding errors() {
        double rmse = ofWatchingTest.metric("rmse").mean();
        double mae = ofWatchingTest.metric("mae").mean();
        return FindingBuilder.of("errors", "section 5, validation loss and performance", "The errors of the best epoch")
                .figure("RMSE of the best epoch, from its loss", BEST_RMSE, Math.sqrt(WATCHED.get(BEST - 1)), 5e-5)
                .figure("MSE", MSE, rmse * rmse, 5e-5)
                .figure("RMSE", RMSE, rmse, 5e-5)
                .figure("MAE", MAE, mae, 5e-5)
                .ours("the document's MSE less the loss of its best epoch", MSE - WATCHED.get(BEST - 1))
                .ours("our MSE less the loss of our best epoch", rmse * rmse - best())
                .ours("MAE by RMSE, document", MAE / RMSE)
                .ours("MAE by RMSE, ours", mae / rmse)
                .wrong(
                        "errors-that-disagree",
                        Math.abs(MSE - WATCHED.get(BEST - 1)) > Math.abs(rmse * rmse - best()),
                        String.format(
                                Locale.ROOT,
                                "its MSE of 0.7205 is lower than the loss of its best epoch (0.7815, RMSE 0.8840), which is the"
                                        + " same quantity on the same ratings: it differs by %.3f, ours by %.3f (predictions are kept"
                                        + " within the scale here)",
                                WATCHED.get(BEST - 1) - MSE,
                                Math.abs(rmse * rmse - best())));
    }

    private Finding known(String user) {
        int index = ratings.users().indexOf(user).orElseThrow();
        Rows byUser = ratings.byUser();
        double highest = data.card().scale().max();
        float[] unbounded = new float[ratings.items().size()];
        watchingTest.scores(index, unbounded);
        long above = IntStream.range(0, unbounded.length)
                .filter(item -> unbounded[item] > highest)
                .count();
        return FindingBuilder.of(
                        "predicted-and-given", "section 5, table 13", "What one user gave, and is predicted to give")
                .figure("user", USER, user)
                .figure("movies listed", LISTED, Math.min(LISTED, byUser.count(index)))
                .text(
                        "Of the document's predictions four are beyond the scale, up to 5.640968 of 5; ours count over all movies,"
                                + " before they are kept within the scale.")
                .figure("predictions beyond the scale", 4L, above)
                .table(rated(index))
                .compared(study.otherwise(data));
    }

    private Table rated(int user) {
        Movies movies = data.catalog().movies();
        Rows byUser = ratings.byUser();
        List<List<Object>> rows = new ArrayList<>();
        for (long position = byUser.start(user); position < byUser.end(user); position++) {
            int item = byUser.column(position);
            rows.add(List.of(movies.get(ratings.items().id(item)).label(), (double) byUser.rating(position), (double)
                    watchingTest.predict(user, item)));
        }
        rows.sort(Comparator.comparingDouble((List<Object> row) -> -(Double) row.get(1)));
        return new Table(List.of("movie", "given", "predicted"), rows.subList(0, Math.min(LISTED, rows.size())));
    }

    /**
     * The document's list is of the user's own movies by prediction. Ours leaves out all that the user rated, whether learned
     * from or held out; whether it did is counted on all ratings, and so is what it would name were less hidden.
     */
    private Finding recommended(String user) {
        int index = ratings.users().indexOf(user).orElseThrow();
        Request top = Request.forUser(user).top(LISTED);
        Rows heldOut = split.heldOut().interactions().byUser();
        List<String> later = LongStream.range(heldOut.start(index), heldOut.end(index))
                .mapToObj(position -> ratings.items().id(heldOut.column(position)))
                .toList();
        Recommendations ours = watchingTest.recommend(top.exclude(later));
        Recommendations all = watchingTest.recommend(top.hideSeen(false));
        long rated = rated(index, ours);
        Movies movies = data.catalog().movies();
        return FindingBuilder.of("recommendations", "section 5, table 14", "Recommendations for unrated movies")
                .text(
                        "All 20 movies of the document's table 14 stand in its table 13 of movies that the user has rated. Of our"
                                + " lists it is counted on all ratings, those that were held out included.")
                .figure("movies listed", LISTED, ours.items().size())
                .figure("of them rated by the user before", LISTED, rated)
                .ours("of the best 20 of all movies, rated by the user", rated(index, all))
                .ours(
                        "of the best 20 that were not learned from, rated by the user",
                        rated(index, watchingTest.recommend(top)))
                .table(new Table(
                        List.of("our list", "predicted"),
                        ours.items().stream()
                                .map(item ->
                                        List.<Object>of(movies.get(item.item()).label(), item.score()))
                                .toList()))
                .wrong(
                        "recommended-although-rated",
                        rated == 0,
                        "its candidates are the movies that the user has rated: 20 of 20 were rated. Of the best 20 of all movies it"
                                + " is " + rated(index, all) + " here, and of our list " + rated);
    }

    /** How many of a list the user has rated, by all ratings. */
    private long rated(int user, Recommendations list) {
        return list.items().stream()
                .filter(item -> ratings.byUser()
                        .contains(user, ratings.items().indexOf(item.item()).orElseThrow()))
                .count();
    }
}
