package dev.matinee.data.catalog;

import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import dev.matinee.engine.matrix.Rows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the interactions file anew from the ratings in the catalog. */
final class Rebuild {
    private Rebuild() {}

    /** The interactions, of movies that are listed and nobody has rated as well if that is said. */
    static Interactions interactions(Database database, long ratings, boolean isListed, Path file, Run run) {
        Ids users = ids(database, "user_id");
        List<String> listed = new ArrayList<>();
        if (isListed) {
            database.forEach("SELECT movie_id::VARCHAR AS id FROM movies", row -> listed.add(row.text("id")));
        }
        Ids movies = ids(database, "movie_id").with(listed);
        InteractionsBuilder builder = new InteractionsBuilder(users, movies);
        try (Progress.Task task = run.progress().start("rebuilding the matrix", ratings, "ratings")) {
            String sql =
                    "SELECT user_id::VARCHAR AS u, movie_id::VARCHAR AS m, rating, epoch(rated_at)::BIGINT AS t FROM ratings";
            long[] rows = new long[1];
            database.forEach(sql, row -> {
                long time = row.isMissing("t") ? Rows.NO_TIME : row.whole("t");
                int user = users.indexOf(row.text("u")).orElseThrow();
                int movie = movies.indexOf(row.text("m")).orElseThrow();
                builder.add(user, movie, (float) row.number("rating"), time);
                if (++rows[0] % 100_000 == 0) {
                    run.checkCancelled();
                    task.advance(100_000);
                }
            });
        }
        return builder.write(file, run);
    }

    private static Ids ids(Database database, String column) {
        List<String> all = new ArrayList<>();
        database.forEach("SELECT DISTINCT " + column + "::VARCHAR AS id FROM ratings", row -> all.add(row.text("id")));
        if (all.stream().allMatch(Ids::isCanonicalNumber)) {
            return Ids.ofNumbers(
                    all.stream().mapToLong(Long::parseLong).sorted().toArray());
        }
        return Ids.ofTexts(all.stream().sorted().toArray(String[]::new));
    }
}
