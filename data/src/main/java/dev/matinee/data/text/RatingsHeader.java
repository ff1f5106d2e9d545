package dev.matinee.data.text;

import dev.matinee.data.source.Columns;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/** The first line of a file of ratings: what separates its fields and which column holds what. */
final class RatingsHeader {
    private static final List<String> USERS = List.of("userid", "user", "customerid", "customer", "viewerid", "uid");
    private static final List<String> MOVIES =
            List.of("movieid", "movie", "itemid", "item", "filmid", "film", "iid", "mid");
    private static final List<String> RATINGS = List.of("rating", "stars", "score", "ratings");
    private static final List<String> TIMES =
            List.of("timestamp", "time", "date", "ratedat", "ratingdate", "unixtime", "datetime");
    private static final String REMEDY = "name the columns with --columns user=…,movie=…,rating=…,time=…";

    private RatingsHeader() {}

    /** How the rows of a file look, by the usual names of its header's columns. */
    static RowShape usual(TextFile file, Charset charset) {
        String line = notEmpty(file);
        Separator separator = Separator.of(line);
        List<String> names = names(line, separator);
        int user = find(names, USERS);
        int movie = find(names, MOVIES);
        int rating = find(names, RATINGS);
        if (user < 0 || movie < 0 || rating < 0) {
            String lacks = user < 0 ? "user" : movie < 0 ? "movie" : "rating";
            throw MatineeException.badData(
                    "the header of " + file.path() + " names no column of the " + lacks + ": " + line, REMEDY);
        }
        return new RowShape(separator, charset, names.size(), user, movie, rating, find(names, TIMES));
    }

    /** Whether the usual names of all columns are there. */
    static boolean isUsual(String line) {
        List<String> names = names(line, Separator.of(line));
        return find(names, USERS) >= 0 && find(names, MOVIES) >= 0 && find(names, RATINGS) >= 0;
    }

    /** How the rows of a file look, by the columns that its reader named. */
    static RowShape named(TextFile file, Charset charset, Columns columns) {
        String line = notEmpty(file);
        Separator separator = Separator.of(line);
        List<String> names = separator.split(line).orElse(List.of()).stream()
                .map(String::strip)
                .toList();
        return new RowShape(
                separator,
                charset,
                names.size(),
                place(file, names, columns.user()),
                place(file, names, columns.movie()),
                place(file, names, columns.rating()),
                columns.time().map(time -> place(file, names, time)).orElse(-1));
    }

    /** Whether these columns are names in the file's first line; if not, they are numbers and there is no header. */
    static boolean isHeader(TextFile file, Columns columns) {
        String line = file.firstLine();
        List<String> names = Separator.of(line).split(line).orElse(List.of());
        return names.stream().map(String::strip).anyMatch(columns.rating()::equals);
    }

    private static String notEmpty(TextFile file) {
        String line = file.firstLine();
        if (line.isEmpty()) {
            throw MatineeException.badData(
                    "the file " + file.path() + " is empty or starts with an empty line", "give a file of ratings");
        }
        return line;
    }

    private static List<String> names(String line, Separator separator) {
        return separator.split(line).orElse(List.of()).stream()
                .map(Table::plainName)
                .toList();
    }

    private static int find(List<String> names, List<String> wanted) {
        return wanted.stream()
                .mapToInt(names::indexOf)
                .filter(place -> place >= 0)
                .findFirst()
                .orElse(-1);
    }

    private static int place(TextFile file, List<String> names, String column) {
        int named = names.indexOf(column);
        if (named >= 0) {
            return named;
        }
        Optional<Integer> number = Optional.of(column)
                .filter(text -> text.matches("[1-9]\\d{0,3}"))
                .map(Integer::parseInt);
        if (number.isPresent() && number.get() <= names.size()) {
            return number.get() - 1;
        }
        throw MatineeException.usage("there is no column " + column + " in " + file.path() + Nearest.hint(column, names)
                + "; its first line is: " + String.join(", ", names));
    }
}
