package dev.matinee.data.ingest;

import dev.matinee.data.catalog.Scale;
import dev.matinee.data.source.Rule;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Rows;
import java.util.List;

/**
 * The readable rows of all parts, with ids numbered alike in all of them and the scale known.
 *
 * @param userOf by part, the user index of each of the part's own codes; {@code movieOf} likewise
 */
record Gathered(List<RatingColumns> parts, Ids users, Ids movies, int[][] userOf, int[][] movieOf, Scale scale) {
    /** Numbers the ids of all parts alike. */
    static Gathered of(List<RatingColumns> parts, Scale scale, Run run) {
        IdDictionary users = new IdDictionary();
        IdDictionary movies = new IdDictionary();
        int[][] userOf = new int[parts.size()][];
        int[][] movieOf = new int[parts.size()][];
        for (int part = 0; part < userOf.length; part++) {
            run.checkCancelled();
            userOf[part] = users.codesOf(parts.get(part).users());
            movieOf[part] = movies.codesOf(parts.get(part).movies());
        }
        IdDictionary.Ordered orderedUsers = users.ordered();
        IdDictionary.Ordered orderedMovies = movies.ordered();
        for (int part = 0; part < userOf.length; part++) {
            replace(userOf[part], orderedUsers.indexes());
            replace(movieOf[part], orderedMovies.indexes());
        }
        return new Gathered(parts, orderedUsers.ids(), orderedMovies.ids(), userOf, movieOf, scale);
    }

    private static void replace(int[] codes, int[] indexes) {
        for (int i = 0; i < codes.length; i++) {
            codes[i] = indexes[codes[i]];
        }
    }

    /** Rejects the rows of a part that are off the scale, and drops them. */
    Findings rejectOffScale(int part, RejectedRows.Writer rejected) {
        Findings findings = new Findings();
        RatingColumns columns = parts.get(part);
        if (columns.counts().areOn(scale)) {
            return findings;
        }
        columns.forEach((row, user, movie, rating, time) -> {
            if (!scale.contains(rating)) {
                String reason = Reasons.offScale(rating, scale);
                String raw = raw(part, row);
                findings.add(Rule.OFF_SCALE, part, columns.line(row), reason + ": " + raw);
                rejected.reject(part, columns.line(row), Rule.OFF_SCALE, reason, raw);
                columns.drop(row);
            }
        });
        return findings;
    }

    /** A row as user, movie, rating and time with commas between. */
    String raw(int part, int row) {
        RatingColumns columns = parts.get(part);
        return Reasons.row(
                users.id(userOf[part][columns.user(row)]),
                movies.id(movieOf[part][columns.movie(row)]),
                columns.rating(row),
                seconds(columns.time(row)));
    }

    /** Seconds as {@link Rows} has them. */
    static long seconds(int time) {
        return time == RatingColumns.NO_TIME ? Rows.NO_TIME : Integer.toUnsignedLong(time);
    }
}
