package dev.matinee.lab.leaderboard;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.evaluate.Metric;
import dev.matinee.engine.models.ModelFamilies;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What one model scored, and all that is needed to repeat it: one file in {@code evaluations/}.
 *
 * @param run the id of the evaluation; ids sort by time
 * @param time when it was done
 * @param data the ratings
 * @param split how they were divided
 * @param definitions how the metrics are defined
 * @param model the kind of model
 * @param settings its settings by name
 * @param metrics the metrics by name; over several splits their means, with intervals over users
 * @param groups the metrics of groups of users, and of movies by popularity; none in records of earlier versions
 * @param predicted what more was measured of predicted ratings, where these were; none in records of earlier versions
 * @param splits what it scored on each split
 * @param trainSeconds how long one training took, on average over the splits
 * @param evaluateSeconds how long one measuring took, on average over the splits
 * @param bytes the size of the model, the largest over the splits
 * @param requestMillis the median time of one request for ten recommendations, where the model recommends
 * @param environment what it ran on
 */
public record EvaluationRecord(
        String run,
        Instant time,
        MeasuredData data,
        MeasuredSplit split,
        Definitions definitions,
        String model,
        Map<String, Object> settings,
        Map<String, Metric> metrics,
        List<GroupMetrics> groups,
        Optional<PredictedRatings> predicted,
        List<SplitResult> splits,
        double trainSeconds,
        double evaluateSeconds,
        long bytes,
        OptionalDouble requestMillis,
        Environment environment) {
    /** The number of the format written by this version. */
    public static final int FORMAT = 1;

    /** Copies the maps and the list. */
    public EvaluationRecord {
        settings = RecordFields.copy(settings);
        metrics = RecordFields.copy(metrics);
        groups = List.copyOf(groups);
        splits = List.copyOf(splits);
    }

    /** One metric, if it was measured. */
    public Optional<Metric> metric(String name) {
        return Optional.ofNullable(metrics.get(name));
    }

    /** Why its figures are too good, in a sentence, where the settings let the model see what it was measured on. */
    public Optional<String> leak() {
        return ModelFamilies.all().stream()
                .filter(family -> family.name().equals(model))
                .findFirst()
                .flatMap(family -> leak(family, settings));
    }

    private static <M extends Model, S extends Settings<M>> Optional<String> leak(
            ModelFamily<M, S> family, Map<String, Object> settings) {
        try {
            return SettingsSchema.of(family.defaults())
                    .with(family.defaults(), settings)
                    .leak();
        } catch (MatineeException ofAnotherVersion) {
            return Optional.empty();
        }
    }

    /** The record as it stands in its file: a leaderboard of one result. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.putAll(headToJson());
        json.put("results", List.of(resultToJson()));
        return json;
    }

    /** What this record has in common with all that it may be compared with. */
    Map<String, Object> headToJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("data", data.toJson());
        json.put("split", split.toJson());
        json.put("definitions", definitions.toJson());
        return json;
    }

    /** What is this record's own. */
    Map<String, @Nullable Object> resultToJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("model", model);
        json.put("settings", settings);
        leak().ifPresent(why -> json.put("leak", why));
        json.put("metrics", RecordFields.metricsToJson(metrics));
        json.put("groups", GroupMetrics.toJson(groups));
        json.put("predictedRatings", predicted.map(PredictedRatings::toJson).orElse(null));
        json.put("trainSeconds", trainSeconds);
        json.put("evaluateSeconds", evaluateSeconds);
        json.put("bytes", bytes);
        json.put("requestMillis", requestMillis.isPresent() ? requestMillis.getAsDouble() : null);
        json.put("run", run);
        json.put("time", time.toString());
        json.put("splits", splits.stream().map(SplitResult::toJson).toList());
        json.put("environment", environment.toJson());
        return json;
    }

    /** The record that {@link #toJson} wrote; {@code BAD_DATA} when it is not one or of a format still to come. */
    public static EvaluationRecord fromJson(Map<String, Object> json) {
        RecordFields fields = new RecordFields(json);
        long format = fields.whole("format");
        if (format < 1 || format > FORMAT) {
            throw MatineeException.badData(
                    "the format is " + format + ", and this version reads 1 to " + FORMAT,
                    "use a newer version of Matinee");
        }
        List<RecordFields> results = fields.objects("results");
        if (results.size() != 1) {
            throw MatineeException.badData("there are " + results.size() + " results where one is expected", "");
        }
        RecordFields result = results.getFirst();
        return new EvaluationRecord(
                result.text("run"),
                Instant.parse(result.text("time")),
                MeasuredData.of(fields.object("data")),
                MeasuredSplit.of(fields.object("split")),
                Definitions.of(fields.object("definitions")),
                result.text("model"),
                result.map("settings"),
                result.object("metrics").metrics(),
                result.has("groups") ? GroupMetrics.of(result.object("groups")) : List.of(),
                result.json().get("predictedRatings") == null
                        ? Optional.empty()
                        : Optional.of(PredictedRatings.of(result.object("predictedRatings"))),
                result.objects("splits").stream().map(SplitResult::of).toList(),
                result.real("trainSeconds"),
                result.real("evaluateSeconds"),
                result.whole("bytes"),
                result.perhaps("requestMillis"),
                Environment.of(result.object("environment")));
    }

    /** What two records must have in common to stand side by side. */
    record Terms(String dataHash, String splitKind, List<Long> seeds, String splitHash, Definitions definitions) {}

    Terms terms() {
        return new Terms(data.hash(), split.kind(), split.seeds(), split.hash(), definitions);
    }
}
