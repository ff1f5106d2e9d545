package dev.matinee.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.testkit.FolderTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Workspaces with the embedded sample, ingested once for all tests; each gets a copy of its own. */
final class SampleWorkspace {
    private static final int USERS = 200;

    private static final FolderTemplate WHOLE = new FolderTemplate(folder -> ingest("sample", folder));
    private static final FolderTemplate PART = new FolderTemplate(SampleWorkspace::ingestPart);

    private SampleWorkspace() {}

    /** The whole sample in a folder that is not there yet; that folder. */
    static String in(Path folder) {
        return WHOLE.copyTo(folder).toString();
    }

    /** What the first two hundred users of the sample rated, a quarter of it, where that is enough to be shown or refused. */
    static String partIn(Path folder) {
        return PART.copyTo(folder).toString();
    }

    private static void ingest(String source, Path folder) {
        Outcome outcome = Outcome.of("ingest", source, "-w", folder.toString());
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    }

    private static void ingestPart(Path folder) {
        try {
            Path source = Files.createDirectories(folder.resolveSibling("part"));
            Files.write(source.resolve("movies.csv"), lines("movies"));
            List<String> ratings = lines("ratings").stream()
                    .filter(line -> line.startsWith("userId")
                            || Integer.parseInt(line.substring(0, line.indexOf(','))) <= USERS)
                    .toList();
            Files.write(source.resolve("ratings.csv"), ratings);
            ingest(source.toString(), folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> lines(String table) throws IOException {
        try (InputStream packed =
                        SampleWorkspace.class.getResourceAsStream("/dev/matinee/sample/" + table + ".csv.gz");
                InputStream in = new GZIPInputStream(Objects.requireNonNull(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
