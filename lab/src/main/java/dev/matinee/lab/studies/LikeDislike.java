package dev.matinee.lab.studies;

import dev.matinee.data.generate.DataShape;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.lab.likes.Leakage;
import dev.matinee.lab.likes.LikesCharts;
import dev.matinee.lab.likes.LikesEvaluation;
import dev.matinee.lab.likes.LikesEvaluator;
import dev.matinee.lab.likes.LikesEvaluator.Candidate;
import dev.matinee.lab.likes.LikesForest;
import dev.matinee.lab.likes.LikesLogistic;
import dev.matinee.lab.likes.LikesResult;
import dev.matinee.lab.likes.LikesSettings;
import dev.matinee.lab.likes.LikesTuning;
import dev.matinee.lab.likes.LikesXgboost;
import dev.matinee.lab.likes.Protocol;
import dev.matinee.lab.tune.SearchSpace;
import dev.matinee.lab.tune.TuningFolder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Document 002: whether a user will like a movie, told by three classifiers, with an application around them. */
public final class LikeDislike implements Study {
    private static final long FULL = 20_000_263;
    private static final long SHOWN = 8_999;
    private static final int TRIALS = 3;
    private static final int FOLDS = 3;
    private static final int DRAWS = 5;

    /** Rows that are learned from at most, so that a large source takes minutes. */
    private static final int MOST_ROWS = 100_000;

    /** The document's features and what they are called here. */
    private static final Map<String, String> FEATURES = new LinkedHashMap<>();

    static {
        FEATURES.put("user_mean_rating", "user_mean");
        FEATURES.put("user_rating_count", "user_count");
        FEATURES.put("user_rating_std", "user_std");
        FEATURES.put("most_watched_hour", "user_hour");
        FEATURES.put("movie_mean_rating", "movie_mean");
        FEATURES.put("movie_rating_count", "movie_count");
        FEATURES.put("popularity_score", "movie_score");
        FEATURES.put("trending_flag", "movie_trend");
        FEATURES.put("year", "movie_year");
        FEATURES.put("pref_Action", "taste_action");
        FEATURES.put("genre one-hots", "genre_action");
    }

    @Override
    public String name() {
        return "like-dislike";
    }

    @Override
    public String title() {
        return "Like or dislike: three classifiers, their features and their winner";
    }

    @Override
    public String documentsData() {
        return "MovieLens 20M, of which its application shows 8,999 ratings by 83 users";
    }

    @Override
    public long documentsRatings() {
        return FULL;
    }

    @Override
    public long documentsUsers() {
        return 138_493;
    }

    @Override
    public DataShape shape() {
        return DataShape.named("ml-20m").scaled(0.005);
    }

    @Override
    public List<Finding> findings(StudyData data, Run run) {
        Interactions ratings = data.catalog().interactions(run);
        double likeAt = 0.8 * data.card().scale().max();
        Map<String, LikesSettings> leaking = new LinkedHashMap<>();
        for (LikesSettings settings :
                List.of(LikesLogistic.defaults(), LikesForest.defaults(), LikesXgboost.defaults())) {
            leaking.put(settings.model(), base(settings, likeAt, ratings));
        }
        List<Candidate> candidates = new ArrayList<>();
        leaking.values().forEach(settings -> {
            candidates.add(new Candidate(settings, "baseline"));
            candidates.add(new Candidate(tuned(data, ratings, settings, run), "random"));
            candidates.add(new Candidate(honest(settings), "baseline"));
        });
        LikesEvaluator evaluator = new LikesEvaluator(data.card().name(), ratings);
        LikesEvaluation.Part known = evaluator
                .evaluate(candidates, List.of(Protocol.KNOWN_USERS), run)
                .parts()
                .getFirst();
        LikesSettings boosted = honest(leaking.get(LikesXgboost.NAME));
        LikesEvaluation.Part strangers = evaluator
                .evaluate(List.of(new Candidate(boosted, "baseline")), List.of(Protocol.NEW_USERS), run)
                .parts()
                .getFirst();
        List<Finding> all = new ArrayList<>();
        all.add(data(data, ratings));
        all.add(labels(data, ratings));
        all.add(features(known));
        all.add(validation(known, strangers));
        all.add(table(data, known));
        all.add(winner(known));
        all.add(leakage(data, ratings, honest(leaking.get(LikesLogistic.NAME)), known, run));
        all.add(fewRows(data, ratings, leaking, run));
        all.add(application());
        return all;
    }

    /** The document's features, from all rows as there. */
    private static LikesSettings base(LikesSettings settings, double likeAt, Interactions ratings) {
        return settings.with(Map.of(
                "likeAt",
                likeAt,
                "features",
                "document-002",
                "predictors",
                "none",
                "drawing",
                "as-in-document",
                "calibration",
                "none",
                "threshold",
                "0.5",
                "sample",
                ratings.size() * 0.64 > MOST_ROWS ? MOST_ROWS : 0));
    }

    private static LikesSettings honest(@org.jspecify.annotations.Nullable LikesSettings settings) {
        return java.util.Objects.requireNonNull(settings).with(Map.of("drawing", "out-of-fold"));
    }

    private static LikesSettings tuned(StudyData data, Interactions ratings, LikesSettings base, Run run) {
        LikesSettings quick = base.with(Map.of("sample", ratings.size() > 20_000 ? 10_000 : 0));
        List<LikesSettings> tried = new ArrayList<>();
        for (Settings<?> settings : SearchSpace.random(quick, SearchSpace.ranges(quick), TRIALS, run)) {
            tried.add((LikesSettings) settings);
        }
        LikesTuning.Result result = new LikesTuning(
                        ratings,
                        new LikesTuning.Plan("random", tried, FOLDS, "rocAuc"),
                        new TuningFolder(data.workspace().tuningFolder().resolve("study-like-dislike-" + base.model())))
                .tune(run);
        return result.winner().with(Map.of("sample", base.sample()));
    }

    private Finding data(StudyData data, Interactions ratings) {
        double sum = 0;
        for (long position = 0; position < ratings.size(); position++) {
            sum += ratings.byUser().rating(position);
        }
        return FindingBuilder.of("data", "slide of the application", "The data that the application shows")
                .figure("users", 83L, data.card().users())
                .figure("movies", 2821L, data.card().ratedMovies())
                .figure("ratings", SHOWN, ratings.size())
                .figure("mean rating", 3.68, sum / ratings.size(), 0.005)
                .ours("share of MovieLens 20M that the document's 8,999 ratings are, %", 100.0 * SHOWN / FULL)
                .compared(otherwise(data));
    }

    private Finding labels(StudyData data, Interactions ratings) {
        FindingBuilder finding = FindingBuilder.of("labels", "slide on data preparation", "What counts as a like")
                .text("The document writes Like = Rating (3.5 / 4.0), which are two answers.");
        for (double limit : new double[] {3.5, 4.0}) {
            long likes = 0;
            for (long position = 0; position < ratings.size(); position++) {
                likes += ratings.byUser().rating(position) >= limit ? 1 : 0;
            }
            finding.ours("share of ratings from " + limit + " on, %", 100.0 * likes / ratings.size());
        }
        return finding.compared(otherwise(data));
    }

    private Finding features(LikesEvaluation.Part known) {
        LikesResult any = known.results().getFirst();
        FindingBuilder finding =
                FindingBuilder.of("features", "slides on feature engineering", "What is known of user and movie");
        FEATURES.forEach((theirs, ours) -> finding.figure(
                theirs + " (here " + ours + ")", "there", any.importances().containsKey(ours) ? "there" : "missing"));
        return finding.ours("columns", any.importances().size())
                .compared("these data have no times or no such genres, so that not all features can be made");
    }

    private Finding validation(LikesEvaluation.Part known, LikesEvaluation.Part strangers) {
        double ofKnown = result(known, LikesXgboost.NAME, false, false).test().rocAuc();
        double ofNew = strangers.results().getFirst().test().rocAuc();
        return FindingBuilder.of("validation", "slide on validation strategy", "Test users that were learned from")
                .text("The document makes sure that every test user is in the training set and calls that prevention of"
                        + " leakage, since new users would inflate the results. New users are another, harder question; it"
                        + " prevents no leak.")
                .figure(
                        "what new users do to the results",
                        "inflate them",
                        ofNew < ofKnown ? "lower them" : "raise them")
                .ours("ROC-AUC, known users, honest features", ofKnown)
                .ours("ROC-AUC, new users, honest features", ofNew)
                .wrong(
                        "new-users-do-not-inflate",
                        ofNew < ofKnown,
                        String.format(
                                Locale.ROOT,
                                "results of users that nothing is known of are lower, not inflated: ROC-AUC %.3f, known users"
                                        + " %.3f",
                                ofNew,
                                ofKnown));
    }

    private static LikesResult result(LikesEvaluation.Part part, String model, boolean tuned, boolean leaks) {
        return part.results().stream()
                .filter(one -> one.model().equals(model)
                        && one.tuning().equals(tuned ? "random" : "baseline")
                        && one.leak().isPresent() == leaks)
                .findFirst()
                .orElseThrow();
    }

    private Finding table(StudyData data, LikesEvaluation.Part known) {
        FindingBuilder finding = FindingBuilder.of("comparison", "slide of results", "Three classifiers compared")
                .text("Ours as in the document: features from all rows, settings as they are and tuned at random.");
        for (PrintedLikes printed : PrintedLikes.TABLE) {
            LikesResult ours = result(known, printed.model(), printed.tuned(), true);
            String who = printed.name();
            for (int i = 0; i < PrintedLikes.METRICS.size(); i++) {
                String metric = PrintedLikes.METRICS.get(i);
                finding.figure(
                                who + ": " + metric + ", test",
                                printed.test()[i],
                                ours.test().value(metric),
                                0.0005)
                        .figure(
                                who + ": " + metric + ", validation",
                                printed.validation()[i],
                                ours.validation().value(metric),
                                0.0005);
            }
            if (!Double.isNaN(printed.rocAuc())) {
                finding.figure(
                        who + ": ROC-AUC, test", printed.rocAuc(), ours.test().rocAuc(), 0.0005);
            }
        }
        Map<String, Object> json = HybridFindings.json(known.results());
        finding.table(LikesCharts.table(json)).charts(LikesCharts.of("likes", json));
        return finding.compared(otherwise(data));
    }

    private Finding winner(LikesEvaluation.Part known) {
        PrintedLikes best = PrintedLikes.best();
        double forest = PrintedLikes.bestAccuracy(LikesForest.NAME);
        FindingBuilder finding = FindingBuilder.of("winner", "slide of conclusions", "The best classifier")
                .figure("best classifier by the text", LikesForest.NAME, best.model() + " by the document's own table")
                .ours("its accuracy in the document's table", best.test()[0])
                .ours("best accuracy of a random forest there", forest)
                .ours("ROC-AUC of logistic regression there", 0.871)
                .ours("ROC-AUC of random forest there", 0.854);
        for (String model : List.of(LikesLogistic.NAME, LikesForest.NAME, LikesXgboost.NAME)) {
            finding.ours(
                            model + " here, honest features: accuracy",
                            result(known, model, false, false).test().accuracy())
                    .ours(
                            model + " here, honest features: ROC-AUC",
                            result(known, model, false, false).test().rocAuc());
        }
        return finding.wrong(
                "the-winner-is-another",
                !best.model().equals(LikesForest.NAME) && best.test()[0] > forest,
                String.format(
                        Locale.ROOT,
                        "it names random forest the best and a jump over the linear baseline, while its own table has logistic"
                                + " regression ahead in accuracy (%.3f, forest %.3f), F1 and ROC-AUC (0.871, forest 0.854)",
                        best.test()[0],
                        forest));
    }

    private Finding leakage(
            StudyData data, Interactions ratings, LikesSettings logistic, LikesEvaluation.Part known, Run run) {
        Leakage leakage = Leakage.measure(data.card().name(), ratings, logistic, run);
        Map<String, Object> json =
                dev.matinee.engine.json.Json.parseObject(dev.matinee.engine.json.Json.write(leakage.toJson()));
        FindingBuilder finding = FindingBuilder.of(
                        "leakage", "slides on features", "Features made of the rows that are tested on")
                .text(leakage.sentence() + ".")
                .table(LikesCharts.leakageTable(json))
                .chart(LikesCharts.leakage("leakage", json));
        double most = 0;
        for (String model : List.of(LikesLogistic.NAME, LikesForest.NAME, LikesXgboost.NAME)) {
            LikesResult leaked = result(known, model, false, true);
            LikesResult clean = result(known, model, false, false);
            for (String metric : List.of("accuracy", "rocAuc")) {
                finding.ours(
                                model + ": " + metric + ", features from all rows",
                                leaked.test().value(metric))
                        .ours(
                                model + ": " + metric + ", honest features",
                                clean.test().value(metric));
            }
            most = Math.max(most, leaked.test().accuracy() - clean.test().accuracy());
        }
        LikesResult leaked = result(known, LikesXgboost.NAME, false, true);
        LikesResult clean = result(known, LikesXgboost.NAME, false, false);
        return finding.wrong(
                "features-from-test-rows",
                most > 0,
                String.format(
                        Locale.ROOT,
                        "its aggregates are made of the rows that it tests on: XGBoost claims an accuracy of %.3f (ROC-AUC"
                                + " %.3f) that way, and has %.3f (%.3f) with honest features",
                        leaked.test().accuracy(),
                        leaked.test().rocAuc(),
                        clean.test().accuracy(),
                        clean.test().rocAuc()));
    }

    /** As many rows as the document's, drawn five times over: who wins. */
    private Finding fewRows(StudyData data, Interactions ratings, Map<String, LikesSettings> leaking, Run run) {
        Interactions few = ratings.subset(position -> position < SHOWN, run);
        Map<String, Integer> wins = new TreeMap<>();
        double lowest = 1;
        double highest = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            LikesEvaluation.Part part = new LikesEvaluator(data.card().name(), few)
                    .evaluate(
                            leaking.values().stream()
                                    .map(settings -> new Candidate(honest(settings), "baseline"))
                                    .toList(),
                            List.of(Protocol.KNOWN_USERS),
                            run.seed(run.seed() + draw))
                    .parts()
                    .getFirst();
            LikesResult first = part.results().stream()
                    .max(Comparator.comparingDouble(one -> one.test().accuracy()))
                    .orElseThrow();
            wins.merge(first.model(), 1, Integer::sum);
            lowest = Math.min(lowest, first.test().accuracy());
            highest = Math.max(highest, first.test().accuracy());
        }
        double interval = 1.96 * Math.sqrt(0.778 * (1 - 0.778) / (0.2 * SHOWN));
        double gap = 0.778 - 0.774;
        FindingBuilder finding = FindingBuilder.of(
                        "few-rows", "slides of results and application", "How much 8,999 ratings can tell")
                .ours("95 % interval of an accuracy of 0.778 on a fifth of 8,999 ratings, +-", interval)
                .ours("the document's best accuracy less that of its best forest", gap)
                .ours("ratings used here", few.size())
                .ours("winner's accuracy over " + DRAWS + " draws, lowest", lowest)
                .ours("winner's accuracy over " + DRAWS + " draws, highest", highest);
        wins.forEach((model, times) -> finding.ours(model + ": draws of " + DRAWS + " that it wins", times));
        return finding.wrong(
                "a-few-thousand-rows",
                interval > gap,
                String.format(
                        Locale.ROOT,
                        "its results rest on 8,999 of 20 million ratings, where an accuracy is known to +- %.3f, more than all"
                                + " that lies between its tuned classifiers (%.3f); drawn five times here, %d of the three win",
                        interval,
                        gap,
                        wins.size()));
    }

    private Finding application() {
        return FindingBuilder.of("application", "slides on deployment", "The application")
                .figure(
                        "tabs",
                        "Data & EDA, Models, Recommendations, Similar Content",
                        "Audience, Models, a user's page, a movie's page")
                .figure("API", "Flask, one route", "matinee serve, described by openapi.yaml")
                .differs("the application is another: see docs/guide/web.md and docs/guide/service.md");
    }
}
