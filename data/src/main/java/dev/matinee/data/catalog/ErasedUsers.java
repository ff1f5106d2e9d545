package dev.matinee.data.catalog;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.matrix.Rows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The users of a workspace who were erased, and when; whatever they did before does not come back, from wherever it is read. The
 * file {@code erased-users} does not name them: it has the SHA-256 of a salt of the workspace's own and the user's id, so that a user
 * who is met can be recognised and the users cannot be listed. Immutable and thread-safe.
 */
public final class ErasedUsers {
    private static final int SALT_BYTES = 16;

    private final String salt;
    private final Map<String, Instant> whenByHash;

    private ErasedUsers(String salt, Map<String, Instant> whenByHash) {
        this.salt = salt;
        this.whenByHash = whenByHash;
    }

    /**
     * Those of a workspace, as they are now.
     *
     * @throws MatineeException {@code BAD_DATA} when the file is damaged: nothing is read in that might have to stay out
     */
    public static ErasedUsers of(Workspace workspace) {
        Path file = workspace.erasedUsersFile();
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException none) {
            return new ErasedUsers("", Map.of());
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE, "cannot read " + file + ": " + failure.getMessage(), "", failure);
        }
        Map<String, Instant> known = new LinkedHashMap<>();
        try {
            for (String line : lines.subList(1, lines.size())) {
                String[] parts = line.split(" ", 2);
                known.put(parts[0], Instant.parse(parts[1]));
            }
            return new ErasedUsers(lines.getFirst(), known);
        } catch (RuntimeException damaged) {
            throw new MatineeException(
                    ErrorCode.BAD_DATA,
                    "the list of erased users " + file + " is damaged",
                    "put back a copy of it, so that nobody comes back who was erased",
                    damaged);
        }
    }

    /** Adds a user to the list of a workspace; when this returns that is on disk. */
    public static synchronized ErasedUsers add(Workspace workspace, String user, Instant when) {
        ErasedUsers before = of(workspace);
        String salt = before.salt.isEmpty() ? newSalt() : before.salt;
        Map<String, Instant> known = new LinkedHashMap<>(before.whenByHash);
        known.put(hash(salt, user), when);
        List<String> lines = new ArrayList<>(List.of(salt));
        known.forEach((hash, time) -> lines.add(hash + " " + time));
        AtomicFile.write(workspace.erasedUsersFile(), String.join("\n", lines) + "\n");
        return new ErasedUsers(salt, known);
    }

    private static String newSalt() {
        byte[] bytes = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String hash(String salt, String user) {
        try {
            byte[] bytes = (salt + " " + user).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Whether nobody was erased. */
    public boolean isEmpty() {
        return whenByHash.isEmpty();
    }

    /** When a user was erased, if ever. */
    public Optional<Instant> when(String user) {
        return isEmpty() ? Optional.empty() : Optional.ofNullable(whenByHash.get(hash(salt, user)));
    }

    /**
     * Whether something that a user did has to stay away: it was done before the user was erased, or nobody knows when.
     *
     * @param seconds since 1970-01-01 UTC, or {@link Rows#NO_TIME}
     */
    public boolean covers(String user, long seconds) {
        return when(user).map(time -> covers(time, seconds)).orElse(false);
    }

    /** Whether something done then was done before a user was erased. */
    public static boolean covers(Instant erased, long seconds) {
        return seconds == Rows.NO_TIME || seconds <= erased.getEpochSecond();
    }
}
