package dev.matinee.lab.leaderboard;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.evaluate.Metric;
import dev.matinee.engine.evaluate.PairedComparison;
import dev.matinee.lab.content.ColdStartResult;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one model reached where little is known, and on which ratings: one file in {@code evaluations/cold-start/}.
 *
 * @param time when it was measured
 * @param data the ratings
 * @param seed the seed by which new users and new movies were drawn
 * @param result what was measured
 */
public record ColdStartRecord(Instant time, MeasuredData data, long seed, ColdStartResult result) {
    /** The number of the format written by this version. */
    public static final int FORMAT = 1;

    /** What records have in common that measured the same. */
    record Terms(String dataHash, long seed) {}

    Terms terms() {
        return new Terms(data.hash(), seed);
    }

    /** The record as it stands in its file. */
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("time", time.toString());
        json.put("data", data.toJson());
        json.put("seed", seed);
        json.put("result", result.toJson());
        return json;
    }

    /** The record that {@link #toJson} wrote; {@code BAD_DATA} when it is not one or of a format still to come. */
    static ColdStartRecord fromJson(Map<String, Object> json) {
        RecordFields fields = new RecordFields(json);
        long format = fields.whole("format");
        if (format < 1 || format > FORMAT) {
            throw MatineeException.badData(
                    "the format is " + format + ", and this version reads 1 to " + FORMAT,
                    "use a newer version of Matinee");
        }
        RecordFields result = fields.object("result");
        return new ColdStartRecord(
                Instant.parse(fields.text("time")),
                MeasuredData.of(fields.object("data")),
                fields.whole("seed"),
                new ColdStartResult(
                        result.text("model"),
                        result.map("settings"),
                        reached(result.object("newUsers"), "users"),
                        reached(result.object("newMovies"), "movies")));
    }

    private static Map<Integer, ColdStartResult.Reached> reached(RecordFields json, String units) {
        Map<Integer, ColdStartResult.Reached> reached = new LinkedHashMap<>();
        for (String count : json.names()) {
            RecordFields one = json.object(count);
            int measured = (int) one.whole(units);
            reached.put(
                    Integer.valueOf(count),
                    new ColdStartResult.Reached(
                            new Metric(one.real("mean"), one.real("low"), one.real("high"), measured),
                            (int) one.whole("asked"),
                            one.object("popularity").real("mean"),
                            comparison(one.object("popularity"), measured),
                            one.has("chance")
                                    ? Optional.of(new ColdStartResult.Chance(
                                            one.object("chance").real("mean"),
                                            comparison(one.object("chance"), measured)))
                                    : Optional.empty()));
        }
        return reached;
    }

    private static PairedComparison comparison(RecordFields json, int units) {
        return new PairedComparison(
                json.real("difference"), json.real("low"), json.real("high"), json.real("pValue"), units);
    }
}
