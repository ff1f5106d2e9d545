package dev.matinee.data.catalog;

import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.SideFeatures;
import dev.matinee.engine.matrix.SideFeatures.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a catalog knows of users and movies beside ratings, as categories: every column of {@code users}, and the genres and
 * the year of a movie. Numbers of more than {@value #MOST_NUMBERS} different values are put into {@value #PARTS} parts that
 * hold equally many; texts of more than {@value #MOST_TEXTS} are cut to as many first characters as leave no more.
 */
final class Attributes {
    private static final int MOST_NUMBERS = 20;
    private static final int MOST_TEXTS = 100;
    private static final int PARTS = 10;

    private Attributes() {}

    static SideFeatures of(Database database, Ids users, Ids movies) {
        List<Field> ofUsers = new ArrayList<>();
        for (String column : columns(database)) {
            String quoted = '"' + column.replace("\"", "\"\"") + '"';
            String sql = "SELECT user_id::VARCHAR AS id, " + quoted + "::VARCHAR AS value FROM users WHERE " + quoted
                    + " IS NOT NULL";
            addField(column, single(database, sql, users), ofUsers);
        }
        List<Field> ofMovies = new ArrayList<>();
        List<List<String>> genres = rows(movies);
        database.forEach(
                "SELECT movie_id::VARCHAR AS id, genres FROM movies",
                row -> movies.indexOf(row.text("id"))
                        .ifPresent(movie -> genres.get(movie).addAll(row.texts("genres"))));
        addField("genre", genres, ofMovies);
        String years = "SELECT movie_id::VARCHAR AS id, year::VARCHAR AS value FROM movies WHERE year IS NOT NULL";
        addField("year", single(database, years, movies), ofMovies);
        return new SideFeatures(ofUsers, ofMovies);
    }

    private static List<String> columns(Database database) {
        List<String> columns = new ArrayList<>();
        database.forEach(
                "SELECT column_name FROM information_schema.columns WHERE table_name = 'users'"
                        + " AND column_name <> 'user_id' ORDER BY ordinal_position",
                row -> columns.add(row.text("column_name")));
        return columns;
    }

    private static List<List<String>> rows(Ids ids) {
        List<List<String>> rows = new ArrayList<>();
        for (int index = 0; index < ids.size(); index++) {
            rows.add(new ArrayList<>());
        }
        return rows;
    }

    /** The values of a column with one at most a row, as categories. */
    private static List<List<String>> single(Database database, String sql, Ids ids) {
        Map<Integer, String> values = new HashMap<>();
        database.forEach(
                sql,
                row -> ids.indexOf(row.text("id"))
                        .ifPresent(index -> values.put(index, row.text("value").strip())));
        values.values().removeIf(String::isEmpty);
        Map<String, String> categories = categories(List.copyOf(values.values()));
        List<List<String>> rows = rows(ids);
        values.forEach((index, value) -> rows.get(index).add(categories.getOrDefault(value, value)));
        return rows;
    }

    /** The category of every value. */
    static Map<String, String> categories(List<String> values) {
        List<String> different = values.stream().distinct().sorted().toList();
        Map<String, String> categories = new HashMap<>();
        if (different.stream().allMatch(Attributes::isNumber)) {
            if (different.size() > MOST_NUMBERS) {
                double[] sorted = values.stream()
                        .mapToDouble(Double::parseDouble)
                        .sorted()
                        .toArray();
                different.forEach(value -> categories.put(value, part(sorted, Double.parseDouble(value))));
            }
            return categories;
        }
        int length = different.stream().mapToInt(String::length).max().orElse(0);
        while (length > 1 && cut(different, length) > MOST_TEXTS) {
            length--;
        }
        for (String value : different) {
            categories.put(value, value.substring(0, Math.min(length, value.length())));
        }
        return categories;
    }

    private static long cut(List<String> values, int length) {
        return values.stream()
                .map(value -> value.substring(0, Math.min(length, value.length())))
                .distinct()
                .count();
    }

    private static boolean isNumber(String value) {
        return value.matches("[+-]?\\d{1,15}(\\.\\d{1,15})?");
    }

    /** The part of the numbers that one is in, by the lowest number of the part. */
    private static String part(double[] sorted, double number) {
        int found = Arrays.binarySearch(sorted, number);
        while (found > 0 && sorted[found - 1] == number) {
            found--;
        }
        int part = (int) ((long) found * PARTS / sorted.length);
        return "from " + sorted[(int) ((long) part * sorted.length / PARTS)];
    }

    private static void addField(String name, List<List<String>> rows, List<Field> fields) {
        if (rows.stream().anyMatch(row -> !row.isEmpty())) {
            fields.add(Field.of(name, Collections.unmodifiableList(rows)));
        }
    }
}
