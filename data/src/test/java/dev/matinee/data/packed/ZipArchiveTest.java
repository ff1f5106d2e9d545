package dev.matinee.data.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.data.generate.DataShape;
import dev.matinee.data.generate.GenerationReport;
import dev.matinee.data.generate.Generator;
import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.Location;
import dev.matinee.data.source.Recorded;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipArchiveTest {
    private static final Run RUN = Run.seeded(5).threads(2);

    @TempDir
    private Path folder;

    @Test
    void aDatabaseInAFolderInAZipIsReadAndLeavesNothingBehind() throws IOException {
        Path database = folder.resolve("x.db");
        GenerationReport generated = Generator.like(
                        DataShape.named("viewer-interactions").scaled(0.01))
                .write(database, RUN);
        Path zip = zip(Map.of("a/b/README.txt", bytes("read me"), "a/b/x.db", Files.readAllBytes(database)));
        AtomicReference<Path> unpacked = new AtomicReference<>();

        Source source = ZipArchive.open(Location.of(zip), inside -> {
            unpacked.set(inside.path());
            assertThat(inside.toString()).isEqualTo(zip + "/a/b");
            return Sources.open(inside, SourceOptions.none());
        });

        assertThat(source.name()).isEqualTo("data");
        assertThat(source.format()).isEqualTo("sqlite");
        assertThat(Recorded.of(source, RUN).rows).hasSize(Math.toIntExact(generated.ratings()));
        assertThat(unpacked.get()).doesNotExist();
        source.close();
        assertThat(Recorded.of(Sources.open(zip.toString(), SourceOptions.none().format("sqlite")), RUN).rows)
                .hasSize(Math.toIntExact(generated.ratings()));
    }

    @Test
    void anEntryThatLeavesTheFolderIsRefused() throws IOException {
        assertBad(zip(Map.of("../outside.csv", bytes("x"))), "leaves its folder: \"../outside.csv\"");
        assertBad(zip(Map.of("/outside.csv", bytes("x"))), "leaves its folder");
        assertThat(folder.resolveSibling("outside.csv")).doesNotExist();
    }

    @Test
    void anArchiveThatSwellsOutOfProportionIsRefused() throws IOException {
        assertBad(zip(Map.of("ratings.csv", new byte[150 << 20])), "would swell");
    }

    @Test
    void aTruncatedOrAlteredArchiveIsDamaged() throws IOException {
        byte[] whole =
                Files.readAllBytes(zip(Map.of("ratings.csv", bytes("userId,movieId,rating\n1,2,3\n".repeat(99)))));
        Path cut = folder.resolve("cut.zip");
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
        assertBad(cut, "cut.zip is damaged");
        whole[45] ^= 0x10;
        Files.write(cut, whole);
        assertBad(cut, "cut.zip is damaged");
        Files.write(cut, new byte[0]);
        assertBad(cut, "cut.zip is damaged");
    }

    @Test
    void anArchiveOfNothingThatIsKnownSaysWhatItIs() throws IOException {
        assertBad(zip(Map.of()), "holds no files");
        assertBad(zip(Map.of("a/x.bin", bytes("x"), "a/y.bin", bytes("y"))), "data.zip/a holds no ratings");
    }

    private void assertBad(Path zip, String message) {
        assertThatThrownBy(() -> Sources.open(zip.toString(), SourceOptions.none()))
                .hasMessageContaining(message)
                .extracting(failure -> ((MatineeException) failure).code())
                .isEqualTo(ErrorCode.BAD_DATA);
    }

    private Path zip(Map<String, byte[]> files) throws IOException {
        Path zip = folder.resolve("data.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : new LinkedHashMap<>(files).entrySet()) {
                entries.putNextEntry(new ZipEntry(file.getKey()));
                entries.write(file.getValue());
            }
        }
        return zip;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
