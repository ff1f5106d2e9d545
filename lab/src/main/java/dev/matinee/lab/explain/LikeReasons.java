package dev.matinee.lab.explain;

import dev.matinee.engine.Run;
import dev.matinee.lab.likes.Contributions;
import dev.matinee.lab.likes.Feature;
import dev.matinee.lab.likes.FeatureTable;
import dev.matinee.lab.likes.LikesModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Why a model thinks that somebody will like a movie, or not.
 *
 * @param base the score that everybody begins with
 * @param score the score of this answer: the base and all that features add
 * @param logOdds whether scores are log-odds of a like; otherwise they are probabilities, before calibration
 * @param reasons what each feature adds, the largest first
 */
public record LikeReasons(double base, double score, boolean logOdds, List<Reason> reasons) {
    /**
     * What one feature adds.
     *
     * @param value its value; NaN where it is not known
     * @param adds by how much it raises the score, or lowers it
     * @param words what it says, in a sentence without a full stop
     */
    public record Reason(Feature feature, double value, double adds, String words) {}

    /** Takes an answer of a model apart. */
    public static LikeReasons of(LikesModel model, LikesModel.Answer answer, Run run) {
        FeatureTable row = answer.row();
        Contributions contributions = model.scorer().contributions(row, run);
        List<Reason> reasons = new ArrayList<>();
        for (int column = 0; column < row.columns(); column++) {
            Feature feature = row.features().get(column);
            float value = row.value(0, column);
            reasons.add(new Reason(feature, value, contributions.of(0, column), words(feature, value)));
        }
        reasons.sort(Comparator.comparingDouble(reason -> -Math.abs(reason.adds())));
        return new LikeReasons(contributions.base(0), contributions.score(0), contributions.logOdds(), reasons);
    }

    /** What a value says to the user himself. */
    static String words(Feature feature, float value) {
        String name = feature.name();
        if (Float.isNaN(value)) {
            return feature.meaning() + " is not known";
        }
        if (name.startsWith("taste_")) {
            return "you rate " + genre(name) + " movies " + amount(value) + " your average";
        }
        if (name.startsWith("share_")) {
            return String.format(Locale.ROOT, "%.0f %% of what you rate is %s", 100 * value, genre(name));
        }
        if (name.startsWith("genre_") && feature.unit().equals("0 or 1")) {
            return "it is " + (value == 0 ? "not " : "") + genre(name);
        }
        return switch (name) {
            case "genre_taste" -> "you rate movies of its genres " + amount(value) + " your average";
            case "user_bias" -> "you rate the same movies " + amount(value) + " what others give them";
            case "user_mean" -> String.format(Locale.ROOT, "your ratings are %.2f on average", value);
            case "user_count" ->
                String.format(Locale.ROOT, "you have rated %,d movies", Math.round(StrictMath.expm1(value)));
            case "user_like_rate" -> String.format(Locale.ROOT, "you like %.0f %% of what you rate", 100 * value);
            case "movie_mean", "movie_score" ->
                String.format(Locale.ROOT, "others give it %.2f on average%s", value, shrunk(name));
            case "movie_count" ->
                String.format(Locale.ROOT, "it was rated %,d times", Math.round(StrictMath.expm1(value)));
            case "movie_like_rate" -> String.format(Locale.ROOT, "%.0f %% of those who rated it like it", 100 * value);
            case "movie_year" -> String.format(Locale.ROOT, "it is of %.0f", value);
            case "movie_age" -> String.format(Locale.ROOT, "it is %.0f years old", value);
            case "factor_product" -> "your taste and the movie " + (value > 0 ? "" : "do not ") + "go together";
            default -> String.format(Locale.ROOT, "%s: %.3g", feature.meaning(), value);
        };
    }

    private static String shrunk(String name) {
        return name.equals("movie_score") ? ", fewer ratings counting less" : "";
    }

    private static String genre(String name) {
        return name.substring(name.indexOf('_') + 1).replace('_', ' ');
    }

    private static String amount(float value) {
        return Math.abs(value) < 0.05
                ? "about as"
                : String.format(Locale.ROOT, "%.1f %s", Math.abs(value), value > 0 ? "above" : "below");
    }

    /** As JSON values. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("unit", logOdds ? "log-odds" : "probability");
        json.put("base", base);
        json.put("score", score);
        List<Map<String, Object>> all = new ArrayList<>();
        for (Reason reason : reasons) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("feature", reason.feature().name());
            one.put("value", reason.value());
            one.put("adds", reason.adds());
            one.put("words", reason.words());
            all.add(one);
        }
        json.put("reasons", all);
        return json;
    }
}
