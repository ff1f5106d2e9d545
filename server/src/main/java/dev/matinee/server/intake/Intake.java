package dev.matinee.server.intake;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.QualityFinding;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.catalog.WorkspaceLock;
import dev.matinee.data.ingest.Duplicates;
import dev.matinee.data.ingest.Ingest;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.ingest.IngestReport;
import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.Columns;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.engine.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What may be taken in by a service: the files and folders in {@code sources/} of the workspace, and the embedded sample; nothing else
 * on the machine, as rows that are rejected are shown. One is checked by taking it into {@code staged/}, a workspace of its own, from
 * where it is put in use whole, or thrown away.
 */
public final class Intake {
    /** The embedded sample, where it is on the class path. */
    public static final String SAMPLE = "sample";

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,119}";
    private static final int LINES = 6;
    private static final int LONGEST_LINE = 400;

    private final Workspace workspace;

    /** The intake of a workspace. */
    public Intake(Workspace workspace) {
        this.workspace = workspace;
    }

    private Workspace staged() {
        return Workspace.create(workspace.stagedFolder());
    }

    /** What there is to be taken in, by name. */
    public List<String> sources() {
        List<String> names = new ArrayList<>();
        Path folder = workspace.sourcesFolder();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                entries.map(entry -> entry.getFileName().toString())
                        .filter(name -> name.matches(NAME))
                        .sorted()
                        .forEach(names::add);
            } catch (IOException failure) {
                throw cannot("read", folder, failure);
            }
        }
        names.add(SAMPLE);
        return names;
    }

    private static MatineeException cannot(String what, Path where, IOException failure) {
        return new MatineeException(
                ErrorCode.STORAGE,
                "cannot " + what + " " + where + ": " + failure.getMessage(),
                "check free space and permissions",
                failure);
    }

    /**
     * Keeps a file that was uploaded, in place of one of the same name.
     *
     * @return the name that it has among the sources
     */
    public String keep(String fileName, InputStream content) {
        String name = fileName.replaceAll(".*[/\\\\]", "")
                .replaceAll("[^A-Za-z0-9._-]", "-")
                .replaceFirst("^[._-]+", "");
        if (!name.matches(NAME) || name.equals(SAMPLE)) {
            throw MatineeException.usage("a file needs a name of letters and digits, such as ratings.csv");
        }
        Path folder = workspace.sourcesFolder();
        try {
            Files.createDirectories(folder);
            Path unfinished = Files.createTempFile(folder, ".upload", "");
            try {
                Files.copy(content, unfinished, StandardCopyOption.REPLACE_EXISTING);
                Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException failure) {
            throw cannot("keep the file in", folder, failure);
        }
        return name;
    }

    /** Where a source is, as {@link Sources#open} takes it. */
    private String location(String source) {
        List<String> known = sources();
        if (!known.contains(source)) {
            throw MatineeException.notFound(
                    "there is no source " + source + Nearest.hint(source, known),
                    "upload it, or put it into the folder sources of the workspace");
        }
        return source.equals(SAMPLE)
                ? SAMPLE
                : workspace.sourcesFolder().resolve(source).toString();
    }

    /** The first lines of a source that is a text; none of any other. */
    public List<String> preview(String source) {
        Path file = Path.of(location(source));
        List<String> lines = new ArrayList<>();
        if (!Files.isRegularFile(file) || !source.matches("(?i).*\\.(csv|tsv|txt|dat|data)")) {
            return lines;
        }
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            char[] start = new char[LINES * LONGEST_LINE];
            int read = Math.max(0, reader.read(start));
            String text = new String(start, 0, read);
            Arrays.stream(text.split("\r?\n", -1))
                    .limit(LINES)
                    .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line)
                    .forEach(lines::add);
        } catch (IOException failure) {
            throw cannot("read", file, failure);
        }
        return lines;
    }

    /**
     * Refuses what makes no sense before it is begun.
     *
     * @param parameters {@code source}, and as they are wanted {@code format}, {@code columns}, {@code table}, {@code duplicates} and
     *     {@code name}, in the words of the command {@code ingest}
     */
    public void verify(Map<String, Object> parameters) {
        location(String.valueOf(parameters.get("source")));
        options(parameters);
        ingest(parameters);
    }

    private static Optional<String> text(Map<String, Object> parameters, String name) {
        return Optional.ofNullable(parameters.get(name)).map(String::valueOf);
    }

    private static SourceOptions options(Map<String, Object> parameters) {
        return new SourceOptions(
                text(parameters, "format"), text(parameters, "columns").map(Columns::parse), text(parameters, "table"));
    }

    private static IngestOptions ingest(Map<String, Object> parameters) {
        IngestOptions options = IngestOptions.defaults();
        Optional<String> duplicates = text(parameters, "duplicates");
        if (duplicates.isPresent()) {
            options = options.duplicates(Duplicates.named(duplicates.get()));
        }
        Optional<String> name = text(parameters, "name");
        return name.isPresent() ? options.name(name.get()) : options;
    }

    /** Takes a source in beside what is in use; what was checked before is gone. */
    public IngestReport check(Map<String, Object> parameters, Run run) {
        discard();
        Workspace staged = staged();
        copyErased(workspace, staged);
        try (Source source = Sources.open(location(String.valueOf(parameters.get("source"))), options(parameters))) {
            return Ingest.of(source, ingest(parameters)).into(staged, run);
        } catch (RuntimeException failure) {
            discard();
            throw failure;
        }
    }

    /** Leaves out in one workspace whoever was erased in another. */
    private static void copyErased(Workspace from, Workspace to) {
        try {
            if (Files.exists(from.erasedUsersFile())) {
                Files.copy(from.erasedUsersFile(), to.erasedUsersFile(), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What was checked last and is neither in use nor thrown away: its data and what was found about it. */
    public Optional<Map<String, Object>> checked() {
        if (!Files.isDirectory(workspace.stagedFolder()) || !staged().hasCatalog()) {
            return Optional.empty();
        }
        try (Catalog catalog = staged().catalog()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("data", catalog.dataCard().toJson());
            json.put(
                    "quality",
                    catalog.quality().stream().map(QualityFinding::toJson).toList());
            json.put(
                    "rejected",
                    catalog.query(
                            "SELECT file, line, rule, reason, raw FROM rejected_rows ORDER BY file, line LIMIT 20",
                            row -> {
                                Map<String, Object> one = new LinkedHashMap<>();
                                one.put("file", row.text("file"));
                                one.put("line", row.whole("line"));
                                one.put("rule", row.text("rule"));
                                one.put("reason", row.text("reason"));
                                one.put("raw", row.text("raw"));
                                return one;
                            }));
            return Optional.of(json);
        }
    }

    /**
     * Puts what was checked in use in the workspace. A service goes on serving the catalog before until there is a model for this.
     *
     * @return the version of the catalog
     * @throws MatineeException {@code CONFLICT} when nothing was checked, users were erased since, or somebody holds the workspace
     */
    @SuppressWarnings("try")
    public String commit() {
        if (checked().isEmpty()) {
            throw new MatineeException(
                    ErrorCode.CONFLICT, "nothing was checked that could be put in use", "check a source first");
        }
        Workspace staged = staged();
        if (!sameErased(staged)) {
            throw new MatineeException(
                    ErrorCode.CONFLICT, "users were erased since the source was checked", "check it again");
        }
        String version;
        try (WorkspaceLock lock = workspace.lock()) {
            version = workspace
                    .snapshots()
                    .adopt(staged.snapshots(), staged.snapshots().current().orElseThrow());
        }
        discard();
        return version;
    }

    private boolean sameErased(Workspace staged) {
        try {
            Path own = workspace.erasedUsersFile();
            Path copied = staged.erasedUsersFile();
            return Files.exists(own) ? Files.exists(copied) && Files.mismatch(own, copied) < 0 : !Files.exists(copied);
        } catch (IOException failure) {
            throw cannot("compare", staged.erasedUsersFile(), failure);
        }
    }

    /** Throws away what was checked, if anything was. */
    public void discard() {
        Path folder = workspace.stagedFolder();
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw cannot("delete", folder, failure);
        }
    }
}
