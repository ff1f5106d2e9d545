package dev.matinee.lab.segments;

import dev.matinee.data.catalog.AtomicFile;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.catalog.WorkspaceLock;
import dev.matinee.data.table.ResultTable;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.engine.evaluate.UserGroups;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.matrix.Ids;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a workspace: {@code segments/<name>/segments.json} is what {@code segment} shows, and names, as {@code
 * usersFile}, the file beside it that says who is in which segment. Both change at once, when {@code segments.json} is
 * replaced.
 */
public final class SegmentStore {
    private static final String SEGMENTS = "segments.json";
    private static final String USERS = "usersFile";

    private final Workspace workspace;

    /** The segments of a workspace. */
    public SegmentStore(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Refuses a name that segments cannot be saved under: other than letters, digits, dots, hyphens and underscores. */
    public static void checkName(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw MatineeException.usage(
                    "a name of segments has letters, digits, dots, hyphens and underscores, got " + name);
        }
    }

    /** Saves segments under a {@linkplain #checkName name}. */
    public Path save(String name, Segments segments) {
        checkName(name);
        Path folder = workspace.segmentsFolder().resolve(name);
        String assigned = table(segments).csv();
        CRC32C checksum = new CRC32C();
        checksum.update(assigned.getBytes(StandardCharsets.UTF_8));
        String users = String.format("users-%08x.csv", checksum.getValue());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put(USERS, users);
        json.putAll(segments.toJson());
        try (WorkspaceLock lock = workspace.lock()) {
            Path finished = lock.temporaryFolder("segments").resolve(users);
            Files.writeString(finished, assigned);
            AtomicFile.publish(finished, folder.resolve(users));
            AtomicFile.write(folder.resolve(SEGMENTS), Json.writePretty(json));
            deleteOthers(folder, users);
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE,
                    "cannot save the segments to " + folder + ": " + failure.getMessage(),
                    "",
                    failure);
        }
        return folder;
    }

    private static void deleteOthers(Path folder, String users) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (name.startsWith("users-") && !name.equals(users)) {
                    Files.delete(entry);
                }
            }
        }
    }

    /** Who is in which segment, as a table of user, segment and label. */
    public static ResultTable table(Segments segments) {
        ResultTable table = new ResultTable("user", "segment", "label");
        segments.byUser()
                .forEach((user, segment) -> table.add(
                        user,
                        Integer.toString(segment),
                        segments.profiles().get(segment - 1).label()));
        return table;
    }

    /** The names of what is saved. */
    public List<String> names() {
        Path folder = workspace.segmentsFolder();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.exists(entry.resolve(SEGMENTS)))
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE, "cannot read " + folder + ": " + failure.getMessage(), "", failure);
        }
    }

    /**
     * What {@code segment} showed.
     *
     * @throws MatineeException {@code NOT_FOUND} when there is nothing of this name, naming the nearest
     */
    public Map<String, Object> read(String name) {
        return Json.parseObject(text(name, SEGMENTS));
    }

    /** The label of the segment of each user. */
    public Map<String, String> labels(String name) {
        Map<String, String> labels = new LinkedHashMap<>();
        String users = String.valueOf(read(name).get(USERS));
        ResultTable.parse(text(name, users)).rows().forEach(row -> labels.put(row.get(0), row.get(2)));
        return labels;
    }

    /** The label of each user's segment: of the segments {@code audience} or, where there are none, the first by name; empty without any. */
    public Map<String, String> usualLabels() {
        List<String> names = names();
        return names.isEmpty() ? Map.of() : labels(names.contains("audience") ? "audience" : names.getFirst());
    }

    /**
     * Segments as groups of users to measure models on. Their name changes with who is in which segment, so that what was
     * measured on other segments is not taken for this.
     *
     * @param users the users of the catalog; those without a segment are in no group
     */
    public UserGroups groups(String name, Ids users) {
        String file = String.valueOf(read(name).get(USERS));
        int[] byUser = new int[users.size()];
        Arrays.fill(byUser, -1);
        Map<Integer, String> byNumber = new TreeMap<>();
        List<List<String>> rows = ResultTable.parse(text(name, file)).rows();
        rows.forEach(row -> byNumber.put(Integer.valueOf(row.get(1)), row.get(1) + ": " + row.get(2)));
        List<Integer> numbers = List.copyOf(byNumber.keySet());
        rows.forEach(row -> users.indexOf(row.get(0))
                .ifPresent(user -> byUser[user] = numbers.indexOf(Integer.valueOf(row.get(1)))));
        return new UserGroups(groupsName(name), List.copyOf(byNumber.values()), byUser);
    }

    /** All segments of the workspace as groups of users. */
    public List<UserGroups> groups(Ids users) {
        return names().stream().map(name -> groups(name, users)).toList();
    }

    /** What the groups of these segments are called where models were measured on them: {@code segment:NAME@CHECKSUM}. */
    public String groupsName(String name) {
        String file = String.valueOf(read(name).get(USERS));
        return "segment:" + name + "@" + file.replaceAll("^users-|\\.csv$", "");
    }

    private String text(String name, String file) {
        Path path = workspace.segmentsFolder().resolve(name).resolve(file);
        try {
            return Files.readString(path);
        } catch (NoSuchFileException none) {
            throw MatineeException.notFound(
                    "there are no segments " + name + Nearest.hint(name, names()) + " in " + workspace,
                    "make them with: matinee segment --name " + name);
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE, "cannot read " + path + ": " + failure.getMessage(), "", failure);
        }
    }
}
