package dev.matinee.lab.leaderboard;

import dev.matinee.engine.evaluate.Calibration;
import dev.matinee.engine.evaluate.Evaluation;
import dev.matinee.engine.evaluate.ItemBands;
import dev.matinee.engine.evaluate.Measure;
import dev.matinee.engine.evaluate.Metric;
import dev.matinee.engine.evaluate.RatingDetails;
import dev.matinee.engine.evaluate.UserGroups;
import dev.matinee.engine.evaluate.UserInfluence;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.split.Split;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What one model scored on all splits, and the means of it. */
final class SplitMeans {
    private final List<SplitResult> splits = new ArrayList<>();
    private final Map<String, List<UserInfluence>> influences = new LinkedHashMap<>();
    private final List<Double> requestMillis = new ArrayList<>();
    private final GroupMetrics.Means groupMeans = new GroupMetrics.Means();
    private final Map<String, Long> ratingsByPopularity = new LinkedHashMap<>();
    private final List<Calibration> calibrations = new ArrayList<>();
    private long ratingsHeldOut;
    private double evaluateSeconds;
    private long bytes;

    void add(Split split, Model model, double trainSeconds, List<Evaluation> evaluations, List<UserGroups> groups) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        for (Evaluation evaluation : evaluations) {
            metrics.putAll(evaluation.metrics());
            evaluation
                    .values()
                    .forEach((name, values) -> influences
                            .computeIfAbsent(name, absent -> new ArrayList<>())
                            .add(values.influence()));
            groups.forEach(by -> groupMeans.add(evaluation, by));
            evaluation.details().ifPresent(details -> add(details, evaluation.ratings()));
            evaluateSeconds += evaluation.seconds();
        }
        if (model instanceof Recommender recommender) {
            requestMillis.add(RequestTimer.medianMillis(recommender));
        }
        bytes = Math.max(bytes, model.bytes());
        splits.add(new SplitResult(split.kind(), split.seed(), split.hash(), metrics, trainSeconds));
    }

    private void add(RatingDetails details, long heldOut) {
        groupMeans.add(ItemBands.POPULARITY, details.bands(), details.byPopularity());
        details.bands()
                .forEach(band ->
                        ratingsByPopularity.merge(band, details.ratings().getOrDefault(band, 0L), Long::sum));
        calibrations.add(details.calibration());
        ratingsHeldOut += heldOut;
    }

    /** What was measured of predicted ratings over all splits, if these were. */
    Optional<PredictedRatings> predicted(LearningCurve curve) {
        if (calibrations.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Long> filled = new LinkedHashMap<>(ratingsByPopularity);
        filled.values().removeIf(count -> count == 0);
        return Optional.of(new PredictedRatings(
                ratingsHeldOut, filled, Calibration.pooled(calibrations).bins(), curve.points()));
    }

    List<SplitResult> splits() {
        return splits;
    }

    private Map<String, UserInfluence> influences() {
        Map<String, UserInfluence> means = new LinkedHashMap<>();
        influences.forEach((name, parts) -> means.put(name, UserInfluence.mean(parts)));
        return means;
    }

    /**
     * What each user contributed to each metric and, for divisions into groups of these names, to each metric of their group.
     */
    Map<String, UserInfluence> kept(List<String> divisions) {
        Map<String, UserInfluence> kept = influences();
        divisions.forEach(by -> kept.putAll(groupMeans.influences(by)));
        return kept;
    }

    /** Each metric's mean over the splits, its interval being that of the users of all splits. */
    Map<String, Metric> metrics() {
        Map<String, UserInfluence> byUser = influences();
        Map<String, Metric> means = new LinkedHashMap<>();
        for (String name : splits.getFirst().metrics().keySet()) {
            UserInfluence influence = byUser.get(name);
            means.put(name, influence == null ? plainMean(name) : influence.metric(Measure.of(name)));
        }
        return means;
    }

    List<GroupMetrics> groups() {
        return groupMeans.metrics();
    }

    private Metric plainMean(String name) {
        List<Metric> each =
                splits.stream().map(split -> split.metrics().get(name)).toList();
        double mean = each.stream().mapToDouble(Metric::mean).sum() / each.size();
        return Metric.withoutInterval(
                mean, each.stream().mapToInt(Metric::users).max().orElse(0));
    }

    double trainSeconds() {
        return splits.stream().mapToDouble(SplitResult::trainSeconds).sum() / splits.size();
    }

    double evaluateSeconds() {
        return evaluateSeconds / splits.size();
    }

    long bytes() {
        return bytes;
    }

    OptionalDouble requestMillis() {
        return requestMillis.stream().mapToDouble(Double::doubleValue).average();
    }
}
