package dev.matinee.data.text;

import dev.matinee.data.source.Columns;
import dev.matinee.engine.MatineeException;
import java.nio.charset.Charset;
import java.util.List;

/** The first line of a file of ratings: what separates its fields and which column holds what. */
final class RatingsHeader {
    private final String where;
    private final Separator separator;
    private final List<String> names;

    private RatingsHeader(String where, Separator separator, List<String> names) {
        this.where = where;
        this.separator = separator;
        this.names = names;
    }

    /** The header of a file, which must not be empty. */
    static RatingsHeader of(TextFile file) {
        return of(file.firstLine(), String.valueOf(file.path()));
    }

    /** The header that is this line of a file. */
    static RatingsHeader of(String line, String where) {
        if (line.isEmpty()) {
            throw MatineeException.badData(
                    "the file " + where + " is empty or starts with an empty line", "give a file with ratings");
        }
        Separator separator = Separator.of(line);
        List<String> names = separator.split(line).orElse(List.of()).stream()
                .map(String::strip)
                .toList();
        return new RatingsHeader(where, separator, names);
    }

    /** How the rows look, by the usual names of columns. */
    RowShape usual(Charset charset) {
        Columns columns = Columns.usual(names)
                .orElseThrow(() -> MatineeException.badData(
                        "the first line of " + where + " does not name the columns of user, movie and rating: "
                                + String.join(", ", names),
                        "name them with --columns user=…,movie=…,rating=…,time=…"));
        return shape(charset, columns);
    }

    /** Whether the names of these columns stand in the first line; if not, they are numbers and there is no header. */
    boolean has(Columns columns) {
        return names.stream().anyMatch(columns.rating()::equalsIgnoreCase) || !isNumber(columns.rating());
    }

    /** How the rows look, by the names or numbers of columns that were given. */
    RowShape shape(Charset charset, Columns columns) {
        boolean named = has(columns);
        Columns found = named ? columns.in(names, "the file " + where) : columns;
        return new RowShape(
                separator,
                charset,
                names.size(),
                place(found.user(), named),
                place(found.movie(), named),
                place(found.rating(), named),
                found.time().map(time -> place(time, named)).orElse(-1));
    }

    private static boolean isNumber(String column) {
        return column.matches("[1-9]\\d{0,3}");
    }

    private int place(String column, boolean named) {
        if (named) {
            return names.indexOf(column);
        }
        if (!isNumber(column) || Integer.parseInt(column) > names.size()) {
            throw MatineeException.usage("columns of " + where + ", which names none, go by number from 1 to "
                    + names.size() + ", got \"" + column + "\"");
        }
        return Integer.parseInt(column) - 1;
    }
}
