package dev.matinee.lab.leaderboard;

import dev.matinee.data.catalog.AtomicFile;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.evaluate.UserInfluence;
import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folder {@code evaluations/} of a workspace: {@code <run>.json} is the record of one evaluation, {@code
 * <run>.users.gz} beside it what each user contributed, which the leaderboard can do without. Records are never changed.
 * Any number of processes may read; one may write.
 */
public final class EvaluationStore {
    private static final String RECORD = ".json";
    private static final String USERS = ".users.gz";

    private final Path folder;

    private EvaluationStore(Path folder) {
        this.folder = folder;
    }

    /** The store in a folder, which is made by the first record. */
    public static EvaluationStore in(Path folder) {
        return new EvaluationStore(folder);
    }

    /**
     * Keeps a record.
     *
     * @param influences what each user contributed, by metric
     * @throws MatineeException {@code CONFLICT} when there is a record of this run, {@code STORAGE} when it cannot be
     *     written
     */
    public void add(EvaluationRecord evaluation, Map<String, UserInfluence> influences) {
        if (contains(evaluation.run())) {
            throw new MatineeException(
                    ErrorCode.CONFLICT, "there is a record of the evaluation " + evaluation.run() + " already", "");
        }
        AtomicFile.write(file(evaluation.run(), USERS), UserParts.write(influences));
        AtomicFile.write(file(evaluation.run(), RECORD), Json.writePretty(evaluation.toJson()));
    }

    /** Whether there is a record of this run. */
    public boolean contains(String run) {
        return Files.exists(file(run, RECORD));
    }

    /** The runs there are records of, oldest first. */
    public List<String> runs() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(RECORD))
                    .map(name -> name.substring(0, name.length() - RECORD.length()))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw cannotList(folder, failure);
        }
    }

    static MatineeException cannotList(Path folder, IOException failure) {
        return new MatineeException(
                ErrorCode.STORAGE,
                "cannot list " + folder + ": " + failure.getMessage(),
                "check its permissions",
                failure);
    }

    /** What models reached where little is known, which stands beside the evaluations. */
    public ColdStarts coldStarts() {
        return ColdStarts.read(folder);
    }

    /**
     * The record of a run.
     *
     * @throws MatineeException {@code NOT_FOUND} when there is none, {@code BAD_DATA} when it is damaged
     */
    public EvaluationRecord read(String run) {
        try {
            return EvaluationRecord.fromJson(Json.parseObject(Files.readString(file(run, RECORD))));
        } catch (NoSuchFileException absent) {
            throw MatineeException.notFound(
                    "there is no evaluation " + run, "see the runs there are with: matinee leaderboard");
        } catch (IOException | DateTimeException | MatineeException damaged) {
            throw damaged(file(run, RECORD), damaged);
        }
    }

    /**
     * What each user contributed to each metric of a run; empty when that was not kept.
     *
     * @throws MatineeException {@code BAD_DATA} when it is damaged
     */
    public Map<String, UserInfluence> influences(String run) {
        Path file = file(run, USERS);
        try {
            return UserParts.read(Files.readAllBytes(file));
        } catch (NoSuchFileException absent) {
            return Map.of();
        } catch (IOException | MatineeException damaged) {
            throw damaged(file, damaged);
        }
    }

    private Path file(String run, String ending) {
        return folder.resolve(run + ending);
    }

    private static MatineeException damaged(Path file, Exception why) {
        String remedy = why instanceof MatineeException known && !known.remedy().isEmpty()
                ? known.remedy()
                : "delete it, and evaluate again";
        return new MatineeException(
                ErrorCode.BAD_DATA, "the evaluation file " + file + " is damaged: " + why.getMessage(), remedy, why);
    }
}
