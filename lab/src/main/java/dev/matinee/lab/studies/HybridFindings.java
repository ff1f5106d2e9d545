package dev.matinee.lab.studies;

import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.lab.likes.LikeMetrics;
import dev.matinee.lab.likes.LikesCharts;
import dev.matinee.lab.likes.LikesDummy;
import dev.matinee.lab.likes.LikesEvaluation;
import dev.matinee.lab.likes.LikesEvaluator;
import dev.matinee.lab.likes.LikesEvaluator.Candidate;
import dev.matinee.lab.likes.LikesForest;
import dev.matinee.lab.likes.LikesResult;
import dev.matinee.lab.likes.LikesSettings;
import dev.matinee.lab.likes.LikesTuning;
import dev.matinee.lab.likes.Protocol;
import dev.matinee.lab.tune.SearchSpace;
import dev.matinee.lab.tune.TuningFolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Sections 8 to 10 of document 000: a random forest on aggregates of all rows, and on honest ones. */
final class HybridFindings {
    /** How many rows the document learns from, tunes on and measures on. */
    private static final int TRAINING = 96_000;

    private static final int TUNING = 20_000;
    private static final int TRIALS = 10;
    private static final int FOLDS = 3;

    private final Study study;
    private final StudyData data;
    private final Run run;
    private final Interactions ratings;
    private final double likeAt;

    HybridFindings(Study study, StudyData data, Run run) {
        this.study = study;
        this.data = data;
        this.run = run;
        this.ratings = data.catalog().interactions(run);
        this.likeAt = 0.8 * data.card().scale().max();
    }

    List<Finding> all() {
        LikesSettings base = LikesForest.defaults()
                .with(Map.of(
                        "likeAt",
                        likeAt,
                        "features",
                        "document-000",
                        "predictors",
                        "none",
                        "calibration",
                        "none",
                        "threshold",
                        "0.5",
                        "drawing",
                        "as-in-document",
                        "sample",
                        sample(TUNING)));
        LikesTuning.Result tuned = tune(base);
        LikesSettings leaking = tuned.winner().with(Map.of("sample", sample(TRAINING)));
        LikesSettings honest = leaking.with(Map.of("drawing", "out-of-fold"));
        LikesEvaluation.Part part = new LikesEvaluator(data.card().name(), ratings)
                .evaluate(
                        List.of(
                                new Candidate(new LikesDummy(likeAt), "baseline"),
                                new Candidate(leaking, "random"),
                                new Candidate(honest, "random")),
                        List.of(Protocol.KNOWN_USERS),
                        run)
                .parts()
                .getFirst();
        LikesResult majority = result(part, LikesDummy.NAME, false);
        LikesResult leaked = result(part, LikesForest.NAME, true);
        LikesResult clean = result(part, LikesForest.NAME, false);
        return List.of(
                prepared(part, leaked),
                baseline(majority),
                tuning(tuned),
                accuracy(majority, leaked, clean),
                classes(leaked),
                importance(leaked),
                leakage(part, majority, leaked, clean));
    }

    /** As many as the document has, or all where there are no more. */
    private int sample(int wanted) {
        return ratings.size() * 0.64 > wanted ? wanted : 0;
    }

    private static LikesResult result(LikesEvaluation.Part part, String model, boolean leaks) {
        return part.results().stream()
                .filter(one -> one.model().equals(model) && one.leak().isPresent() == leaks)
                .findFirst()
                .orElseThrow();
    }

    /** Ten of the document's 108 combinations, tuned on leaking features as there. */
    private LikesTuning.Result tune(LikesSettings base) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put("trees", List.of("50", "100", "150"));
        values.put("depth", List.of("10", "15", "20", "40"));
        values.put("minimumSplit", List.of("2", "5", "10"));
        values.put("minimumLeaf", List.of("1", "2", "4"));
        List<Settings<?>> grid = new ArrayList<>(SearchSpace.grid(base, values));
        RandomStream random = run.random("study trials", 0);
        List<LikesSettings> chosen = new ArrayList<>();
        while (chosen.size() < TRIALS) {
            chosen.add((LikesSettings) grid.remove(random.nextInt(grid.size())));
        }
        return new LikesTuning(
                        ratings,
                        new LikesTuning.Plan("random", chosen, FOLDS, "accuracy"),
                        new TuningFolder(data.workspace().tuningFolder().resolve("study-viewer-interactions")))
                .tune(run);
    }

    private Finding prepared(LikesEvaluation.Part part, LikesResult leaked) {
        return FindingBuilder.of("prepared", "section 8.1", "What is learned from and measured on")
                .figure("training rows", (long) TRAINING, leaked.rows())
                .figure("test rows", 24_000L, part.testRows())
                .figure("features", 14, leaked.importances().size())
                .text("year_of_release, user_generosity, movie_popularity, total_ratings and ten SVD factors are our"
                        + " movie_year, user_mean, movie_mean, user_count and user_factor_0 to 9.")
                .compared(
                        "a fifth of all ratings is measured on, and the rest learned from as far as the document's 96,000 go");
    }

    private Finding baseline(LikesResult majority) {
        return FindingBuilder.of("baseline", "section 8.2", "Always saying what is said most")
                .figure("accuracy", 0.58, majority.test().accuracy(), 0.005)
                .compared(study.otherwise(data));
    }

    private Finding tuning(LikesTuning.Result tuned) {
        Map<String, Object> winner = SearchSpace.values(tuned.winner());
        return FindingBuilder.of("tuning", "section 8.3", "Ten random settings, three folds")
                .figure(
                        "fits",
                        FOLDS * TRIALS,
                        tuned.trials().stream()
                                .mapToInt(trial -> trial.values().size())
                                .sum())
                .figure("trees", 150L, number(winner, "trees"))
                .figure("rows to split", 10L, number(winner, "minimumSplit"))
                .figure("rows in a leaf", 1L, number(winner, "minimumLeaf"))
                .figure("depth", 20L, number(winner, "depth"))
                .ours("accuracy over the folds", tuned.score())
                .compared("other random settings were drawn, and other rows learned from");
    }

    private static long number(Map<String, Object> settings, String name) {
        return ((Number) Objects.requireNonNull(settings.get(name))).longValue();
    }

    private Finding accuracy(LikesResult majority, LikesResult leaked, LikesResult clean) {
        return FindingBuilder.of("accuracy", "section 8.4", "The accuracy of the forest")
                .figure(
                        "accuracy, features as in the document",
                        0.74,
                        leaked.test().accuracy(),
                        0.005)
                .figure(
                        "improvement over the baseline, features as in the document",
                        0.16,
                        leaked.test().accuracy() - majority.test().accuracy(),
                        0.005)
                .ours("accuracy, honest features", clean.test().accuracy())
                .compared(study.otherwise(data));
    }

    private Finding classes(LikesResult leaked) {
        double[][] theirs = {{0.71, 0.65, 0.68}, {0.76, 0.81, 0.78}, {0.73, 0.73, 0.73}, {0.74, 0.74, 0.74}};
        FindingBuilder finding =
                FindingBuilder.of("classes", "section 8.4, classification report", "The report by class");
        List<LikeMetrics.ClassRow> ours = leaked.test().classes();
        for (int i = 0; i < theirs.length; i++) {
            finding.figure(
                            ours.get(i).name() + ", precision",
                            theirs[i][0],
                            ours.get(i).precision(),
                            0.005)
                    .figure(
                            ours.get(i).name() + ", recall",
                            theirs[i][1],
                            ours.get(i).recall(),
                            0.005)
                    .figure(
                            ours.get(i).name() + ", F1",
                            theirs[i][2],
                            ours.get(i).f1(),
                            0.005);
        }
        return finding.compared(study.otherwise(data));
    }

    private Finding importance(LikesResult leaked) {
        double mean = share(leaked, "user_mean");
        double count = share(leaked, "user_count");
        String most = leaked.importances().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        return FindingBuilder.of("importance", "section 9 and the figure in it", "What the forest goes by")
                .figure("most important, by the text of section 9", "user_activity, then year_of_release", most)
                .figure("importance of the user's average, by section 10", 0.34, mean, 0.005)
                .ours("importance of the user's number of ratings", count)
                .ours("importance of the year of release", share(leaked, "movie_year"))
                .ours("importance of the movie's average", share(leaked, "movie_mean"))
                .chart(LikesCharts.of("forest", json(List.of(leaked))).stream()
                        .filter(chart -> chart.name().endsWith("importances"))
                        .findFirst()
                        .orElseThrow())
                .wrong(
                        "activity-is-not-the-strongest",
                        mean > count,
                        String.format(
                                Locale.ROOT,
                                "its text calls activity the strongest predictor, its own figure and conclusion the user's"
                                        + " average (0.34); here they are %.2f and %.2f, and most important is %s",
                                count,
                                mean,
                                most));
    }

    private static double share(LikesResult result, String feature) {
        return Objects.requireNonNullElse(result.importances().get(feature), 0.0);
    }

    private Finding leakage(LikesEvaluation.Part part, LikesResult majority, LikesResult leaked, LikesResult clean) {
        double claimed = leaked.test().accuracy();
        double honest = clean.test().accuracy();
        FindingBuilder finding = FindingBuilder.of(
                        "leakage", "sections 4, 6 and 8.1", "Features made of the rows that are tested on")
                .text(
                        "User and movie averages, counts and SVD factors are computed from all rows, the test rows among them."
                                + " The honest ones are computed from the training rows, each row described without its own fold.")
                .figure("accuracy", 0.74, claimed, 0.005)
                .ours("accuracy of the same forest on honest features", honest)
                .ours(
                        "accuracy of always saying what is said most",
                        majority.test().accuracy());
        for (String metric : List.of("rocAuc", "f1", "logLoss")) {
            finding.ours(metric + ", leaked", leaked.test().value(metric))
                    .ours(metric + ", honest", clean.test().value(metric));
        }
        finding.table(LikesCharts.testTable(json(part.results())));
        return finding.wrong(
                "features-from-test-rows",
                claimed > honest,
                String.format(
                        Locale.ROOT,
                        "its features are made of the rows that it tests on: the same forest claims an accuracy of %.3f"
                                + " that way, and has %.3f with honest features (%.3f for always saying the same)",
                        claimed,
                        honest,
                        majority.test().accuracy()));
    }

    /** As the charts of likes read it. */
    static Map<String, Object> json(List<LikesResult> results) {
        return Map.of(
                "protocol",
                Protocol.KNOWN_USERS.key(),
                "results",
                results.stream().map(LikesResult::toJson).toList());
    }
}
