package dev.matinee.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.matinee.data.catalog.AtomicFile;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.engine.recommend.TopLists;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** The lists of all users of a model as a CSV file, user by user in the order of the model; there whole or not at all. */
final class RecommendationsFile {
    private static final int USERS_AT_ONCE = 4096;

    private RecommendationsFile() {}

    /** Writes the file and answers how many recommendations are in it. */
    static long write(Path file, Recommender model, TopLists lists, Run run) {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        int users = model.users().size();
        long lines = 0;
        try (Progress.Task task = run.progress().start("recommending to all", users, "users");
                CsvWriter csv = CsvWriter.builder().build(temporary)) {
            csv.writeRecord("user", "rank", "movie", "score");
            for (int from = 0; from < users; from += USERS_AT_ONCE) {
                int[] some = IntStream.range(from, Math.min(users, from + USERS_AT_ONCE))
                        .toArray();
                String[][][] records = new String[some.length][][];
                lists.forEach(some, run, (position, items, scores, length) -> {
                    String user = model.users().id(some[position]);
                    records[position] = new String[length][];
                    for (int rank = 0; rank < length; rank++) {
                        records[position][rank] = new String[] {
                            user,
                            Integer.toString(rank + 1),
                            model.items().id(items[rank]),
                            Float.toString(scores[items[rank]])
                        };
                    }
                });
                for (String[][] ofUser : records) {
                    for (String[] line : ofUser) {
                        csv.writeRecord(line);
                        lines++;
                    }
                }
                task.advance(some.length);
            }
        } catch (IOException failure) {
            throw MatineeException.usage("cannot write " + file + ": " + failure.getMessage()
                    + "; name a file in a folder that exists and may be written to");
        }
        AtomicFile.publish(temporary, file);
        return lines;
    }
}
