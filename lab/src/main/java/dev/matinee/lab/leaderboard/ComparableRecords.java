package dev.matinee.lab.leaderboard;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.engine.Run;
import dev.matinee.engine.evaluate.Holm;
import dev.matinee.engine.evaluate.Measure;
import dev.matinee.engine.evaluate.Metric;
import dev.matinee.engine.evaluate.PairedComparison;
import dev.matinee.engine.evaluate.UserInfluence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Evaluations that can be compared: of the same data, split and definitions. Of the same model with the same settings
 * only the latest is kept.
 */
public final class ComparableRecords {
    private static final String USUAL = "ndcg@10";
    private static final double LEVEL = 0.05;

    private final List<EvaluationRecord> records;
    private final EvaluationStore store;

    private ComparableRecords(List<EvaluationRecord> records, EvaluationStore store) {
        this.records = List.copyOf(records);
        this.store = store;
    }

    /** Of records that are comparable, oldest first. */
    static ComparableRecords of(List<EvaluationRecord> oldestFirst, EvaluationStore store) {
        Map<List<Object>, EvaluationRecord> latest = new LinkedHashMap<>();
        for (EvaluationRecord evaluation : oldestFirst) {
            List<Object> what = List.of(evaluation.model(), evaluation.settings());
            latest.remove(what);
            latest.put(what, evaluation);
        }
        return new ComparableRecords(List.copyOf(latest.values()), store);
    }

    /** The records, oldest first. */
    public List<EvaluationRecord> records() {
        return records;
    }

    /** The ratings. */
    public MeasuredData data() {
        return records.getLast().data();
    }

    /** How they were divided. */
    public MeasuredSplit split() {
        return records.getLast().split();
    }

    /** How the metrics are defined. */
    public Definitions definitions() {
        return records.getLast().definitions();
    }

    String latestRun() {
        return records.getLast().run();
    }

    /** The names of all metrics that were measured of any model. */
    public Set<String> metrics() {
        Set<String> names = new LinkedHashSet<>();
        records.forEach(evaluation -> names.addAll(evaluation.metrics().keySet()));
        return names;
    }

    /** The metric to order by when none is named: {@code ndcg@10}, else another of lists, else the first measured. */
    public String usualMetric() {
        Set<String> names = metrics();
        if (names.contains(USUAL)) {
            return USUAL;
        }
        return names.stream()
                .filter(name -> Measure.named(name).filter(Measure::ofLists).isPresent())
                .findFirst()
                .orElseGet(() -> names.iterator().next());
    }

    /**
     * A leaderboard.
     *
     * @param metric what it is ordered by
     * @param standings the lines, best first
     * @param findings what could not be read for comparing user by user
     */
    public record Ranking(String metric, List<Standing> standings, List<Finding> findings) {
        /** Copies the lists. */
        public Ranking {
            standings = List.copyOf(standings);
            findings = List.copyOf(findings);
        }
    }

    /**
     * The records ordered by a metric, best first, ties by run.
     *
     * <p>Cost: 2000 additions a user and record, for comparing with the best.
     *
     * @throws MatineeException {@code USAGE} when the metric was not measured of any model
     */
    public Ranking rankedBy(String metric, Run run) {
        if (!metrics().contains(metric)) {
            throw MatineeException.usage("there is no metric " + metric + Nearest.hint(metric, metrics())
                    + "; measured were " + String.join(", ", metrics()));
        }
        return ranking(metric, new View(evaluation -> evaluation.metric(metric), metric, new Kept()), run);
    }

    /**
     * One leaderboard for each group of users, in the order of the groups; none where no model was measured on them.
     *
     * @param by what the users are divided by, as in {@link GroupMetrics}
     */
    public List<GroupRanking> rankedWithin(String by, String metric, Run run) {
        Kept kept = new Kept();
        return records.stream()
                .flatMap(evaluation -> within(evaluation, by).keySet().stream())
                .distinct()
                .map(label -> new GroupRanking(
                        by,
                        label,
                        ranking(
                                metric,
                                new View(
                                        evaluation -> Optional.ofNullable(within(evaluation, by)
                                                .getOrDefault(label, Map.of())
                                                .get(metric)),
                                        GroupMetrics.partsName(by, label, metric),
                                        kept),
                                run)))
                .filter(group -> group.ranking().standings().getFirst().metric().isPresent())
                .toList();
    }

    private static Map<String, Map<String, Metric>> within(EvaluationRecord evaluation, String by) {
        return evaluation.groups().stream()
                .filter(groups -> groups.by().equals(by))
                .findFirst()
                .map(GroupMetrics::groups)
                .orElse(Map.of());
    }

    /**
     * What of each record is looked at.
     *
     * @param number the metric, where it was measured
     * @param parts what the store calls what each user contributed to it
     */
    private record View(Function<EvaluationRecord, Optional<Metric>> number, String parts, Kept kept) {}

    /** What was read of the store, each file once. */
    private final class Kept {
        private final Map<String, Map<String, UserInfluence>> byRun = new HashMap<>();

        Optional<UserInfluence> influence(EvaluationRecord evaluation, String parts, List<Finding> findings) {
            try {
                return Optional.ofNullable(byRun.computeIfAbsent(evaluation.run(), store::influences)
                        .get(parts));
            } catch (MatineeException damaged) {
                findings.add(Finding.of(evaluation.run(), damaged));
                return Optional.empty();
            }
        }
    }

    private Ranking ranking(String metric, View view, Run run) {
        Comparator<EvaluationRecord> order =
                Comparator.comparingDouble(evaluation -> cost(view.number().apply(evaluation), metric));
        List<EvaluationRecord> ordered = records.stream()
                .sorted(order.thenComparing(EvaluationRecord::run))
                .toList();
        List<Finding> findings = new ArrayList<>();
        Optional<UserInfluence> best = view.kept().influence(ordered.getFirst(), view.parts(), findings);
        List<Optional<PairedComparison>> comparisons = new ArrayList<>(List.of(Optional.empty()));
        for (EvaluationRecord evaluation : ordered.subList(1, ordered.size())) {
            comparisons.add(comparison(evaluation, view, best, findings, run));
        }
        double[] corrected = Holm.adjusted(comparisons.stream()
                .flatMap(Optional::stream)
                .mapToDouble(PairedComparison::pValue)
                .toArray());
        List<Standing> standings = new ArrayList<>();
        int compared = 0;
        for (int i = 0; i < ordered.size(); i++) {
            Optional<PairedComparison> comparison = comparisons.get(i);
            OptionalDouble pValue =
                    comparison.isPresent() ? OptionalDouble.of(corrected[compared++]) : OptionalDouble.empty();
            standings.add(standing(standings, ordered.get(i), view.number().apply(ordered.get(i)), comparison, pValue));
        }
        return new Ranking(metric, standings, findings);
    }

    /** The group as JSON: what its records have in common, and the results in their order. */
    public Map<String, Object> toJson(Ranking ranking) {
        Map<String, Object> json = records.getLast().headToJson();
        json.put("metric", ranking.metric());
        List<Map<String, @Nullable Object>> results = new ArrayList<>();
        for (Standing standing : ranking.standings()) {
            Map<String, @Nullable Object> result = new LinkedHashMap<>();
            result.put("rank", standing.rank());
            result.put("verdict", standing.verdict().json());
            result.put(
                    "differenceToBest",
                    standing.comparison()
                            .map(comparison -> toJson(comparison, standing.correctedPValue()))
                            .orElse(null));
            result.putAll(standing.evaluation().resultToJson());
            results.add(result);
        }
        json.put("results", results);
        return json;
    }

    private static Map<String, Object> toJson(PairedComparison comparison, OptionalDouble correctedPValue) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mean", comparison.difference());
        json.put("low", comparison.low());
        json.put("high", comparison.high());
        json.put("pValue", comparison.pValue());
        json.put("pValueHolm", correctedPValue.orElseThrow());
        json.put("users", comparison.users());
        return json;
    }

    private static double cost(Optional<Metric> metric, String name) {
        boolean higherIsBetter =
                Measure.named(name).map(Measure::higherIsBetter).orElse(true);
        return metric.map(Metric::mean)
                .map(mean -> higherIsBetter ? -mean : mean)
                .orElse(Double.POSITIVE_INFINITY);
    }

    private Optional<PairedComparison> comparison(
            EvaluationRecord evaluation, View view, Optional<UserInfluence> best, List<Finding> findings, Run run) {
        if (best.isEmpty() || view.number().apply(evaluation).isEmpty()) {
            return Optional.empty();
        }
        return view.kept()
                .influence(evaluation, view.parts(), findings)
                .filter(own -> own.users().length > 1
                        && Arrays.equals(own.users(), best.get().users()))
                .map(own -> PairedComparison.of(own, best.get(), run));
    }

    private static Standing standing(
            List<Standing> before,
            EvaluationRecord evaluation,
            Optional<Metric> number,
            Optional<PairedComparison> comparison,
            OptionalDouble pValue) {
        int rank = before.size() + 1;
        Standing.Verdict verdict;
        if (number.isEmpty()) {
            verdict = Standing.Verdict.NOT_MEASURED;
        } else if (before.isEmpty()) {
            verdict = Standing.Verdict.BEST;
        } else {
            verdict = verdict(number.get(), before.getFirst().metric().orElseThrow(), pValue);
        }
        return new Standing(rank, evaluation, number, verdict, comparison, pValue);
    }

    private static Standing.Verdict verdict(Metric own, Metric best, OptionalDouble pValue) {
        if (pValue.isPresent()) {
            return pValue.getAsDouble() <= LEVEL ? Standing.Verdict.WORSE : Standing.Verdict.TIED;
        }
        if (own.mean() == best.mean()) {
            return Standing.Verdict.TIED;
        }
        if (!own.hasInterval() || !best.hasInterval()) {
            return Standing.Verdict.UNKNOWN;
        }
        return own.low() <= best.high() && best.low() <= own.high() ? Standing.Verdict.TIED : Standing.Verdict.WORSE;
    }
}
