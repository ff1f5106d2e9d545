package dev.matinee.lab.likes;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.split.Split;
import dev.matinee.lab.tune.SearchSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures classifiers of likes: each learns from 64 % of the ratings, chooses calibration and threshold on 16 %, learns anew
 * from both, and is measured on 20 %. Features are made for each of the two cuts from its own training set.
 */
public final class LikesEvaluator {
    private static final int POINTS = 100;
    private static final int BINS = 10;

    private final String data;
    private final Interactions ratings;

    /** Measures on these ratings, called so. */
    public LikesEvaluator(String data, Interactions ratings) {
        this.data = data;
        this.ratings = ratings;
    }

    /**
     * Settings to measure.
     *
     * @param settings the settings
     * @param tuning how they were found: {@code baseline} for the defaults
     */
    public record Candidate(LikesSettings settings, String tuning) {}

    /** Measures each under each protocol, pairs compared, the best by ROC-AUC first. */
    public LikesEvaluation evaluate(List<Candidate> candidates, List<Protocol> protocols, Run run) {
        double likeAt = candidates.getFirst().settings().likeAt();
        if (candidates.stream().anyMatch(one -> one.settings().likeAt() != likeAt)) {
            throw MatineeException.usage("models that call different ratings a like cannot be compared");
        }
        LikesTraining.checkClasses(
                candidates.getFirst().settings(), dev.matinee.engine.split.TrainingSet.everything(ratings));
        List<LikesEvaluation.Part> parts = new ArrayList<>();
        long steps = (long) candidates.size() * protocols.size();
        try (Progress.Task task = run.progress().start("measuring", steps, "models")) {
            for (Protocol protocol : protocols) {
                parts.add(part(protocol, candidates, Parts.of(ratings, protocol, likeAt, run), task, run));
            }
        }
        return new LikesEvaluation(data, ratings.hash(), likeAt, run.seed(), parts);
    }

    private LikesEvaluation.Part part(
            Protocol protocol, List<Candidate> candidates, Parts parts, Progress.Task task, Run run) {
        Map<List<Object>, Parts.Rows> made = new HashMap<>();
        List<Measured> all = new ArrayList<>();
        for (Candidate candidate : candidates) {
            task.note(candidate.settings().model());
            run.checkCancelled();
            all.add(measure(protocol, candidate, parts, made, run));
            task.advance(1);
        }
        all.sort(Comparator.comparingDouble(one -> -one.result().test().rocAuc()));
        Measured first = all.getFirst();
        List<LikesEvaluation.Comparison> pairs = new ArrayList<>();
        for (Measured other : all.subList(1, all.size())) {
            pairs.add(new LikesEvaluation.Comparison(
                    first.result().name(),
                    other.result().name(),
                    first.scored()
                            .compare(
                                    first.result().threshold(),
                                    other.scored(),
                                    other.result().threshold(),
                                    run)));
        }
        Split test = parts.test();
        return new LikesEvaluation.Part(
                protocol,
                test.kind(),
                test.hash(),
                parts.validation().training().interactions().size(),
                parts.validation().heldOut().interactions().size(),
                test.heldOut().interactions().size(),
                all.stream().map(Measured::result).toList(),
                pairs);
    }

    private record Measured(LikesResult result, ScoredRows scored) {}

    private static Parts.Rows rows(
            Split split, Parts parts, LikesSettings settings, Map<List<Object>, Parts.Rows> made, Run run) {
        List<Object> key = List.of(split.hash(), settings.plan(), settings.sample());
        Parts.Rows known = made.get(key);
        if (known == null) {
            known = parts.rows(split, settings.plan(), settings.sample(), run);
            made.put(key, known);
        }
        return known;
    }

    private static Measured measure(
            Protocol protocol, Candidate candidate, Parts parts, Map<List<Object>, Parts.Rows> made, Run run) {
        LikesSettings settings = candidate.settings();
        Parts.Rows chosenOn = rows(parts.validation(), parts, settings, made, run);
        checkClasses(chosenOn.training(), protocol);
        Decision decision =
                Decision.of(settings, settings.classifier().learn(chosenOn.training(), run), chosenOn.measured(), run);
        ScoredRows validation = ScoredRows.of(
                decision.scores(),
                chosenOn.measured().likes(),
                chosenOn.measured().users());
        Parts.Rows rows = rows(parts.test(), parts, settings, made, run);
        long start = System.nanoTime();
        Scorer scorer = settings.classifier().learn(rows.training(), run);
        double seconds = (System.nanoTime() - start) / 1e9;
        FeatureTable test = rows.measured();
        float[] probabilities = decision.calibration().apply(scorer.probabilities(test, run));
        ScoredRows scored = ScoredRows.of(probabilities, test.likes(), test.users());
        Map<String, Double> importances = new LinkedHashMap<>();
        double[] shares = scorer.importances();
        for (int column = 0; column < shares.length; column++) {
            importances.put(test.features().get(column).name(), shares[column]);
        }
        LikesResult result = new LikesResult(
                protocol,
                settings.model(),
                candidate.tuning(),
                SearchSpace.values(settings),
                settings.leak(),
                decision.threshold(),
                validation.measure(decision.threshold()),
                scored.measure(decision.threshold()),
                scored.bounds(decision.threshold(), run),
                scored.roc(POINTS),
                scored.precisionRecall(POINTS),
                scored.reliability(BINS),
                importances,
                seconds,
                rows.training().rows());
        return new Measured(result, scored);
    }

    /**
     * A classifier of the ratings of known users, and the part it did not learn from.
     *
     * @param scorer what it learned
     * @param test the rows of the test part
     */
    public record Learned(Scorer scorer, FeatureTable test) {}

    /** Learns from the training part of the cut that {@link Protocol#KNOWN_USERS} makes. */
    public static Learned learn(LikesSettings settings, Interactions ratings, Run run) {
        Parts parts = Parts.of(ratings, Protocol.KNOWN_USERS, settings.likeAt(), run);
        Parts.Rows rows = parts.rows(parts.test(), settings.plan(), settings.sample(), run);
        checkClasses(rows.training(), Protocol.KNOWN_USERS);
        return new Learned(settings.classifier().learn(rows.training(), run), rows.measured());
    }

    static void checkClasses(FeatureTable rows, Protocol protocol) {
        int likes = rows.likeCount();
        if (likes == 0 || likes == rows.rows()) {
            throw MatineeException.badData(
                    (likes == 0 ? "none" : "all") + " of the " + rows.rows() + " ratings to learn from ("
                            + protocol.key() + ") are likes, so there is nothing to tell apart",
                    "choose another rating with --like-at, or take in more ratings");
        }
    }
}
