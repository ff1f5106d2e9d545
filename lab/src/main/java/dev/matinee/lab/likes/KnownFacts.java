package dev.matinee.lab.likes;

import dev.matinee.engine.matrix.SideFeatures;
import dev.matinee.engine.matrix.SideFeatures.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is known of movies and users beside ratings, as columns. Nothing of it was learned from ratings, so none can leak. */
final class KnownFacts {
    private static final int[] NO_GENRES = {};

    /** An attribute of users with more categories than this, such as a postcode, says too little of each. */
    private static final int MOST_CATEGORIES = 30;

    private final List<String> genres;
    private final int[][] genresOf;
    private final int[] years;
    private final List<Attribute> attributes;

    /** A column of users: the number that an attribute is, or whether it is one category. */
    private record Attribute(Feature feature, float[] values) {}

    private KnownFacts(List<String> genres, int[][] genresOf, int[] years, List<Attribute> attributes) {
        this.genres = genres;
        this.genresOf = genresOf;
        this.years = years;
        this.attributes = attributes;
    }

    static KnownFacts of(SideFeatures known, int movies) {
        Field genre = field(known.items(), "genre");
        int[] years = new int[movies];
        Field year = field(known.items(), "year");
        for (int movie = 0; movie < movies; movie++) {
            years[movie] = year.rows().length > movie && year.rows()[movie].length > 0
                    ? year(year.categories().get(year.rows()[movie][0]))
                    : Integer.MIN_VALUE;
        }
        List<Attribute> attributes = new ArrayList<>();
        known.users().forEach(field -> addAttribute(field, attributes));
        return new KnownFacts(genre.categories(), genre.rows(), years, attributes);
    }

    private static Field field(List<Field> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElse(new Field(name, List.of(), new int[0][]));
    }

    /** The year of a category: {@code 1995}, or {@code from 1995.0} where years were put into parts. */
    private static int year(String category) {
        String digits = category.replaceFirst("^from ", "").replaceFirst("\\.0$", "");
        return digits.matches("\\d{3,4}") ? Integer.parseInt(digits) : Integer.MIN_VALUE;
    }

    private static void addAttribute(Field field, List<Attribute> attributes) {
        List<String> categories = field.categories();
        if (categories.stream().allMatch(category -> category.matches("(from )?-?\\d{1,9}(\\.\\d+)?"))) {
            double[] numbers = categories.stream()
                    .mapToDouble(category -> Double.parseDouble(category.replaceFirst("^from ", "")))
                    .toArray();
            float[] values = new float[field.rows().length];
            for (int user = 0; user < values.length; user++) {
                values[user] = field.rows()[user].length == 0 ? Float.NaN : (float) numbers[field.rows()[user][0]];
            }
            attributes.add(new Attribute(
                    attribute(field.name(), "", "the user's " + field.name() + " in the source"), values));
            return;
        }
        for (int place = 0; place < categories.size() && categories.size() <= MOST_CATEGORIES; place++) {
            float[] values = new float[field.rows().length];
            for (int user = 0; user < values.length; user++) {
                values[user] = field.rows()[user].length > 0 && field.rows()[user][0] == place ? 1 : 0;
            }
            attributes.add(new Attribute(
                    attribute(
                            field.name() + "_" + categories.get(place).toLowerCase(Locale.ROOT),
                            "0 or 1",
                            "whether the user's " + field.name() + " is " + categories.get(place)),
                    values));
        }
    }

    private static Feature attribute(String name, String unit, String meaning) {
        return new Feature("user_" + name, unit, "users", meaning, "");
    }

    List<String> genres() {
        return genres;
    }

    /** The genres of a movie by place; none for one that is not known. */
    int[] genresOf(int movie) {
        return movie < 0 || movie >= genresOf.length ? NO_GENRES : genresOf[movie];
    }

    /** The year of release; NaN where not known. */
    float year(int movie) {
        return movie < 0 || years[movie] == Integer.MIN_VALUE ? Float.NaN : years[movie];
    }

    List<Feature> attributes() {
        return attributes.stream().map(Attribute::feature).toList();
    }

    void writeAttributes(int user, float[] row, int at) {
        for (int i = 0; i < attributes.size(); i++) {
            row[at + i] = user < 0 ? Float.NaN : attributes.get(i).values()[user];
        }
    }
}
