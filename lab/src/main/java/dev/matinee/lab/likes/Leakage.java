package dev.matinee.lab.likes;

import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.split.TrainingSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What leaking features would have claimed: the same classifier on the same rows with honest features, with those of one name
 * after the other computed from all ratings as in documents 000 and 002, with all of them, and with each training row's own
 * rating left out only. And what a random cut flatters beside a cut in time.
 *
 * @param data what the ratings are called
 * @param model the classifier
 * @param likeAt a rating of this and above is a like
 * @param rows what was measured, the honest one first
 */
public record Leakage(String data, String model, double likeAt, List<Row> rows) {
    /** How a row's features were drawn. */
    public enum Kind {
        /** Out of fold. */
        HONEST,
        /** All by leave-one-out. */
        LEAVE_ONE_OUT,
        /** Those of one name from all ratings, the others out of fold. */
        ONE_LEAKS,
        /** All from all ratings. */
        ALL_LEAK
    }

    /**
     * One measurement.
     *
     * @param protocol which cut
     * @param what which features leak; empty for none or all
     * @param metrics on the test part, deciding at 0.5
     * @param reference the honest metrics under the same cut
     */
    public record Row(Protocol protocol, Kind kind, String what, LikeMetrics metrics, LikeMetrics reference) {
        /** By how much the leak inflates a metric, or deflates it. */
        public double inflation(String metric) {
            return metrics.value(metric) - reference.value(metric);
        }

        Map<String, Object> toJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("protocol", protocol.key());
            json.put("kind", kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
            json.put("what", what);
            Map<String, Object> values = new LinkedHashMap<>();
            Map<String, Object> inflations = new LinkedHashMap<>();
            for (String name : LikeMetrics.NAMES) {
                values.put(name, metrics.value(name));
                inflations.put(name, inflation(name));
            }
            json.put("metrics", values);
            json.put("inflation", inflations);
            return json;
        }
    }

    /** The row of a kind under a cut; there is one of each kind but {@link Kind#ONE_LEAKS}. */
    public Row row(Protocol protocol, Kind kind) {
        return rows.stream()
                .filter(row -> row.protocol() == protocol && row.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    /** What is found, in a sentence. */
    public String sentence() {
        double honest = row(Protocol.KNOWN_USERS, Kind.HONEST).metrics().rocAuc();
        double leaked = row(Protocol.KNOWN_USERS, Kind.ALL_LEAK).metrics().rocAuc();
        String text =
                "ROC-AUC of %s: %.3f with honest features, %.3f with those of the documents, %.3f with leave-one-out"
                        .formatted(
                                model,
                                honest,
                                leaked,
                                row(Protocol.KNOWN_USERS, Kind.LEAVE_ONE_OUT)
                                        .metrics()
                                        .rocAuc());
        Row worst = rows.stream()
                .filter(row -> row.kind() == Kind.ONE_LEAKS)
                .max(java.util.Comparator.comparingDouble(row -> row.inflation("rocAuc")))
                .orElseThrow();
        text += "; the leak of %s alone brings %+.3f".formatted(worst.what(), worst.inflation("rocAuc"));
        if (rows.stream().anyMatch(row -> row.protocol() == Protocol.TIME_CUT)) {
            text += "; random split %.3f, time cut %.3f"
                    .formatted(
                            honest,
                            row(Protocol.TIME_CUT, Kind.HONEST).metrics().rocAuc());
        }
        return text;
    }

    /** As JSON values. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", 1);
        json.put("data", data);
        json.put("model", model);
        json.put("likeAt", likeAt);
        json.put("sentence", sentence());
        json.put("rows", rows.stream().map(Row::toJson).toList());
        return json;
    }

    /** Measures a classifier with honest and leaking features; the time cut only where ratings have times. */
    public static Leakage measure(String data, Interactions ratings, LikesSettings settings, Run run) {
        LikesTraining.checkClasses(settings, TrainingSet.everything(ratings));
        List<Row> rows = new ArrayList<>();
        boolean timed = ratings.byUser().hasTimes();
        try (Progress.Task task = run.progress().start("measuring leakage", 0, "classifiers")) {
            Study known = new Study(ratings, Protocol.KNOWN_USERS, settings, task, run);
            rows.add(known.honest());
            rows.addAll(known.each());
            rows.add(known.all());
            rows.add(known.leaveOneOut());
            if (timed) {
                Study later = new Study(ratings, Protocol.TIME_CUT, settings, task, run);
                rows.add(later.honest());
                rows.add(later.all());
            }
        }
        return new Leakage(data, settings.model(), settings.likeAt(), rows);
    }

    /** One cut, its honest rows and its leaking ones. */
    private static final class Study {
        private final Protocol protocol;
        private final LikesSettings settings;
        private final Progress.Task task;
        private final Run run;
        private final Parts parts;
        private final Parts.Rows honestRows;
        private final Parts.Rows leakingRows;
        private final LikeMetrics honest;

        Study(Interactions ratings, Protocol protocol, LikesSettings settings, Progress.Task task, Run run) {
            this.protocol = protocol;
            this.settings = settings;
            this.task = task;
            this.run = run;
            this.parts = Parts.of(ratings, protocol, settings.likeAt(), run);
            this.honestRows = rows(Drawing.OUT_OF_FOLD);
            this.leakingRows = rows(Drawing.AS_IN_DOCUMENT);
            LikesEvaluator.checkClasses(honestRows.training(), protocol);
            this.honest = measure(honestRows);
        }

        private Parts.Rows rows(Drawing drawing) {
            run.checkCancelled();
            return parts.rows(parts.test(), settings.plan().drawing(drawing), settings.sample(), run);
        }

        private LikeMetrics measure(Parts.Rows rows) {
            run.checkCancelled();
            Scorer scorer = settings.classifier().learn(rows.training(), run);
            FeatureTable test = rows.measured();
            task.advance(1);
            return ScoredRows.of(scorer.probabilities(test, run), test.likes(), test.users())
                    .measure(0.5);
        }

        Row honest() {
            return new Row(protocol, Kind.HONEST, "", honest, honest);
        }

        Row all() {
            return new Row(protocol, Kind.ALL_LEAK, "", measure(leakingRows), honest);
        }

        Row leaveOneOut() {
            return new Row(protocol, Kind.LEAVE_ONE_OUT, "", measure(rows(Drawing.LEAVE_ONE_OUT)), honest);
        }

        /** One row for each name that columns leak under. */
        List<Row> each() {
            List<Feature> features = honestRows.training().features();
            Set<String> names = new LinkedHashSet<>();
            features.forEach(feature -> names.add(feature.leaksWith()));
            names.remove("");
            List<Row> all = new ArrayList<>();
            for (String name : names) {
                task.note(name);
                List<Integer> columns = IntStream.range(0, features.size())
                        .filter(column -> features.get(column).leaksWith().equals(name))
                        .boxed()
                        .toList();
                Parts.Rows mixed = new Parts.Rows(
                        honestRows.training().withColumnsOf(leakingRows.training(), columns),
                        honestRows.measured().withColumnsOf(leakingRows.measured(), columns));
                all.add(new Row(protocol, Kind.ONE_LEAKS, name, measure(mixed), honest));
            }
            return all;
        }
    }
}
