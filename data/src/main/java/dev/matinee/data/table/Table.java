package dev.matinee.data.table;

import dev.matinee.data.source.Columns;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A table, view or query of a database.
 *
 * @param name how it is called, in messages and in rejected rows
 * @param from how it stands after {@code FROM}
 * @param columns the names of its columns
 */
record Table(String name, String from, List<String> columns) {
    /** Whether the option names a query instead of a table. */
    static boolean isQuery(String option) {
        String start = option.stripLeading().toLowerCase(Locale.ROOT);
        return start.matches("(?s)(select|with|values)\\b.*");
    }

    /**
     * The table that has the ratings: the one that the options name, else the only one that has the columns of ratings.
     *
     * @param where the database, for messages
     */
    static Table ofRatings(List<Table> tables, SourceOptions options, String where) {
        if (options.table().isPresent()) {
            return named(tables, options.table().get(), where);
        }
        List<Table> fitting =
                tables.stream().filter(table -> table.fits(options.columns())).toList();
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        if (fitting.isEmpty()) {
            throw MatineeException.badData(
                    "no table of " + where + " has "
                            + (options.columns().isPresent() ? "all the columns named" : "columns of known names")
                            + "; it has " + (tables.isEmpty() ? "no tables" : "the tables " + names(tables)),
                    "name the table with --table and its columns with --columns user=…,movie=…,rating=…,time=…");
        }
        throw MatineeException.usage(where + " has more than one table that could hold the ratings: " + names(fitting)
                + "; name one with --table");
    }

    private static Table named(List<Table> tables, String name, String where) {
        return tables.stream()
                .filter(table -> table.name.equals(name))
                .findFirst()
                .or(() -> tables.stream()
                        .filter(table -> table.name.equalsIgnoreCase(name))
                        .findFirst())
                .orElseThrow(() -> MatineeException.notFound(
                        where + " has no table \"" + name + "\""
                                + Nearest.hint(
                                        name, tables.stream().map(Table::name).toList()),
                        tables.isEmpty() ? "it has no tables at all" : "it has the tables " + names(tables)));
    }

    private static String names(List<Table> tables) {
        return String.join(", ", tables.stream().map(Table::name).toList());
    }

    private boolean fits(Optional<Columns> wanted) {
        if (wanted.isEmpty()) {
            return Columns.usual(columns).isPresent();
        }
        Columns named = wanted.get();
        return has(named.user())
                && has(named.movie())
                && has(named.rating())
                && named.time().map(this::has).orElse(true);
    }

    private boolean has(String column) {
        return columns.stream().anyMatch(column::equalsIgnoreCase);
    }

    /** The first of the columns of these names, whatever their case; empty where there is none. */
    Optional<String> column(String... names) {
        return List.of(names).stream()
                .flatMap(name -> columns.stream().filter(name::equalsIgnoreCase))
                .findFirst();
    }

    /** The columns of ratings: those that the options name, else those of usual names. */
    Columns ofRatings(SourceOptions options) {
        return options.columns()
                .map(named -> named.in(columns, name))
                .or(() -> Columns.usual(columns))
                .orElseThrow(() -> MatineeException.usage(name + " has no columns of known names for user, movie and"
                        + " rating; it has " + String.join(", ", columns)
                        + "; name them with --columns user=…,movie=…,rating=…,time=…"));
    }

    /** A name as it stands in SQL, whatever characters it has. */
    static String quoted(String name, String quote) {
        return quote + name.replace(quote, quote + quote) + quote;
    }
}
