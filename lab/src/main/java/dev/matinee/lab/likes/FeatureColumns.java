package dev.matinee.lab.likes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Which column stands where: all that can be made, in groups one after the other, and the chosen ones among them. */
final class FeatureColumns {
    private final List<Feature> all;
    private final List<Feature> chosen;
    private final int[] places;
    private final int genreCount;
    private final int attributeCount;
    private final int factorCount;

    private FeatureColumns(List<Feature> all, List<Feature> chosen, int genres, int attributes, int factors) {
        this.all = all;
        this.chosen = chosen;
        List<String> names = all.stream().map(Feature::name).toList();
        this.places = chosen.stream()
                .mapToInt(feature -> names.indexOf(feature.name()))
                .toArray();
        this.genreCount = genres;
        this.attributeCount = attributes;
        this.factorCount = factors;
    }

    static FeatureColumns of(FeaturePlan plan, KnownFacts facts, List<Feature> predictions) {
        List<Feature> all = new ArrayList<>();
        addUser(all);
        addMovie(all, plan.trendDays());
        addGenres(all, facts.genres());
        all.addAll(facts.attributes());
        addFactors(all, plan.factors());
        all.addAll(predictions);
        return new FeatureColumns(
                List.copyOf(all),
                FeatureChoice.among(all, plan.features()),
                facts.genres().size(),
                facts.attributes().size(),
                plan.factors());
    }

    private static void addUser(List<Feature> all) {
        all.add(rating("user_mean", "rating", "the mean of the user's ratings"));
        all.add(rating("user_bias", "rating", "how much more than others the user gives the same movies, shrunk"));
        all.add(rating("user_count", "ln(1 + ratings)", "how much the user has rated"));
        all.add(rating("user_std", "rating", "the standard deviation of the user's ratings"));
        all.add(rating("user_like_rate", "share", "the share of likes among the user's ratings, shrunk"));
        all.add(time("user_hour", "hour UTC", "the hour of the day in which the user rates most"));
        all.add(time("user_span", "days", "from the user's first rating to the last"));
        all.add(time("user_recency", "days", "from the user's last rating to the end of the training ratings"));
    }

    private static void addMovie(List<Feature> all, int trendDays) {
        all.add(rating("movie_mean", "rating", "the mean of the movie's ratings"));
        all.add(rating("movie_count", "ln(1 + ratings)", "how often the movie was rated"));
        all.add(rating("movie_std", "rating", "the standard deviation of the movie's ratings"));
        all.add(rating("movie_like_rate", "share", "the share of likes among the movie's ratings, shrunk"));
        all.add(rating("movie_score", "rating", "the mean of the movie's ratings, shrunk: its popularity score"));
        all.add(time(
                "movie_trend",
                "ratio",
                "the movie's ratings of the last " + trendDays
                        + " days before the end of the training ratings, to those its long-run share would give"));
        all.add(fact("movie_year", "year", "release", "when the movie was released"));
        all.add(fact("movie_age", "years", "release", "how old the movie is when it is rated"));
    }

    private static void addGenres(List<Feature> all, List<String> genres) {
        all.add(new Feature(
                "genre_taste", "rating", "genres", "the user's taste for the movie's genres, their mean", "taste_*"));
        all.add(new Feature(
                "genre_share", "share", "genres", "the share of the movie's genres in what the user rates", "share_*"));
        for (String genre : genres) {
            all.add(new Feature(
                    "taste_" + plain(genre),
                    "rating",
                    "genres",
                    "how much more than usual the user gives " + genre + ", shrunk",
                    "taste_*"));
        }
        for (String genre : genres) {
            all.add(new Feature(
                    "share_" + plain(genre),
                    "share",
                    "genres",
                    "the share of " + genre + " in what the user rates",
                    "share_*"));
        }
        for (String genre : genres) {
            all.add(fact("genre_" + plain(genre), "0 or 1", "genres", "whether the movie is " + genre));
        }
    }

    private static void addFactors(List<Feature> all, int factors) {
        for (int i = 0; i < factors; i++) {
            all.add(factor("user_factor_" + i, "where the user stands along taste direction " + i));
        }
        for (int i = 0; i < factors; i++) {
            all.add(factor("movie_factor_" + i, "where the movie stands along taste direction " + i));
        }
        if (factors > 0) {
            all.add(factor("factor_product", "how well the places of user and movie go together"));
        }
    }

    private static String plain(String genre) {
        return genre.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
    }

    private static Feature rating(String name, String unit, String meaning) {
        return new Feature(name, unit, "ratings", meaning, name);
    }

    private static Feature time(String name, String unit, String meaning) {
        return new Feature(name, unit, "times", meaning, name);
    }

    private static Feature fact(String name, String unit, String source, String meaning) {
        return new Feature(name, unit, source, meaning, "");
    }

    private static Feature factor(String name, String meaning) {
        return new Feature(name, "rating", "models", meaning, "factors");
    }

    /** How many columns can be made. */
    int all() {
        return all.size();
    }

    List<Feature> chosen() {
        return chosen;
    }

    /** Where each chosen one stands among all. */
    int[] places() {
        return places;
    }

    int movie() {
        return UserView.COLUMNS;
    }

    int release() {
        return movie() + MovieStatistics.COLUMNS;
    }

    int genres() {
        return release() + 2;
    }

    int attributes() {
        return genres() + 2 + 3 * genreCount;
    }

    int factors() {
        return attributes() + attributeCount;
    }

    int predictions() {
        return factors() + (factorCount == 0 ? 0 : 2 * factorCount + 1);
    }

    boolean needsFactors() {
        return IntStream.of(places).anyMatch(place -> place >= factors() && place < predictions());
    }

    boolean needsPredictions() {
        return IntStream.of(places).anyMatch(place -> place >= predictions());
    }
}
