package dev.matinee.lab.segments;

import dev.matinee.data.catalog.Row;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks the catalog for the features of all users.
 *
 * @param genres genres whose mean ratings are features beside the basic ones
 * @param support how many ratings of the user's own mean are added to those of each genre; with 0 a genre that a user has
 *     not rated is NaN
 * @param before where given, only ratings of earlier days count, and only users who have one are there
 */
record FeatureQuery(List<String> genres, double support, Optional<LocalDate> before) {
    /** A genre counts half as much as the user's mean when the user has rated five of its movies. */
    static final double SUPPORT = 5;

    UserFeatures ask(Workers workers) {
        List<String> names = new ArrayList<>(FeatureNames.BASIC);
        genres.forEach(genre -> names.add(FeatureNames.GENRE + genre));
        List<String> users = new ArrayList<>();
        List<double[]> rows = new ArrayList<>();
        workers.features(genres, before, row -> {
            users.add(row.text("user"));
            rows.add(features(row, names.size()));
        });
        double[][] columns = new double[names.size()][rows.size()];
        for (int user = 0; user < rows.size(); user++) {
            for (int place = 0; place < columns.length; place++) {
                columns[place][user] = rows.get(user)[place];
            }
        }
        return new UserFeatures(users.toArray(String[]::new), names, columns);
    }

    private double[] features(Row row, int size) {
        double[] features = new double[size];
        for (int place = 0; place < FeatureNames.BASIC.size(); place++) {
            features[place] = row.number(FeatureNames.BASIC.get(place));
        }
        double mean = row.number(FeatureNames.MEAN);
        for (int genre = 0; genre < genres.size(); genre++) {
            double count = row.number("n" + genre);
            double sum = count == 0 ? 0 : row.number("s" + genre);
            features[FeatureNames.BASIC.size() + genre] = (sum + support * mean) / (count + support);
        }
        return features;
    }

    /** The question to the catalog's database. */
    static String sql(List<String> genres, Optional<LocalDate> before) {
        StringBuilder memberships = new StringBuilder();
        StringBuilder counts = new StringBuilder();
        for (int genre = 0; genre < genres.size(); genre++) {
            String name = genres.get(genre).replace("'", "''");
            memberships
                    .append(", list_contains(genres, '")
                    .append(name)
                    .append("') AS g")
                    .append(genre);
            counts.append(", count(*) FILTER (g")
                    .append(genre)
                    .append(")::DOUBLE AS n")
                    .append(genre);
            counts.append(", sum(rating) FILTER (g")
                    .append(genre)
                    .append(")::DOUBLE AS s")
                    .append(genre);
        }
        return text("user_features.sql")
                .replace("MEMBERSHIPS", memberships)
                .replace(
                        "PERIOD",
                        before.map(day -> "rated_at < DATE '" + day + "'").orElse("TRUE"))
                .replaceFirst("\n  GENRES\n", "\n  " + counts + "\n");
    }

    private static String text(String resource) {
        try (InputStream in = Objects.requireNonNull(FeatureQuery.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
